import {
  type AlertPolicy,
  alertPolicyId,
  DEFAULT_MIN_BAD_EVENTS,
  defaultAlertPolicies,
} from '../../core/slo/alert-policy.js';
import { faultOfTier } from '../../core/slo/slice-tiers.js';
import { highestBurnRate, type Objective } from '../../core/slo/slo.js';
import type { TimeSlices } from '../../core/slo/time-slices.js';
import { formatDuration, parseDuration } from '../../core/time/duration.js';
import { durationMend } from '../../core/time/meant-duration.js';
import type { Path } from '../source-document.js';
import { liftToSlices } from './compile-time-slices.js';
import type { Findings } from './findings.js';
import { parseBurnRate } from './quantities.js';
import type { TierSpec } from './schema.js';

/** What tiers are held against; `timeSlices` when the events are slices. */
export interface TiersOf extends Objective {
  readonly timeSlices?: TimeSlices | undefined;
}

/**
 * The tiers of an SLO, pages first, then the fastest first. Without any in the file: the workbook's, as far as the target lets them
 * fire.
 */
export function compileTiers(
  specs: readonly TierSpec[] | undefined,
  objective: TiersOf,
  findings: Findings,
): readonly AlertPolicy[] | undefined {
  if (specs === undefined) return reachableDefaults(objective, findings);
  const tiers = specs.map((spec, index) => compileTier(spec, objective, findings.under(index)));
  const whole = tiers.filter((tier) => tier !== undefined);
  return whole.length === specs.length ? withUniqueIds(whole, findings) : undefined;
}

export function reachableDefaults(objective: TiersOf, findings: Findings): AlertPolicy[] {
  const usual = defaultAlertPolicies(objective.sloWindow.durationMs);
  const defaults = objective.timeSlices ? liftToSlices(usual, objective.timeSlices, findings) : usual;
  return reachableTiers(defaults, objective, findings, {
    path: [],
    mend: 'state burn_rate_alerts with lower burn rates',
  });
}

/** The tiers of a tool's defaults that can fire at all; a warning at `path` names the others. */
export function reachableTiers(
  defaults: readonly AlertPolicy[],
  objective: Objective,
  findings: Findings,
  { path, mend }: { readonly path: Path; readonly mend: string },
): AlertPolicy[] {
  const highest = highestBurnRate(objective);
  const reachable = defaults.filter((tier) => tier.burnRateThreshold < highest);
  if (reachable.length < defaults.length) {
    const dropped = defaults
      .filter((tier) => !reachable.includes(tier))
      .map((tier) => `${tier.burnRateThreshold}x`);
    findings.warn(
      'unreachable-default',
      path,
      `of the default alerts ${dropped.join(', ')} can never fire: with this target the burn rate is at most ${highest}x`,
      mend,
    );
  }
  return reachable;
}

function compileTier(spec: TierSpec, objective: TiersOf, findings: Findings): AlertPolicy | undefined {
  const longWindow = alertWindow(spec, 'long_window', findings);
  const shortWindow = alertWindow(spec, 'short_window', findings);
  const burnRateThreshold = compileBurnRate(spec, objective, findings);
  const { durationMs } = objective.sloWindow;
  if (longWindow !== undefined && longWindow > durationMs) {
    findings.error(
      'window-too-long',
      ['long_window'],
      `an alert over ${spec.long_window} cannot be judged within an SLO window of ${formatDuration(durationMs)}`,
      'shorten long_window',
    );
    return undefined;
  }
  if (longWindow !== undefined && shortWindow !== undefined && shortWindow >= longWindow) {
    return findings.error(
      'windows-swapped',
      ['short_window'],
      `the short window (${spec.short_window}) is not shorter than the long one (${spec.long_window})`,
      'a twelfth of the long window is usual: 5m for 1h',
    );
  }
  if (longWindow === undefined || shortWindow === undefined || burnRateThreshold === undefined)
    return undefined;
  const tier: AlertPolicy = {
    id: alertPolicyId(spec.severity, longWindow),
    severity: spec.severity,
    longWindow,
    shortWindow,
    burnRateThreshold,
    minBadEvents: spec.min_bad_events ?? DEFAULT_MIN_BAD_EVENTS,
  };
  const fault = objective.timeSlices && faultOfTier(tier, objective.timeSlices);
  return fault ? findings.error(fault.code, [fault.field], fault.message, fault.mend) : tier;
}

function alertWindow(
  spec: TierSpec,
  field: 'long_window' | 'short_window',
  findings: Findings,
): number | undefined {
  const ms = parseDuration(spec[field]);
  if (ms !== undefined && ms % 1000 === 0) return ms;
  return findings.error(
    'bad-duration',
    [field],
    `"${spec[field]}" is no window`,
    durationMend(spec[field], 'write whole seconds, minutes, hours or days: 30s, 5m, 1h, 3d'),
  );
}

function compileBurnRate(spec: TierSpec, objective: Objective, findings: Findings): number | undefined {
  const burnRate = parseBurnRate(spec.burn_rate);
  if (burnRate === undefined) {
    return findings.error(
      'bad-burn-rate',
      ['burn_rate'],
      `"${spec.burn_rate}" is no burn rate`,
      'write a number over zero: 14.4x',
    );
  }
  const highest = highestBurnRate(objective);
  if (burnRate < highest) return burnRate;
  return findings.error(
    'unreachable-burn-rate',
    ['burn_rate'],
    `a burn rate over ${burnRate}x can never be reached: with every event failing it is ${highest}x at this target`,
    `use less than ${highest}x`,
  );
}

/** Pages first, then the fastest first; tiers of one severity and long window are told apart by their burn rates. */
export function withUniqueIds(tiers: readonly AlertPolicy[], findings: Findings): AlertPolicy[] | undefined {
  const named = tiers.map((tier) => {
    const twins = tiers.filter((other) => other.id === tier.id);
    return twins.length === 1 ? tier : { ...tier, id: `${tier.id}-${tier.burnRateThreshold}x` };
  });
  const second = named.findIndex((tier, index) => named.findIndex((other) => other.id === tier.id) < index);
  if (second !== -1) {
    return findings.error(
      'duplicate-alert',
      [second],
      'this alert has severity, long window and burn rate of another one',
      'remove one of the two',
    );
  }
  return [...named].sort(
    (a, b) => rank(a) - rank(b) || a.longWindow - b.longWindow || b.burnRateThreshold - a.burnRateThreshold,
  );
}

function rank(tier: AlertPolicy): number {
  return tier.severity === 'page' ? 0 : 1;
}
