import { decideGate, type GatePolicy, gateIsOpen } from '../../core/error-budget/gate.js';
import { type GateOverride, overrideText } from '../../core/error-budget/gate-override.js';
import { meantText } from '../../core/nearest.js';
import type { GateAnswer, SloStatus } from '../read-models.js';

/**
 * The gate of one service, from the policy states of its SLOs, or from what somebody said of it for a while. An unknown that configuration
 * turns into a decision says so, and so does an override of what it would be without.
 * @param override that holds now
 * @param services those that have SLOs; only asked when this one has none
 */
export function gateAnswer(
  service: string,
  environment: string | undefined,
  slos: readonly SloStatus[],
  policy: GatePolicy,
  override?: GateOverride,
  services: () => readonly string[] = () => [],
): GateAnswer {
  const decisions = slos.map((slo) => slo.policy.gate);
  const judged = decideGate(decisions, policy, environment);
  const decision = override?.decision ?? judged;
  const because =
    slos.length === 0
      ? withoutSlos(service, services())
      : `${reason(slos, judged, policy, environment)}${advisedOnly(judged, policy, environment)}`;
  const times = slos.flatMap((slo) => slo.evaluatedAt ?? []);
  return {
    service,
    environment,
    decision,
    ok: gateIsOpen(decision),
    reason: override ? `${overrideText(override)}; without it: ${judged}, ${because}` : because,
    overridden: override && { by: override.by, reason: override.reason, endsAt: override.until },
    evaluatedAt: times.length === 0 ? undefined : Math.min(...times),
    slos: slos.map((slo) => ({
      name: slo.name,
      decision: slo.policy.gate,
      band: slo.policy.band,
      consequence: slo.policy.consequence,
      // What little data shows is no budget.
      budgetRemaining:
        slo.budget.kind === 'measured' && slo.policy.band !== 'unknown' ? slo.budget.remaining : undefined,
      coverage: slo.budget.coverage,
    })),
  };
}

const MOST_SERVICES = 10;

function withoutSlos(service: string, services: readonly string[]): string {
  const meant = meantText(service, services, MOST_SERVICES);
  return `no SLO is defined for this service${meant === undefined ? '' : `: ${meant}`}`;
}

function reason(
  slos: readonly SloStatus[],
  decision: GateAnswer['decision'],
  policy: GatePolicy,
  environment: string | undefined,
): string {
  const blocking = slos.filter((slo) => slo.policy.gate === 'block');
  if (blocking.length > 0) {
    const text = blocking.map(describe).join('; ');
    return decision === 'block' ? text : `${text} (only advised in ${environment ?? 'this environment'})`;
  }
  const unknown = slos.filter((slo) => slo.policy.gate === 'unknown');
  if (unknown.length > 0) {
    const text = unknown
      .map((slo) => `${slo.name}: ${slo.unknownBecause?.text ?? slo.policy.consequence}`)
      .join('; ');
    return policy.onUnknown === 'unknown' ? text : `${text} (configured: unknown means ${policy.onUnknown})`;
  }
  const warning = slos.filter((slo) => slo.policy.gate === 'warn');
  return (warning.length > 0 ? warning : slos).map(describe).join('; ');
}

/** Whoever does not say where to is told where a block would be a warning. */
function advisedOnly(
  decision: GateAnswer['decision'],
  { advisoryEnvironments }: GatePolicy,
  environment: string | undefined,
): string {
  const isAdvised = decision === 'block' && environment === undefined && advisoryEnvironments.length > 0;
  return isAdvised ? ` (only advised in ${advisoryEnvironments.join(', ')})` : '';
}

function describe(slo: SloStatus): string {
  return `${slo.name}: ${left(slo)}, ${slo.policy.consequence}`;
}

function left({ budget, window }: SloStatus): string {
  if (budget.kind === 'unknown') return 'budget unknown';
  if (budget.kind === 'no-traffic') return 'no events, so nothing of the budget is spent';
  const share = `${Number((budget.remaining * 100).toFixed(1))} % of the budget over ${window} left`;
  return budget.approximate ? `${share} (approximate while history is read)` : share;
}
