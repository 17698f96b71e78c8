import { judge, readTier } from '../burn-rate/read-tier.js';
import { readWindow } from '../burn-rate/read-window.js';
import type { WindowReading } from '../burn-rate/reading.js';
import type { AlertPolicy } from '../slo/alert-policy.js';
import { errorBudget, type Slo } from '../slo/slo.js';
import type { Stretch } from '../time/stretches.js';
import type { PastCounts } from './past-budget.js';

/** A tier in one step: the highest burn rates of its windows that end in it, undefined where too little is known; whether it was over. */
export interface TierStep {
  readonly long: number | undefined;
  readonly short: number | undefined;
  readonly over: boolean;
}

/** A tier through the past, step by step. */
export interface TierHistory {
  readonly policy: AlertPolicy;
  readonly steps: readonly TierStep[];
}

/**
 * Reads every tier at each edge of a slot in each step. Windows end at edges, so that their counts are exact; one that is narrower than the
 * slots that are kept of its time is unknown.
 * @param slotMs the slots that the steps are made of
 */
export function pastTiers(
  { objective, alertPolicies }: Pick<Slo, 'objective' | 'alertPolicies'>,
  counts: PastCounts,
  steps: readonly Stretch[],
  slotMs: number,
): TierHistory[] {
  const budget = errorBudget(objective);
  const readingsAt = steps.map((step) => edgesOf(step, slotMs).map((at) => windowsAt(counts, budget, at)));
  return alertPolicies.map((policy) => ({
    policy,
    steps: readingsAt.map((edges) => tierStep(policy, edges)),
  }));
}

type Windows = (windowMs: number) => WindowReading;

function windowsAt({ ring, excluded }: PastCounts, budget: number, at: number): Windows {
  const known = new Map<number, WindowReading>();
  return (windowMs) => {
    const before = known.get(windowMs);
    if (before) return before;
    const sum = ring.past(at - windowMs, at, excluded);
    const reading: WindowReading = sum
      ? readWindow(windowMs, sum, budget, undefined)
      : { kind: 'unknown', windowMs, coverage: 0, reason: 'no-series' };
    known.set(windowMs, reading);
    return reading;
  };
}

function tierStep(policy: AlertPolicy, edges: readonly Windows[]): TierStep {
  let [long, short]: (number | undefined)[] = [];
  let over = false;
  for (const windows of edges) {
    const [longNow, shortNow] = [windows(policy.longWindow), windows(policy.shortWindow)];
    long = higher(long, told(longNow, policy));
    short = higher(short, told(shortNow, policy));
    over ||= readTier(policy, longNow, shortNow).verdict === 'over';
  }
  return { long, short, over };
}

/** A burn rate on which the tier may rest; without traffic nothing burns. */
function told(reading: WindowReading, { burnRateThreshold }: AlertPolicy): number | undefined {
  if (reading.kind !== 'measured') return undefined;
  return judge(reading, burnRateThreshold) === 'unknown' ? undefined : reading.burnRate;
}

function higher(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : Math.max(a, b ?? a);
}

/** The edges of slots in (from, to], and `to` itself. */
function edgesOf({ from, to }: Stretch, slotMs: number): number[] {
  const edges: number[] = [];
  for (let at = from + slotMs; at < to; at += slotMs) edges.push(at);
  return [...edges, to];
}
