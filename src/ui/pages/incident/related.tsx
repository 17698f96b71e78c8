import { Link } from 'react-router';
import type { IncidentOutlook, IncidentSummary } from '../../../http/answers.js';
import { Badge } from '../../parts/badge.js';
import { SEVERITY_TONES } from '../../words/severities.js';
import { ActionButton } from './action-button.js';
import css from './lists.module.css';
import type { Action } from './model/action.js';

const HOW: Readonly<Record<IncidentOutlook['related'][number]['how'], string>> = {
  part: 'part of this',
  whole: 'this is a part of it',
  duplicate: 'merged into this',
  'merged-into': 'this is merged into it',
  'split-from': 'this was split off from it',
};

interface Props {
  readonly incident: IncidentSummary;
  readonly related: IncidentOutlook['related'];
  readonly actions: readonly Action[];
}

/** What else can be done, and the incidents that belong to it. */
export function More({ incident, related, actions }: Props) {
  const groups = ['Severity', 'People', 'Related'] as const;
  return (
    <section aria-labelledby="more">
      <h2 id="more">More to do</h2>
      {groups.map((group) => (
        <div key={group} className={css['moves']} role="group" aria-label={group}>
          {actions
            .filter((action) => action.group === group)
            .map((action) => (
              <ActionButton key={action.id} action={action} />
            ))}
        </div>
      ))}
      <h3>Related</h3>
      <p className={css['soft']}>
        {incident.service}
        {incident.team !== null && `, given to ${incident.team}`}
        {incident.sloId.includes('/') && incident.slo !== '' && (
          <>
            {', '}
            <Link to={`/slos/${incident.sloId}`}>{incident.sloId}</Link>
          </>
        )}
      </p>
      {related.length === 0 ? (
        <p className={css['soft']}>No other incident belongs to it.</p>
      ) : (
        <ul className={css['list']}>
          {related.map(({ id, how, title, severity, phase, team }) => (
            <li key={`${how} ${id}`}>
              <Badge tone={SEVERITY_TONES[severity]}>{severity.toUpperCase()}</Badge>{' '}
              <Link to={`/incidents/${id}`}>{id}</Link> {title}
              <small>
                {HOW[how]}, {phase}
                {team !== null && `, ${team}`}
              </small>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
