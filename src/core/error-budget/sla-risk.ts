import type { AlertChange, OpenAlert } from '../burn-rate/alert-state.js';
import type { TierVerdict } from '../burn-rate/reading.js';
import type { Sla } from '../slo/slo.js';
import type { BudgetReading } from './reading.js';

/** The budget must rise this far (as a ratio of all of it) above the limit before the risk is believed to be over. */
const DAMPING = 0.01;

/** Below this share of known time a budget cannot say that all is well. */
const CLEAR_COVERAGE = 0.9;

/**
 * Whether so little of the SLA's budget is left that it is at risk (`over`). As with burn rates, time without data counts as healthy when
 * it is about alarming and for nothing when it is about the end; and nothing alarms or ends on estimates.
 */
function judgeSla({ warnAt }: Sla, budget: BudgetReading): TierVerdict {
  if (budget.kind !== 'measured' || budget.approximate) return 'unknown';
  if (budget.consumed * budget.coverage >= 1 - warnAt) return 'over';
  return budget.remaining > warnAt + DAMPING && budget.coverage >= CLEAR_COVERAGE ? 'under' : 'unknown';
}

/**
 * Advances the alert of an SLA by one evaluation: it opens once at the limit and ends above it; unknown changes nothing. An SLA that the
 * file no longer has is no longer at risk.
 */
export function advanceSlaAlert(
  open: OpenAlert | undefined,
  sla: Sla | undefined,
  budget: BudgetReading | undefined,
  at: number,
): { readonly open: OpenAlert | undefined; readonly changes: readonly AlertChange[] } {
  const verdict = sla && budget ? judgeSla(sla, budget) : 'under';
  if (!open && verdict === 'over')
    return { open: { openedAt: at }, changes: [{ kind: 'sla-opened', severity: 'page' }] };
  if (open && verdict === 'under')
    return {
      open: undefined,
      changes: [{ kind: 'sla-closed', severity: 'page', openedAt: open.openedAt }],
    };
  return { open, changes: [] };
}
