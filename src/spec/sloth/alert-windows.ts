import {
  type AlertPolicy,
  type AlertSeverity,
  alertPolicyId,
  DEFAULT_MIN_BAD_EVENTS,
} from '../../core/slo/alert-policy.js';
import { formatDuration, parseDuration, SECOND } from '../../core/time/duration.js';
import { durationMend } from '../../core/time/meant-duration.js';
import { withUniqueIds } from '../firebreak/compile-tiers.js';
import { compileRolling } from '../firebreak/compile-window.js';
import type { Findings } from '../firebreak/findings.js';
import type { AlertWindowsSpec, WindowSpec } from './schema-windows.js';

const SEVERITIES = ['page', 'ticket'] as const;
const SPEEDS = ['quick', 'slow'] as const;

/** The SLO window that a catalogue is for (ms), and its tiers; undefined with the reasons in `at`. */
export interface Catalogue {
  readonly sloWindow: number | undefined;
  readonly tiers: readonly AlertPolicy[] | undefined;
}

/** An AlertWindows; `at` stands at its spec. */
export function readCatalogue(spec: AlertWindowsSpec, at: Findings): Catalogue {
  const sloWindow = compileRolling(spec.sloPeriod, at.under('sloPeriod'))?.durationMs;
  const tiers = SEVERITIES.flatMap((severity) =>
    SPEEDS.map((speed) => tierOf(severity, spec[severity][speed], sloWindow, at.under(severity, speed))),
  );
  const whole = tiers.filter((tier) => tier !== undefined);
  return { sloWindow, tiers: whole.length < tiers.length ? undefined : withUniqueIds(whole, at) };
}

function tierOf(
  severity: AlertSeverity,
  window: WindowSpec,
  sloWindow: number | undefined,
  at: Findings,
): AlertPolicy | undefined {
  const longWindow = durationOf(window, 'longWindow', at);
  const shortWindow = durationOf(window, 'shortWindow', at);
  if (longWindow === undefined || shortWindow === undefined || sloWindow === undefined) return undefined;
  if (shortWindow >= longWindow) {
    return at.error(
      'windows-swapped',
      ['shortWindow'],
      `the short window (${window.shortWindow}) is not shorter than the long one (${window.longWindow})`,
      'a twelfth of the long window is usual: 5m for 1h',
    );
  }
  if (longWindow > sloWindow) {
    return at.error(
      'window-too-long',
      ['longWindow'],
      `an alert over ${window.longWindow} cannot be judged within an SLO window of ${formatDuration(sloWindow)}`,
      'shorten longWindow',
    );
  }
  const burnRate = ((window.errorBudgetPercent / 100) * sloWindow) / longWindow;
  return {
    id: alertPolicyId(severity, longWindow),
    severity,
    longWindow,
    shortWindow,
    // 0.02 × 30 d / 1 h is 14.399999999999999 in binary.
    burnRateThreshold: Number(burnRate.toPrecision(12)),
    minBadEvents: DEFAULT_MIN_BAD_EVENTS,
  };
}

function durationOf(
  window: WindowSpec,
  field: 'longWindow' | 'shortWindow',
  at: Findings,
): number | undefined {
  const ms = parseDuration(window[field]);
  if (ms !== undefined && ms % SECOND === 0) return ms;
  return at.error(
    'bad-duration',
    [field],
    `"${window[field]}" is no window`,
    durationMend(window[field], 'write whole seconds, minutes, hours or days: 30s, 5m, 1h, 3d'),
  );
}
