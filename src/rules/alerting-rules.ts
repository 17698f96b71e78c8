import { errorRatioThreshold } from '../core/burn-rate/theory.js';
import type { AlertPolicy } from '../core/slo/alert-policy.js';
import type { Slo } from '../core/slo/slo.js';
import { formatDuration, MINUTE } from '../core/time/duration.js';
import { absenceAnnotations, burnAnnotations } from './annotations.js';
import { requiredSeries } from './event-expressions.js';
import { ABSENCE_ALERT, BAD_EVENTS, BURN_ALERT, ERROR_RATIO, LABELS } from './names.js';
import { numberText } from './number-text.js';
import type { AlertingRule } from './rule-group.js';
import { seriesText } from './series.js';

/** A service that restarts or is moved is not blind; one that is gone for this long is. */
const ABSENT_FOR = 15 * MINUTE;

/**
 * `increase()` extrapolates, so that three events read as 3.05 or as 2.9999999996: the floor asks for half an event less. Two never
 * read as two and a half in a long window, unless it holds fewer than four scrapes of a series.
 */
const EXTRAPOLATION = 0.5;

/** What `alertLabels` gives for the SLO. */
type SharedLabels = Readonly<Record<string, string>>;

/** One alert per tier: over the threshold in both windows, with enough bad events in the long one. No `for`: the windows are the delay. */
export function burnAlert(slo: Slo, tier: AlertPolicy, shared: SharedLabels): AlertingRule {
  const threshold = numberText(errorRatioThreshold(slo.objective, tier));
  const over = (windowMs: number) => `${seriesText(ERROR_RATIO, slo, windowMs)} > ${threshold}`;
  const conditions = [over(tier.longWindow)];
  if (tier.shortWindow !== tier.longWindow) conditions.push(over(tier.shortWindow));
  if (tier.minBadEvents > 0) {
    const floor = numberText(tier.minBadEvents - EXTRAPOLATION);
    conditions.push(`${seriesText(BAD_EVENTS, slo, tier.longWindow)} > ${floor}`);
  }
  return {
    alert: BURN_ALERT,
    expr: conditions.join(`\nand ignoring(${LABELS.window}) `),
    labels: {
      ...shared,
      [LABELS.severity]: tier.severity,
      [LABELS.tier]: tier.id,
      [LABELS.window]: formatDuration(tier.longWindow),
    },
    annotations: burnAnnotations(slo, tier),
  };
}

/** Nobody can see the SLO: its total, or a counter of good events that must be there, has had no series for 15 minutes. */
export function absenceAlert(slo: Slo, shared: SharedLabels): AlertingRule {
  const absentFor = formatDuration(ABSENT_FOR);
  return {
    alert: ABSENCE_ALERT,
    expr: requiredSeries(slo.sli)
      .map((series) => `absent(${series})`)
      .join(' or '),
    for: absentFor,
    labels: { ...shared, [LABELS.severity]: 'ticket' },
    annotations: absenceAnnotations(slo, absentFor),
  };
}
