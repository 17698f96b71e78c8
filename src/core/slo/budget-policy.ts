/** What a pipeline is told. `unknown` is never turned into `allow` by anything but configuration. */
export type GateDecision = 'allow' | 'warn' | 'block' | 'unknown';

/** One band of remaining budget: from (exclusive) `above` up to the next band's edge (inclusive). */
export interface PolicyBand {
  /** `above-50`, `25-to-50`, `below-25`, `exhausted`. */
  readonly id: string;
  /** Lower edge as a ratio of the budget; −Infinity for the last band. */
  readonly above: number;
  readonly consequence: string;
  readonly gate: Exclude<GateDecision, 'unknown'>;
}

/** Bands from the fullest budget to the emptiest, without gaps; the last one is `exhausted` (remaining ≤ 0). */
export interface BudgetPolicy {
  readonly bands: readonly PolicyBand[];
  /** False when the file states no policy: then the gate warns and never blocks. */
  readonly stated: boolean;
}

/** For SLOs whose file states no policy: the usual bands, and a gate that never blocks by surprise. */
export const UNSTATED_POLICY: BudgetPolicy = {
  stated: false,
  bands: [
    { id: 'above-50', above: 0.5, consequence: 'no error_budget_policy stated', gate: 'allow' },
    { id: '25-to-50', above: 0.25, consequence: 'no error_budget_policy stated', gate: 'allow' },
    { id: 'below-25', above: 0, consequence: 'no error_budget_policy stated', gate: 'warn' },
    {
      id: 'exhausted',
      above: Number.NEGATIVE_INFINITY,
      consequence: 'no error_budget_policy stated',
      gate: 'warn',
    },
  ],
};
