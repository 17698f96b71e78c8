import type { TierReading, WindowReading } from '../../core/burn-rate/reading.js';
import { decideGate } from '../../core/error-budget/gate.js';
import { overrideAt } from '../../core/error-budget/gate-override.js';
import type { BudgetReading } from '../../core/error-budget/reading.js';
import { burnTrend, TREND_POINTS } from '../../core/burn-rate/burn-trend.js';
import type { BudgetPolicy } from '../../core/slo/budget-policy.js';
import { DAY, MINUTE } from '../../core/time/duration.js';
import type { EngineConfig } from '../engine-config.js';
import type { EngineState } from '../engine-state.js';
import type { SloRow, SloStatus } from '../read-models.js';
import { knownSlo } from './slo-of.js';
import { historyLoaded, type SloRuntime } from '../slo-runtime.js';

/** Its parts are hours long: what one more minute adds is not seen. */
const TREND_HOLDS_MS = 5 * MINUTE;
/** More than is shown, and than what is sorted by needs; the rest would be most of an answer of thousands of rows. */
const DIGITS = 6;
const LONGEST_TREND_MS = 30 * DAY;

interface KnownTrend {
  readonly at: number;
  /** Of its past so much (0-1) was read then. */
  readonly loaded: number;
  readonly points: SloRow['trend'];
}

const trends = new WeakMap<SloRuntime, KnownTrend>();

type RowState = Pick<EngineState, 'runtimes' | 'gateOverrides' | 'elsewhere' | 'specs'> & {
  readonly config: Pick<EngineConfig, 'gate'>;
};

/** A status as a row of the overview. Other replicas tell no trend: of their SLOs it is empty. */
export function sloRow(status: SloStatus, state: RowState, now: number): SloRow {
  const { runtimes, gateOverrides, config } = state;
  const { id, service, name, owner, labels, target, window, budget, tiers, policy } = status;
  const runtime = runtimes.get(id);
  const trendMs = Math.min(status.sloWindowMs, LONGEST_TREND_MS);
  return {
    id,
    service,
    name,
    owner,
    labels,
    target,
    window,
    state: status.state,
    unknownBecause: status.unknownBecause?.text,
    budget: budgetCell(budget, policy.band),
    burn: burnNow(tiers),
    judged: { tiers: tiers.filter(({ verdict }) => verdict !== 'unknown').length, of: tiers.length },
    nearest: nearestTier(tiers),
    band: policy.band,
    bandEdges: edgesOf(knownSlo(state, id)?.budgetPolicy),
    // A gate that somebody has had answer otherwise does so whatever an SLO says; the worst of a service's rows is what its gate answers.
    gate:
      overrideAt(gateOverrides.get(service), now)?.decision ??
      decideGate([policy.gate], config.gate, undefined),
    incidentId: status.incidentId,
    trend: runtime ? trendOf(runtime, trendMs, now) : [],
    trendMs,
  };
}

function trendOf(runtime: SloRuntime, trendMs: number, now: number): SloRow['trend'] {
  const known = trends.get(runtime);
  const to = runtime.judgement?.dataUntil ?? now;
  const loaded = historyLoaded(runtime);
  const isYoung = known && Math.abs(to - known.at) < Math.min(TREND_HOLDS_MS, trendMs / 2000);
  if (isYoung && known.loaded === loaded) return known.points;
  const parts = runtime.ring.parts(to - trendMs, to, TREND_POINTS);
  const points = burnTrend(parts, runtime.slo.objective.target).map((point) => point && trendRate(point));
  trends.set(runtime, { at: to, loaded, points });
  return points;
}

/** As burn rates are shown: three digits, two decimals at most. By arithmetic, for texts of 150,000 numbers take longer than all else. */
function trendRate(rate: number): number {
  const size = Math.abs(rate);
  if (size < 10) return Math.round(rate * 100) / 100;
  if (size < 100) return Math.round(rate * 10) / 10;
  return size < 1000 ? Math.round(rate) : Number(rate.toPrecision(3));
}

/** What little data shows is no budget: where the policy cannot go by it, nothing is said of what is left. */
function budgetCell(budget: BudgetReading, band: string): SloRow['budget'] {
  const measured = budget.kind === 'measured' && band !== 'unknown' ? budget : undefined;
  const exhaustion = measured?.exhaustion;
  return {
    kind: budget.kind === 'measured' && !measured ? 'unknown' : budget.kind,
    remaining: measured && short(measured.remaining),
    coverage: short(budget.coverage),
    approximate: measured?.approximate ?? false,
    exhaustion: exhaustion?.kind,
    exhaustedAt: exhaustion?.kind === 'at' ? exhaustion.at : undefined,
  };
}

/** The edges within the budget: the ends of the scale are none. */
function edgesOf(policy: BudgetPolicy | undefined): readonly number[] {
  const bands = policy?.bands ?? [];
  return bands.map(({ above }) => above).filter((above) => above > 0 && above < 1);
}

function burnNow([fastest]: readonly TierReading[]): SloRow['burn'] {
  if (fastest?.long.kind !== 'measured') return undefined;
  return { rate: short(fastest.long.burnRate), windowMs: fastest.long.windowMs };
}

/** Both windows must be over the threshold, so the one that is further from it says how near a tier is. */
function nearestTier(tiers: readonly TierReading[]): SloRow['nearest'] {
  let nearest: SloRow['nearest'];
  for (const { policyId, long, short, burnRateThreshold } of tiers) {
    const [a, b] = [rateOf(long), rateOf(short)];
    if (a === undefined || b === undefined) continue;
    const share = Math.min(a, b) / burnRateThreshold;
    if (!nearest || share > nearest.share) nearest = { tier: policyId, share };
  }
  return nearest && { ...nearest, share: short(nearest.share) };
}

function short(value: number): number {
  return Number(value.toPrecision(DIGITS));
}

function rateOf(reading: WindowReading): number | undefined {
  return reading.kind === 'measured' ? reading.burnRate : undefined;
}
