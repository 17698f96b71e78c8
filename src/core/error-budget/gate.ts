import type { GateDecision } from '../slo/budget-policy.js';

/** How a gate is configured. */
export interface GatePolicy {
  /** What an unknown becomes; `unknown` leaves it to the caller. */
  readonly onUnknown: GateDecision;
  /** Here a block is only a warning. */
  readonly advisoryEnvironments: readonly string[];
}

const RANK: Readonly<Record<GateDecision, number>> = { allow: 0, warn: 1, unknown: 2, block: 3 };

/** The gate of a service: the worst of its SLOs; block outranks unknown, and unknown outranks everything that is open. */
function worstDecision(decisions: readonly GateDecision[]): GateDecision {
  return decisions.reduce<GateDecision>((worst, next) => (RANK[next] > RANK[worst] ? next : worst), 'allow');
}

/**
 * What the pipeline is told in this environment. A service without SLOs is unknown, never open; and what configuration makes of an
 * unknown SLO never hides what another one says.
 */
export function decideGate(
  decisions: readonly GateDecision[],
  policy: GatePolicy,
  environment: string | undefined,
): GateDecision {
  const known = decisions.length === 0 ? (['unknown'] as const) : decisions;
  const decided = worstDecision(
    known.map((decision) => (decision === 'unknown' ? policy.onUnknown : decision)),
  );
  const advisory = environment !== undefined && policy.advisoryEnvironments.includes(environment);
  return decided === 'block' && advisory ? 'warn' : decided;
}

export function gateIsOpen(decision: GateDecision): boolean {
  return decision === 'allow' || decision === 'warn';
}
