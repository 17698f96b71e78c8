import type { BudgetReading, Exhaustion } from '../../core/error-budget/reading.js';
import type { SloStatus } from './slos.js';

/** An SLO in a list of thousands: what says whether it needs attention. Measured figures are to six digits, of the trend to three and two decimals. */
export interface SloRow {
  readonly id: string;
  readonly service: string;
  readonly name: string;
  readonly owner: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly target: number;
  readonly window: string;
  readonly state: SloStatus['state'];
  /** Why it cannot be judged now, in words. */
  readonly unknownBecause: string | undefined;
  readonly budget: {
    /** Also `unknown` where too little of the window is known for the policy to go by it. */
    readonly kind: BudgetReading['kind'];
    /** Ratio of the budget; below zero when more was spent than there was. */
    readonly remaining: number | undefined;
    readonly coverage: number;
    readonly approximate: boolean;
    /** Undefined when the budget is not measured. */
    readonly exhaustion: Exhaustion['kind'] | undefined;
    /** When it is gone at the pace of now, where that is foreseen. */
    readonly exhaustedAt: number | undefined;
  };
  /** The burn rate over the long window of the fastest tier; undefined where it cannot be told. */
  readonly burn: { readonly rate: number; readonly windowMs: number } | undefined;
  /** How many of its tiers can be judged. */
  readonly judged: { readonly tiers: number; readonly of: number };
  /** The tier that is nearest to firing: how far both its windows have come, 1 is the threshold. */
  readonly nearest: { readonly tier: string; readonly share: number } | undefined;
  readonly band: string;
  /** Where its bands begin, as ratios of the budget, from the fullest down; empty for an SLO that another replica judges. */
  readonly bandEdges: readonly number[];
  /** What the gate of its service answers by this SLO alone, or by somebody's word: as configured for an unknown one. */
  readonly gate: SloStatus['policy']['gate'];
  readonly incidentId: string | undefined;
  /** Burn rates of the last 30 days (or of the SLO window, if that is shorter), in 30 parts, oldest first; undefined where nothing was seen. */
  readonly trend: readonly (number | undefined)[];
  readonly trendMs: number;
}
