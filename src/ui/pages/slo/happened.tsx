import { Link } from 'react-router';
import type { SloHistory } from '../../../http/answers.js';
import { Badge } from '../../parts/badge.js';
import { Scroll } from '../../parts/scroll.js';
import { Time } from '../../parts/time.js';
import { counted } from '../../words/numbers.js';
import { SEVERITY_TONES } from '../../words/severities.js';
import { spanText } from '../../words/times.js';
import { BandHistory } from './band-history.js';
import css from './slo.module.css';
import part from '../../parts/part.module.css';

/** Pages, tickets, incidents, deploys and excluded time of the stretch that is shown. */
export function Happened({ history }: { readonly history: SloHistory }) {
  const { alerts, alertsLeftOut, incidents, deploys, deploysLeftOut, exclusions } = history;
  return (
    <section className={part['part']}>
      <h2>What happened</h2>
      {alerts.length + incidents.length + deploys.length + exclusions.length === 0 && (
        <p>No alert, incident, deploy or excluded time in this stretch.</p>
      )}
      {alerts.length > 0 && (
        <Scroll label="Alerts">
          <table className={part['lines']}>
            <thead>
              <tr>
                <th scope="col">Alert</th>
                <th scope="col">Began</th>
                <th scope="col">Lasted</th>
                <th scope="col">Incident</th>
              </tr>
            </thead>
            <tbody>
              {alerts.map(({ severity, openedAt, endedAt, incidentId }) => (
                <tr key={severity + openedAt}>
                  <td>
                    <Badge tone={severity}>{severity}</Badge>
                  </td>
                  <td>
                    <Time at={openedAt} />
                  </td>
                  <td>
                    {endedAt === null ? 'still open' : spanText(Date.parse(endedAt) - Date.parse(openedAt))}
                  </td>
                  <td>
                    {incidentId === null ? '–' : <Link to={`/incidents/${incidentId}`}>{incidentId}</Link>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {alertsLeftOut > 0 && <p>{leftOut(alertsLeftOut, 'alert')}</p>}
      <BandHistory history={history} />
      <ul className={css['events']}>
        {incidents.map(({ id, severity, title, phase, openedAt }) => (
          <li key={id}>
            <Time at={openedAt} /> <Badge tone={SEVERITY_TONES[severity]}>{severity.toUpperCase()}</Badge>{' '}
            <Link to={`/incidents/${id}`}>{id}</Link> {title} <small>{phase}</small>
          </li>
        ))}
        {deploys.map(({ version, at, url }) => (
          <li key={version + at}>
            <Time at={at} /> deploy{' '}
            {url === undefined || url === null ? version : <a href={url}>{version}</a>}
          </li>
        ))}
        {exclusions.map(({ id, kind, author, reason, startAt, endAt }) => (
          <li key={id + startAt}>
            <Time at={startAt} /> to <Time at={endAt} />: {kind} by {author}, {reason}
          </li>
        ))}
      </ul>
      {deploysLeftOut > 0 && <p>{leftOut(deploysLeftOut, 'deploy')}</p>}
    </section>
  );
}

function leftOut(number: number, word: string): string {
  return `${counted(number, `older ${word}`)} of this time left out: choose a shorter one.`;
}
