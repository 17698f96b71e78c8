import type { AlertPolicy } from '../slo/alert-policy.js';
import type { Slo } from '../slo/slo.js';

/** What an SLO could be instead; what is undefined stays as it is written. */
export interface Candidate {
  /** `as written`, `target=99.9%`, `target=99.9% tiers=pages-only`: unique among the candidates of one replay. */
  readonly label: string;
  /** A ratio in (0, 1). */
  readonly target: number | undefined;
  readonly tiers: ((slo: Slo) => readonly AlertPolicy[]) | undefined;
}

export const AS_WRITTEN: Candidate = { label: 'as written', target: undefined, tiers: undefined };

export function applyCandidate(slo: Slo, { target, tiers }: Candidate): Slo {
  return {
    ...slo,
    objective: { ...slo.objective, target: target ?? slo.objective.target },
    alertPolicies: tiers ? tiers(slo) : slo.alertPolicies,
  };
}
