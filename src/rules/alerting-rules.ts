import type { AlertPolicy, AlertSeverity } from '../core/slo/alert-policy.js';
import type { Slo } from '../core/slo/slo.js';
import { formatDuration, MINUTE } from '../core/time/duration.js';
import { absenceAnnotations, burnAnnotations } from './annotations.js';
import { requiredSeries } from './increments.js';
import { ABSENCE_ALERT, BURN_ALERT, BURN_RATE, EVENTS, LABELS, OF } from './names.js';
import { numberText } from './number-text.js';
import type { AlertingRule } from './rule-group.js';
import { seriesText } from './series.js';

/** A service that restarts or is moved is not blind; one that is gone for this long is. */
const ABSENT_FOR = 15 * MINUTE;

/** What `alertLabels` gives for the SLO. */
type SharedLabels = Readonly<Record<string, string>>;

/**
 * One page per SLO, whatever number of its tiers is over: the fastest gives its name. No `for`: the windows are the delay.
 */
export function pageAlerts(slo: Slo, shared: SharedLabels): AlertingRule[] {
  return burnAlerts(slo, shared, 'page', (burning) => burning);
}

/** One ticket per SLO. One that was there before the page stays; one that begins while the page is open is part of it. */
export function ticketAlerts(slo: Slo, shared: SharedLabels): AlertingRule[] {
  const pages = slo.alertPolicies.some((tier) => tier.severity === 'page');
  const folded = `unless on () (${openAlert(slo, 'page')} unless on () ${openAlert(slo, 'ticket')})`;
  return burnAlerts(slo, shared, 'ticket', (burning) => (pages ? `(\n${burning}\n)\n${folded}` : burning));
}

function burnAlerts(
  slo: Slo,
  shared: SharedLabels,
  severity: AlertSeverity,
  wrap: (burning: string) => string,
): AlertingRule[] {
  const tiers = slo.alertPolicies.filter((tier) => tier.severity === severity);
  if (tiers.length === 0) return [];
  return [
    {
      alert: BURN_ALERT,
      expr: wrap(burningText(slo, tiers, openAlert(slo, severity))),
      labels: { ...shared, [LABELS.severity]: severity },
      annotations: burnAnnotations(slo, tiers),
    },
  ];
}

/** The fastest tier that is over; or, while there is nothing to judge by, what was firing before: missing data proves no recovery. */
function burningText(slo: Slo, tiers: readonly AlertPolicy[], open: string): string {
  const shortest = Math.min(...tiers.map((tier) => tier.shortWindow));
  const { tier, window } = LABELS;
  return [
    ...tiers.map((policy) => tierText(slo, policy)),
    `-1 * max by (${tier}, ${window}) (${open} unless on () ${seriesText(BURN_RATE, slo, { windows: [shortest] })})`,
  ].join('\nor on ()\n');
}

/** Over the threshold in both windows, with enough bad events in the long one. */
function tierText(slo: Slo, tier: AlertPolicy): string {
  const over = (windowMs: number) =>
    `${seriesText(BURN_RATE, slo, { windows: [windowMs] })} > ${numberText(tier.burnRateThreshold)}`;
  const conditions = [over(tier.longWindow)];
  if (tier.shortWindow !== tier.longWindow) conditions.push(over(tier.shortWindow));
  if (tier.minBadEvents > 0) {
    const bad = seriesText(EVENTS, slo, { of: [OF.bad], windows: [tier.longWindow] });
    conditions.push(`${bad} >= ${numberText(tier.minBadEvents)}`);
  }
  return `label_replace(\n  ${conditions.join('\n  and on () ')},\n"${LABELS.tier}", "${tier.id}", "", "")`;
}

/** Selects the alert of a severity that is firing for an SLO. */
export function openAlert(slo: Slo, severity: AlertSeverity): string {
  const labels = { alertname: BURN_ALERT, alertstate: 'firing', [LABELS.severity]: severity };
  return seriesText('ALERTS', slo, { labels });
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
