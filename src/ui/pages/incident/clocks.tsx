import type { AudienceUpdate, IncidentOutlook, IncidentSummary } from '../../../http/answers.js';
import { Until } from '../../parts/time.js';
import css from './lists.module.css';
import { dueList } from './model/due.js';

interface Props {
  readonly incident: IncidentSummary;
  readonly outlook: IncidentOutlook;
  readonly updates: readonly AudienceUpdate[];
}

/** Everything that becomes due, the nearest first. */
export function Clocks({ incident, outlook, updates }: Props) {
  const due = dueList(incident, outlook, updates);
  return (
    <section aria-labelledby="due">
      <h2 id="due">What is due</h2>
      {due.length === 0 ? (
        <p className={css['soft']}>Nothing is due.</p>
      ) : (
        <ul className={css['due']}>
          {due.map(({ key, text, at }) => (
            <li key={key}>
              <span>{text}</span>
              <b>
                <Until at={at} />
              </b>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
