import type { AlertPolicy } from '../../core/slo/alert-policy.js';
import type { BudgetPolicy } from '../../core/slo/budget-policy.js';
import type { Composite } from '../../core/slo/composite.js';
import type { Sli } from '../../core/slo/sli.js';
import type { Sla, Slo } from '../../core/slo/slo.js';
import type { SloWindow } from '../../core/slo/slo-window.js';
import type { Grouping } from '../../core/slo/slo-template.js';
import type { TimeSlices } from '../../core/slo/time-slices.js';
import { formatDuration } from '../../core/time/duration.js';
import { selectorText } from '../../core/slo/selector-text.js';
import { parseTarget } from '../firebreak/quantities.js';
import type { SliSpec, SloFile, SloSpec, TierSpec } from '../firebreak/schema.js';
import type { CompositeSpec, TimeSlicesSpec } from '../firebreak/schema-derived.js';
import { eventQuery } from './event-query.js';
import { type Form, noIndicator } from './form.js';
import { sampledSpec } from './sampled-spec.js';

/** An SLO, a template or a composite as a document of our own. */
export const FIREBREAK_FORM: Form = {
  put: ({ slo, grouping }) => {
    const spec = slo.composite ? {} : sliSpec(slo.sli);
    return spec ? { document: documentOf(slo, spec, grouping) } : { obstacle: noIndicator(slo) };
  },
};

function documentOf(slo: Slo, spec: SliSpec, grouping: Grouping | undefined): SloFile {
  const { metadata, sli, budgetPolicy } = slo;
  return {
    service: slo.service,
    ...defined({ owner: metadata.owner, review_cadence: metadata.reviewCadence }),
    ...(metadata.dependsOn ? { depends_on: [...metadata.dependsOn] } : {}),
    ...(slo.composite
      ? {}
      : { slis: { [sli.name]: { ...defined({ description: sli.description }), ...spec } } }),
    slos: [{ ...sloSpec(slo), ...(grouping ? { group_by: groupBySpec(grouping) } : {}) }],
    ...(budgetPolicy.stated ? { error_budget_policy: policySpec(budgetPolicy) } : {}),
  };
}

function groupBySpec({ labels, max, keepMs }: Grouping): NonNullable<SloSpec['group_by']> {
  return { labels, max, keep: formatDuration(keepMs) };
}

function sliSpec(sli: Sli): SliSpec | undefined {
  const { bad, total, derivation } = sli;
  const { threshold } = derivation;
  const [all] = total;
  if (threshold && all) {
    const buckets = selectorText({ ...all.selector, metric: `${threshold.histogram}_bucket` });
    const percentile = Number((threshold.quantile * 100).toPrecision(15));
    return {
      metric: `histogram_quantile(${threshold.quantile}, sum by (le) (rate(${buckets}[5m])))`,
      threshold: `${Number((threshold.limitSeconds * 1000).toPrecision(15))}ms at p${percentile}`,
    };
  }
  const queries = { bad: eventQuery(bad), total: eventQuery(total) };
  return queries.bad === undefined || queries.total === undefined
    ? sampledSpec(sli)
    : { bad: queries.bad, total: queries.total };
}

function sloSpec(slo: Slo): SloSpec {
  const { objective, sla, alertPolicies, metadata } = slo;
  const { labels, links, annotations, description, alerting } = metadata;
  return {
    ...eventsSpec(slo),
    ...defined({ description }),
    target: targetSpec(objective.target),
    window: windowSpec(objective.sloWindow),
    ...(sla === undefined ? {} : { sla: slaSpec(sla) }),
    burn_rate_alerts: alertPolicies.map(tierSpec),
    ...(alerting === undefined ? {} : { alerting }),
    ...(Object.keys(labels).length > 0 ? { labels } : {}),
    ...(annotations === undefined ? {} : { annotations }),
    ...(Object.keys(links).length > 0 ? { links } : {}),
  };
}

/** What is promised: of an indicator, or of other SLOs, whose composite cuts time by itself. */
function eventsSpec({ name, sli, timeSlices, composite }: Slo): Partial<SloSpec> {
  if (composite) return { name, composite: compositeSpec(composite) };
  return {
    sli: sli.name,
    ...(name === sli.name ? {} : { name }),
    ...(timeSlices === undefined ? {} : { time_slices: slicesSpec(timeSlices) }),
  };
}

function compositeSpec({ combine, lengthMs, parts }: Composite): CompositeSpec {
  const length = formatDuration(lengthMs);
  const ids = parts.map(({ sloId }) => sloId);
  if (combine === 'all-of') return { all_of: ids, length };
  if (combine === 'any-of') return { any_of: ids, length };
  return { weighted: Object.fromEntries(parts.map(({ sloId, weight }) => [sloId, weight])), length };
}

function targetSpec(target: number): string | number {
  const percent = `${Number((target * 100).toPrecision(15))}%`;
  return parseTarget(percent) === target ? percent : target;
}

function windowSpec(window: SloWindow): SloSpec['window'] {
  return window.kind === 'rolling'
    ? formatDuration(window.durationMs)
    : { calendar: window.unit, time_zone: window.timeZone };
}

function slicesSpec({ lengthMs, goodShare, withoutTraffic }: TimeSlices): TimeSlicesSpec {
  return {
    length: formatDuration(lengthMs),
    ...(goodShare === undefined ? {} : { good_when: targetSpec(goodShare) }),
    without_traffic: withoutTraffic,
  };
}

function slaSpec({ objective, warnAt, consequence }: Sla): NonNullable<SloSpec['sla']> {
  return {
    target: targetSpec(objective.target),
    window: windowSpec(objective.sloWindow),
    warn_at: targetSpec(warnAt),
    ...defined({ consequence }),
  };
}

function tierSpec(tier: AlertPolicy): TierSpec {
  return {
    severity: tier.severity,
    short_window: formatDuration(tier.shortWindow),
    long_window: formatDuration(tier.longWindow),
    burn_rate: tier.burnRateThreshold,
    min_bad_events: tier.minBadEvents,
  };
}

/** `above-50` is `budget_remaining_above_50pct`, `25-to-50` is `budget_remaining_25_to_50pct`. */
function policySpec({ bands }: BudgetPolicy): NonNullable<SloFile['error_budget_policy']> {
  return Object.fromEntries(
    bands.map(({ id, consequence, gate }) => [
      id === 'exhausted' ? 'budget_exhausted' : `budget_remaining_${id.replaceAll('-', '_')}pct`,
      { consequence, gate },
    ]),
  );
}

/** The fields that have a value. */
function defined(fields: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
