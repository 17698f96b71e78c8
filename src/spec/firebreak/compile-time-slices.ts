import type { AlertPolicy } from '../../core/slo/alert-policy.js';
import { faultOfTier, LEAST_SLICES } from '../../core/slo/slice-tiers.js';
import { errorBudget, type Objective } from '../../core/slo/slo.js';
import type { TimeSlices } from '../../core/slo/time-slices.js';
import { DAY, formatDuration, parseDuration, SECOND } from '../../core/time/duration.js';
import { durationMend } from '../../core/time/meant-duration.js';
import type { Findings } from './findings.js';
import { parseTarget } from './quantities.js';
import type { TimeSlicesSpec } from './schema-derived.js';

const SHORTEST_SLICE = 10 * SECOND;

/** How an SLO cuts time; undefined with the reasons in `findings`, which stand at `time_slices`. */
export function compileTimeSlices(
  spec: TimeSlicesSpec,
  objective: Objective,
  findings: Findings,
): TimeSlices | undefined {
  const lengthMs = compileLength(spec.length, findings);
  const goodShare = spec.good_when === undefined ? undefined : compileGoodWhen(spec.good_when, findings);
  if (lengthMs === undefined || (spec.good_when !== undefined && goodShare === undefined)) return undefined;
  const { durationMs } = objective.sloWindow;
  const allowed = Number(((errorBudget(objective) * durationMs) / lengthMs).toPrecision(3));
  if (allowed < 1) {
    findings.warn(
      'slice-over-budget',
      ['length'],
      `${formatDuration(durationMs)} may hold ${allowed} bad slices of ${spec.length}: the first one spends the whole budget`,
      'use shorter slices, a longer window, or a lower target',
    );
  }
  return { lengthMs, goodShare, withoutTraffic: spec.without_traffic ?? 'good' };
}

function compileLength(given: string, findings: Findings): number | undefined {
  const fits = (ms: number) => ms >= SHORTEST_SLICE && DAY % ms === 0;
  const lengthMs = parseDuration(given);
  if (lengthMs !== undefined && fits(lengthMs)) return lengthMs;
  return findings.error(
    'bad-slice-length',
    ['length'],
    `slices of ${given} cannot be cut: a day has to hold a whole number of them, of ${formatDuration(SHORTEST_SLICE)} or more`,
    durationMend(given, 'write 1m, 5m or 15m, at least two scrape intervals', fits),
  );
}

function compileGoodWhen(given: string | number, findings: Findings): number | undefined {
  const share = parseTarget(given);
  if (share !== undefined && share > 0 && share <= 1) return share;
  return findings.error(
    'bad-slice-target',
    ['good_when'],
    `"${given}" is no share of good events`,
    'write a percentage over 0 and up to 100: 95%',
  );
}

/** A tier with a short window of at least two slices. */
export function liftedToSlices(tier: AlertPolicy, { lengthMs }: TimeSlices): AlertPolicy {
  return { ...tier, shortWindow: Math.max(tier.shortWindow, LEAST_SLICES * lengthMs) };
}

/** The usual tiers, with short windows of at least two slices; those whose long window would hardly be longer are left out. */
export function liftToSlices(
  tiers: readonly AlertPolicy[],
  slices: TimeSlices,
  findings: Findings,
): AlertPolicy[] {
  const lifted = tiers.map((tier) => liftedToSlices(tier, slices));
  const sound = lifted.filter((tier) => !faultOfTier(tier, slices));
  if (sound.length < tiers.length) {
    const dropped = tiers.filter(({ id }) => !sound.some((tier) => tier.id === id)).map(({ id }) => id);
    findings.warn(
      'default-under-slices',
      [],
      `of the default alerts ${dropped.join(', ')} are left out: their windows hold too few slices of ${formatDuration(slices.lengthMs)}`,
      'use shorter slices, or state burn_rate_alerts with longer windows',
    );
  }
  return sound;
}
