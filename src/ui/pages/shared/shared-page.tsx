import { useParams } from 'react-router';
import { useSharedIncident } from '../../api/shared.js';
import { AskError } from '../../browser/ask.js';
import { Answered } from '../../parts/answered.js';
import { Badge } from '../../parts/badge.js';
import { PageHead } from '../../parts/page-head.js';
import { Ago, PlannedTime } from '../../parts/time.js';
import { SEVERITY_TONES } from '../../words/severities.js';
import css from '../status/status.module.css';

/** What a partner is shown of an incident: how it stands, and the entries that were marked as shared. */
export default function SharedPage() {
  const { token = '' } = useParams();
  const query = useSharedIncident(token);
  if (query.error instanceof AskError && query.error.status === 404) {
    return (
      <>
        <PageHead title="This link opens nothing" />
        <p>It may be mistyped, be over, or have been revoked. Ask whoever sent it for another one.</p>
      </>
    );
  }
  return (
    <Answered query={query} what="The incident" heading="An incident">
      {({ title, service, severity, status, entries }) => (
        <>
          <PageHead title={title}>
            <Badge tone={SEVERITY_TONES[severity]}>{severity.toUpperCase()}</Badge>
          </PageHead>
          <p>
            {service}, {status === 'resolved' ? 'it is over' : 'it goes on'}
          </p>
          <p className={css['soft']}>
            As of <Ago at={query.dataUpdatedAt} />
            {query.isError ? ': it cannot be asked again at present.' : '. This page asks again by itself.'}
          </p>
          {entries.length === 0 ? (
            <p>Nothing has been shared yet.</p>
          ) : (
            <ol className={css['updates']}>
              {entries.map(({ at, happenedAt, text }) => (
                <li key={`${at} ${text}`}>
                  <PlannedTime at={happenedAt ?? at} />
                  <p>{text}</p>
                </li>
              ))}
            </ol>
          )}
        </>
      )}
    </Answered>
  );
}
