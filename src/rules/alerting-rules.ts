import type { AlertPolicy, AlertSeverity } from '../core/slo/alert-policy.js';
import type { Slo } from '../core/slo/slo.js';
import { formatDuration, MINUTE } from '../core/time/duration.js';
import { absenceAnnotations, burnAnnotations, statedAnnotations } from './annotations.js';
import { requiredSeries } from './increments.js';
import { alertLabels } from './labels.js';
import { ABSENCE_ALERT, BURN_ALERT, BURN_RATE, EVENTS, LABELS, OF, OVER_LIMIT } from './names.js';
import type { Naming } from './naming/naming.js';
import { numberText } from './number-text.js';
import type { AlertingRule, RecordingRule } from './rule-group.js';
import { type Family, familyLabels, familySeriesText, seriesText } from './series.js';

/** A service that restarts or is moved is not blind; one that is gone for this long is. */
const ABSENT_FOR = 15 * MINUTE;

/**
 * One page and one ticket per SLO, whatever number of its tiers is over: the fastest gives its name. No `for`: the windows are the delay.
 * @param severity the alert of which; none when the SLO has no such tier
 * @param naming also carries the labels by which another tool finds alerts
 */
export function burnAlerts(
  slo: Slo,
  family: Family,
  severity: AlertSeverity,
  naming?: Naming,
): AlertingRule[] {
  const tiers = tiersOf(slo, severity);
  if (tiers.length === 0) return [];
  return [
    {
      alert: BURN_ALERT,
      expr: seriesText(OVER_LIMIT, slo, { labels: overLimitLabels(family, severity) }),
      labels: {
        ...alertLabels(slo, severity),
        ...naming?.alertLabels(slo, severity),
        [LABELS.family]: '',
        [LABELS.severity]: severity,
      },
      annotations: { ...burnAnnotations(slo, tiers), ...statedAnnotations(slo, severity) },
    },
  ];
}

/** Which SLOs of a family have an alert of a severity now; none when they have no such tier. */
export function overLimitRules(family: Family, severity: AlertSeverity): RecordingRule[] {
  const [first] = family.slos;
  const tiers = tiersOf(first, severity);
  if (tiers.length === 0) return [];
  const burning = burningText(family, tiers, severity);
  return [
    {
      record: OVER_LIMIT,
      expr:
        severity === 'ticket' && tiersOf(first, 'page').length > 0 ? foldedText(family, burning) : burning,
      labels: { ...familyLabels(family), ...overLimitLabels(family, severity) },
    },
  ];
}

function overLimitLabels({ slos: [first] }: Family, severity: AlertSeverity): Record<string, string> {
  return { [LABELS.family]: first.name, [LABELS.severity]: severity };
}

function tiersOf(slo: Slo, severity: AlertSeverity): AlertPolicy[] {
  return slo.alertPolicies.filter((tier) => tier.severity === severity);
}

/** A ticket that was there before the page stays; one that begins while the page is open is part of it. */
function foldedText(family: Family, burning: string): string {
  const on = `on (${LABELS.slo})`;
  return `(\n${burning}\n)\nunless ${on} (${openAlerts(family, 'page')} unless ${on} ${openAlerts(family, 'ticket')})`;
}

/** The fastest tier that is over; or, while there is nothing to judge by, what was firing before: missing data proves no recovery. */
function burningText(family: Family, tiers: readonly AlertPolicy[], severity: AlertSeverity): string {
  const shortest = Math.min(...tiers.map((tier) => tier.shortWindow));
  const { slo, tier, window } = LABELS;
  const judged = familySeriesText(BURN_RATE, family, { windows: [shortest] });
  return [
    ...tiers.map((policy) => tierText(family, policy)),
    `-1 * max by (${slo}, ${tier}, ${window}) (${openAlerts(family, severity)} unless on (${slo}) ${judged})`,
  ].join(`\nor on (${slo})\n`);
}

/** Over the threshold in both windows, with enough bad events in the long one. */
function tierText(family: Family, tier: AlertPolicy): string {
  const limit = numberText(tier.burnRateThreshold);
  const over = (windowMs: number) =>
    `${familySeriesText(BURN_RATE, family, { windows: [windowMs] })} > ${limit}`;
  const conditions = [over(tier.longWindow)];
  if (tier.shortWindow !== tier.longWindow) conditions.push(over(tier.shortWindow));
  if (tier.minBadEvents > 0) {
    const bad = familySeriesText(EVENTS, family, { of: [OF.bad], windows: [tier.longWindow] });
    conditions.push(`${bad} >= ${numberText(tier.minBadEvents)}`);
  }
  return `label_replace(\n  ${conditions.join(`\n  and on (${LABELS.slo}) `)},\n"${LABELS.tier}", "${tier.id}", "", "")`;
}

/** Selects the alert of a severity that is firing for an SLO. */
export function openAlert(slo: Slo, severity: AlertSeverity): string {
  return seriesText('ALERTS', slo, { labels: openLabels(severity) });
}

function openAlerts(family: Family, severity: AlertSeverity): string {
  return familySeriesText('ALERTS', family, { labels: openLabels(severity) });
}

function openLabels(severity: AlertSeverity): Record<string, string> {
  return { alertname: BURN_ALERT, alertstate: 'firing', [LABELS.severity]: severity };
}

/** Nobody can see the SLO: its total, or a counter of good events that must be there, has had no series for 15 minutes. */
export function absenceAlert(slo: Slo): AlertingRule {
  const absentFor = formatDuration(ABSENT_FOR);
  return {
    alert: ABSENCE_ALERT,
    expr: requiredSeries(slo)
      .map((series) => `absent(${series})`)
      .join(' or '),
    for: absentFor,
    labels: { ...alertLabels(slo, 'ticket'), [LABELS.severity]: 'ticket' },
    annotations: { ...statedAnnotations(slo, 'ticket'), ...absenceAnnotations(slo, absentFor) },
  };
}
