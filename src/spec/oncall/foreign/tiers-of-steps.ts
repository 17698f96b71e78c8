import type { EscalationStep } from '../../../core/escalation/escalation-policy.js';
import type { Team } from '../../../core/oncall/plan.js';
import type { Draft } from './draft.js';
import type { ForeignValue } from './foreign-value.js';

/** Other tools have no tiers: the schedule that is asked first is taken as the primary, the next other one as the secondary. */
export function tiersOf(draft: Draft, team: ForeignValue, steps: readonly EscalationStep[]): Team['tiers'] {
  const asked = steps.flatMap(({ targets }) =>
    targets.flatMap((target) => (target.kind === 'schedule' ? [target.schedule] : [])),
  );
  const [primary, secondary] = [...new Set(asked)];
  if (primary === undefined) return {};
  const both = secondary === undefined ? '' : `, ${secondary} as its secondary`;
  draft.note(
    team,
    `${primary} is taken as its primary${both}, by the order in which its escalation asks them`,
  );
  return { primary, ...(secondary === undefined ? {} : { secondary }) };
}
