import { Link } from 'react-router';
import { useDaemon } from '../api/daemon.js';
import { useNow } from '../browser/clock.js';
import { Notice } from '../parts/notice.js';
import { troublesOf } from './troubles-of.js';

/** What is wrong with the daemon itself, on every page: whoever reads figures has to know when nobody counts. */
export function Troubles() {
  const { data: daemon } = useDaemon();
  const now = useNow();
  if (!daemon) return null;
  return troublesOf(daemon, now).map(({ tone, text, to }) => (
    <Notice key={text.slice(0, 24)} {...(tone === 'info' ? {} : { tone })}>
      <p>
        {text} {to && <Link to={to}>See what is wrong</Link>}
      </p>
    </Notice>
  ));
}
