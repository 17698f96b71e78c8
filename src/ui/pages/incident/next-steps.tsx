import type { IncidentOutlook, IncidentSummary } from '../../../http/answers.js';
import { PHASE_LIST } from '../../words/incidents.js';
import { ActionButton } from './action-button.js';
import lists from './lists.module.css';
import type { Action } from './model/action.js';
import { movesOf } from './model/actions.js';
import css from './next-steps.module.css';
import { Recovery } from './recovery.js';

interface Props {
  readonly incident: IncidentSummary;
  readonly outlook: IncidentOutlook;
  readonly actions: readonly Action[];
}

/** Where it can go from here, and why not elsewhere. That somebody has it is said at the top of the page. */
export function NextSteps({ incident, outlook, actions }: Props) {
  const { phase } = incident;
  const { possible, refused } = movesOf(actions);
  const moves = possible.filter(({ id }) => id !== 'acknowledge');
  const ends = actions.filter(({ group, refused: reason }) => group === 'End' && reason === null);
  // The next phase, not one that lies back; none before somebody has it.
  const reached = moves.length < possible.length ? PHASE_LIST.length : PHASE_LIST.indexOf(phase);
  const next = moves.find(({ id: step }) => reached < phaseIndex(step));
  return (
    <section aria-labelledby="next">
      <h2 id="next">Next steps</h2>
      <Recovery incident={incident} outlook={outlook} />
      <div className={lists['moves']}>
        {moves.map((action) => (
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
    </section>
  );
}

function phaseIndex(step: string): number {
  return PHASE_LIST.findIndex((phase) => phase === step);
}
