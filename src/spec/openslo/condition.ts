import type { AlertSeverity } from '../../core/slo/alert-policy.js';
import { formatDuration, SECOND } from '../../core/time/duration.js';
import { SEVERITY_MEND, severityOf } from '../alert-severity.js';
import type { Findings } from '../firebreak/findings.js';
import { parseShorthand, shorthandLength, shorthandMend } from './duration-shorthand.js';
import type { OpenSloObject } from './objects.js';
import type { ConditionSpec } from './schema.js';

/** What an AlertCondition asks for, in our terms. */
export interface Condition {
  readonly severity: AlertSeverity;
  readonly burnRateThreshold: number;
  readonly longWindow: number;
  readonly shortWindow: number;
  readonly object: OpenSloObject<ConditionSpec>;
}

/** Short = long / 12, as in the SRE workbook: what the condition lacks, and what makes an alert end soon after the burning does. */
const SHORT_SHARE = 12;

/** An AlertCondition; undefined with the reasons in its findings. */
export function readCondition(object: OpenSloObject<ConditionSpec>): Condition | undefined {
  const at = object.at.under('spec');
  const { severity: word, condition } = object.spec;
  const severity = severityOf(word);
  if (!severity) {
    at.error(
      'severity',
      ['severity'],
      `"${word}" does not say whether it pages someone or waits for the working day`,
      SEVERITY_MEND,
    );
  }
  const inner = at.under('condition');
  if (condition.op === 'lt' || condition.op === 'lte') {
    // OpenSLO's own examples have it, described as alerts for what is too high.
    inner.warn(
      'condition-op',
      ['op'],
      `by its words this condition holds while all is well: it is read as a burn rate over ${condition.threshold}x, which is what alerts are for`,
      'write op: gt',
    );
  }
  const windows = readWindows(condition, inner);
  if (!severity || !windows) return undefined;
  return { severity, burnRateThreshold: condition.threshold, ...windows, object };
}

function readWindows(
  { lookbackWindow, alertAfter }: ConditionSpec['condition'],
  at: Findings,
): Pick<Condition, 'longWindow' | 'shortWindow'> | undefined {
  const longWindow = durationOf(lookbackWindow);
  const wait = alertAfter === undefined ? 0 : durationOf(alertAfter);
  if (!longWindow) return badDuration(at, 'lookbackWindow', lookbackWindow);
  if (wait === undefined) return badDuration(at, 'alertAfter', alertAfter);
  const shortWindow = Math.max(shortWindowOf(longWindow), wait);
  if (shortWindow >= longWindow) {
    return at.error(
      'alert-after',
      ['alertAfter'],
      `alertAfter (${alertAfter}) is not shorter than lookbackWindow (${lookbackWindow})`,
      'a twelfth of the lookbackWindow is usual: 5m for 1h',
    );
  }
  if (wait > 0) {
    at.warn(
      'alert-after',
      ['alertAfter'],
      `an alert does not wait ${alertAfter}: it fires at once when the burn rate is over the threshold both in ${lookbackWindow} and in the last ${formatDuration(shortWindow)}`,
      'write alertAfter: 0m, or leave it',
    );
  }
  return { longWindow, shortWindow };
}

/** In whole seconds. */
export function shortWindowOf(longWindow: number): number {
  return Math.max(SECOND, Math.round(longWindow / SHORT_SHARE / SECOND) * SECOND);
}

function durationOf(text: string): number | undefined {
  const shorthand = parseShorthand(text);
  return shorthand && shorthandLength(shorthand);
}

function badDuration(at: Findings, field: string, text: string | undefined): undefined {
  return at.error(
    'bad-duration',
    [field],
    `"${text}" is no duration here`,
    shorthandMend(text ?? '', 'write minutes, hours or days: 5m, 1h, 3d'),
  );
}
