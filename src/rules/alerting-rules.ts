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
 * At most one page and one ticket per SLO, whatever number of its tiers is over: the fastest gives its name. No `for`: the windows are
 * the delay.
 */
export function burnAlerts(slo: Slo, shared: SharedLabels): AlertingRule[] {
  const pages = slo.alertPolicies.filter((tier) => tier.severity === 'page');
  const tickets = slo.alertPolicies.filter((tier) => tier.severity === 'ticket');
  const open = (severity: AlertSeverity) =>
    seriesText('ALERTS', slo).replace(
      '}',
      `, alertname="${BURN_ALERT}", alertstate="firing", ${LABELS.severity}="${severity}"}`,
    );
  const alert = (severity: AlertSeverity, tiers: readonly AlertPolicy[], expr: string): AlertingRule => ({
    alert: BURN_ALERT,
    expr,
    labels: { ...shared, [LABELS.severity]: severity },
    annotations: burnAnnotations(slo, tiers),
  });
  const page = burning(slo, pages, open('page'));
  const ticket = burning(slo, tickets, open('ticket'));
  // A ticket that was there before the page stays; one that begins meanwhile is part of the page.
  const folded = pages.length === 0 ? '' : `\nunless on () (${open('page')} unless on () ${open('ticket')})`;
  return [
    ...(pages.length === 0 ? [] : [alert('page', pages, page)]),
    ...(tickets.length === 0 ? [] : [alert('ticket', tickets, `(\n${ticket}\n)${folded}`)]),
  ];
}

/** The fastest tier that is over; or, while there is nothing to judge by, what was firing before: missing data proves no recovery. */
function burning(slo: Slo, tiers: readonly AlertPolicy[], open: string): string {
  const shortest = Math.min(...tiers.map((tier) => tier.shortWindow));
  const { tier, window } = LABELS;
  return [
    ...tiers.map((policy) => tierText(slo, policy)),
    `-1 * max by (${tier}, ${window}) (${open})\nunless on () ${seriesText(BURN_RATE, slo, { windowMs: shortest })}`,
  ].join('\nor on ()\n');
}

function tierText(slo: Slo, tier: AlertPolicy): string {
  const over = (windowMs: number) =>
    `${seriesText(BURN_RATE, slo, { windowMs })} > ${numberText(tier.burnRateThreshold)}`;
  const conditions = [over(tier.longWindow)];
  if (tier.shortWindow !== tier.longWindow) conditions.push(over(tier.shortWindow));
  if (tier.minBadEvents > 0) {
    const bad = seriesText(EVENTS, slo, { of: OF.bad, windowMs: tier.longWindow });
    conditions.push(`${bad} >= ${numberText(tier.minBadEvents)}`);
  }
  return `label_replace(\n  ${conditions.join('\n  and on () ')},\n"${LABELS.tier}", "${tier.id}", "", "")`;
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
