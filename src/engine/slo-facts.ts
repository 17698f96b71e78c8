import type { AlertChange, AlertState } from '../core/burn-rate/alert-state.js';
import type { PolicyState } from '../core/error-budget/policy-state.js';
import type { PastFact } from '../core/slo-history/past-fact.js';

/** What one evaluation leaves in an SLO's past: alerts for its budget that begin or end, and a budget that comes into another band. */
export function sloFacts(
  of: string,
  at: number,
  changes: readonly AlertChange[],
  policy: { readonly before: PolicyState | undefined; readonly now: PolicyState },
  incidentId: string | undefined,
): readonly PastFact[] {
  const alerts = changes.flatMap((change): PastFact[] => {
    if (change.kind !== 'opened' && change.kind !== 'closed') return [];
    const kind = change.kind === 'opened' ? 'alert-opened' : 'alert-ended';
    const { severity, openedAt } = change;
    return [{ kind, of, at, severity, openedAt, ...(incidentId === undefined ? {} : { incidentId }) }];
  });
  const { before, now } = policy;
  if (before?.band === now.band) return alerts;
  return [
    ...alerts,
    { kind: 'band', of, at, band: now.band, ...(before === undefined ? {} : { before: before.band }) },
  ];
}

/** The ends of the alerts of an SLO that is no longer there: nothing evaluates them to their end. */
export function goneFacts(
  of: string,
  at: number,
  state: Pick<AlertState, 'page' | 'ticket'>,
): readonly PastFact[] {
  return (['page', 'ticket'] as const).flatMap((severity) => {
    const openedAt = state[severity]?.openedAt;
    return openedAt === undefined ? [] : [{ kind: 'alert-ended' as const, of, at, severity, openedAt }];
  });
}
