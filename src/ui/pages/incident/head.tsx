import { Link } from 'react-router';
import type { IncidentDetail, IncidentOutlook } from '../../../http/answers.js';
import { Badge } from '../../parts/badge.js';
import { Ago, Time } from '../../parts/time.js';
import { PHASE_LIST } from '../../words/incidents.js';
import { SEVERITY_TONES } from '../../words/severities.js';
import { ActionButton } from './action-button.js';
import css from './head.module.css';
import lists from './lists.module.css';
import type { Action } from './model/action.js';
import { movesOf } from './model/actions.js';
import { Recovery } from './recovery.js';

interface Props {
  readonly detail: IncidentDetail;
  readonly outlook: IncidentOutlook;
  readonly actions: readonly Action[];
}

/** What it is, how bad, since when, how far it is, and what can be done next. */
export function Head({ detail: { incident }, outlook, actions }: Props) {
  const { id, severity, severityReason, title, phase, failingSince, openedAt, mergedInto, resolvedAt } =
    incident;
  const { possible, refused } = movesOf(actions);
  const ends = actions.filter((action) => action.group === 'End' && action.refused === null);
  // The next phase, not one that lies back.
  const reached = PHASE_LIST.indexOf(phase);
  const next = possible.find(({ id: step }) => step === 'acknowledge' || reached < phaseIndex(step));
  return (
    <header className={css['head']}>
      <p className={css['crumbs']}>
        <Link to="/incidents">Incidents</Link> / {id}
        <span className={css['links']}>
          <Link to={`/incidents/${id}/view`}>View for others</Link>
          <a href={`/api/v1/incidents/${id}/report.html`}>Report</a>
        </span>
      </p>
      <h1>
        <Badge tone={SEVERITY_TONES[severity]}>{severity.toUpperCase()}</Badge> {title}
      </h1>
      <p className={css['why']}>{severityReason}</p>
      <dl className={css['clock']}>
        <div>
          <dt>Failing since</dt>
          <dd>
            {failingSince === null ? (
              'not known'
            ) : (
              <>
                <Time at={failingSince} /> <b>{resolvedAt === null && <Ago at={failingSince} />}</b>
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>Declared</dt>
          <dd>
            <Time at={openedAt} /> <b>{resolvedAt === null && <Ago at={openedAt} />}</b>
          </dd>
        </div>
        {resolvedAt !== null && (
          <div>
            <dt>Resolved</dt>
            <dd>
              <Time at={resolvedAt} /> <Ago at={resolvedAt} />
            </dd>
          </div>
        )}
      </dl>
      {mergedInto !== null && (
        <p>
          Merged into <Link to={`/incidents/${mergedInto}`}>{mergedInto}</Link>: work goes on there.
        </p>
      )}
      <ol className={css['phases']} aria-label="Phase">
        {PHASE_LIST.map((each) => (
          <li key={each} aria-current={each === phase ? 'step' : undefined}>
            {each}
          </li>
        ))}
      </ol>
      <Recovery incident={incident} outlook={outlook} />
      <div className={lists['moves']} role="group" aria-label="Next steps">
        {possible.map((action) => (
          <ActionButton key={action.id} action={action} {...(action === next ? { look: 'main' } : {})} />
        ))}
        {ends.map((action) => (
          <ActionButton
            key={action.id}
            action={action}
            {...(action.danger ? { look: 'danger' } : action.id === 'close' ? { look: 'main' } : {})}
          />
        ))}
      </div>
      {refused.length > 0 && phase !== 'closed' && (
        <details className={css['refusals']}>
          <summary>Not now</summary>
          <ul>
            {refused.map(({ reason, labels }) => (
              <li key={reason}>
                <b>{labels.join(', ')}</b>: {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </header>
  );
}

function phaseIndex(step: string): number {
  return PHASE_LIST.findIndex((phase) => phase === step);
}
