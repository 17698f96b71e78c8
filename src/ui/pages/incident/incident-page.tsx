import { useParams } from 'react-router';
import { useIncident, useOutlook, useUpdates } from '../../api/incidents.js';
import { AskError } from '../../browser/ask.js';
import { useTitle } from '../../browser/title.js';
import { Answered } from '../../parts/answered.js';
import { Commander } from './commander.js';

/** One screen for the commander of an incident. */
export default function IncidentPage() {
  const { id = '' } = useParams();
  const detail = useIncident(id);
  const outlook = useOutlook(id, detail.data?.incident.status === 'monitoring');
  const updates = useUpdates(id);
  const title = detail.data?.incident.title;
  useTitle(title === undefined ? id : `${id} ${title}`);
  if (detail.error instanceof AskError && detail.error.status === 404) {
    return (
      <>
        <h1>There is no {id}</h1>
        <p>
          It may be older than incidents are kept (<code>incidents.retention</code>), or of another daemon.
        </p>
      </>
    );
  }
  return (
    <Answered query={detail} what={id} lines={12} heading={id}>
      {(known) => (
        <Answered query={outlook} what={`What can be done with ${id}`} lines={12}>
          {(ahead) => <Commander detail={known} outlook={ahead} updates={updates.data?.updates ?? []} />}
        </Answered>
      )}
    </Answered>
  );
}
