import {
  type AlertPolicy,
  type AlertSeverity,
  alertPolicyId,
  DEFAULT_MIN_BAD_EVENTS,
} from '../../core/slo/alert-policy.js';
import type { Objective } from '../../core/slo/slo.js';
import { formatDuration, MINUTE } from '../../core/time/duration.js';
import { SEVERITY_MEND, severityOf } from '../alert-severity.js';
import { reachableTiers, withUniqueIds } from '../firebreak/compile-tiers.js';
import type { Findings } from '../firebreak/findings.js';
import type { AlertingSpec } from './schema.js';

type Severities = NonNullable<AlertingSpec['severities']>;

interface PyrraAlert {
  readonly field: Exclude<keyof Severities, 'absent'>;
  /** Where the file says nothing else. */
  readonly severity: AlertSeverity;
  /** Which part of the SLO window the long window is; the short one is a twelfth of it, or as the last two have it. */
  readonly long: number;
  readonly short: number;
  readonly burnRateThreshold: number;
}

/** pyrra's alerts (`Windows` in slo/rules.go): 1h and 5m, 6h and 30m, 1d and 2h, 4d and 6h of 28 days. */
const ALERTS: readonly PyrraAlert[] = [
  { field: 'fastBurn', severity: 'page', long: 28 * 24, short: 28 * 24 * 12, burnRateThreshold: 14 },
  { field: 'mediumBurn', severity: 'page', long: 28 * 4, short: 28 * 24 * 2, burnRateThreshold: 7 },
  { field: 'slowBurn', severity: 'ticket', long: 28, short: 28 * 12, burnRateThreshold: 2 },
  { field: 'longTermBurn', severity: 'ticket', long: 7, short: 28 * 4, burnRateThreshold: 1 },
];

/** A window that holds two scrapes of half a minute; pyrra's own rules round shorter ones down to nothing. */
const SHORTEST = MINUTE;

/** The tiers that stand for pyrra's alerts; none where the file wants none, undefined with the reason in `findings`. */
export function compileTiers(
  alerting: AlertingSpec,
  objective: Objective,
  findings: Findings,
): readonly AlertPolicy[] | undefined {
  if (alerting.disabled === true || alerting.burnrates === false) return [];
  const { durationMs } = objective.sloWindow;
  const tiers = ALERTS.map((alert) => tierOf(alert, durationMs, { alerting, findings }));
  const whole = tiers.filter((tier) => tier !== undefined);
  if (whole.length < tiers.length) return undefined;
  warnOfShortWindows(durationMs, findings);
  const reachable = reachableTiers(whole, objective, findings, {
    path: ['target'],
    mend: 'raise the target, or write this SLO in Firebreak’s own form with lower burn rates',
  });
  return withUniqueIds(reachable, findings);
}

function tierOf(
  alert: PyrraAlert,
  sloWindowMs: number,
  { alerting, findings }: { readonly alerting: AlertingSpec; readonly findings: Findings },
): AlertPolicy | undefined {
  const word = alerting.severities?.[alert.field];
  const severity = word === undefined || word === '' ? alert.severity : severityOf(word);
  if (!severity) {
    return findings.error(
      'severity',
      ['alerting', 'severities', alert.field],
      `"${word}" does not say whether it pages someone or waits for the working day`,
      SEVERITY_MEND,
    );
  }
  const longWindow = Math.max(2 * SHORTEST, wholeMinutes(sloWindowMs / alert.long));
  return {
    id: alertPolicyId(severity, longWindow),
    severity,
    longWindow,
    shortWindow: Math.max(SHORTEST, wholeMinutes(sloWindowMs / alert.short)),
    burnRateThreshold: alert.burnRateThreshold,
    minBadEvents: DEFAULT_MIN_BAD_EVENTS,
  };
}

function wholeMinutes(ms: number): number {
  return Math.round(ms / MINUTE) * MINUTE;
}

function warnOfShortWindows(sloWindowMs: number, findings: Findings): void {
  const [fastest] = ALERTS;
  if (!fastest || wholeMinutes(sloWindowMs / fastest.short) >= SHORTEST) return;
  findings.warn(
    'short-window',
    ['window'],
    `for a window of ${formatDuration(sloWindowMs)} the short windows of the fastest alerts round to 0s: ${formatDuration(SHORTEST)} is used, with a long window of at least ${formatDuration(2 * SHORTEST)}`,
    'use a window of 3d or more',
  );
}
