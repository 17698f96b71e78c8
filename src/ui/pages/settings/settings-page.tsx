import { useDaemon } from '../../api/daemon.js';
import { useSession } from '../../api/session.js';
import { Answered } from '../../parts/answered.js';
import { PageHead } from '../../parts/page-head.js';
import { Files } from './files.js';
import { Health } from './health.js';
import { StatusPages } from './status-pages.js';
import css from './settings.module.css';
import { Tokens } from './tokens.js';

/** The daemon itself: whether it and what it stands on works, what is wrong with its files, and who may do what. */
export default function SettingsPage() {
  const daemon = useDaemon();
  const session = useSession();
  return (
    <>
      <PageHead title="Settings" />
      <Answered query={daemon} what="The daemon’s state">
        {(status) => (
          <div className={css['parts']}>
            <Health daemon={status} />
            <Files specs={status.specs} />
          </div>
        )}
      </Answered>
      <StatusPages />
      <Tokens mayAdminister={session.data?.scope === 'admin'} />
    </>
  );
}
