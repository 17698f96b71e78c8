import { countedText } from '../../core/slo/selector-text.js';
import type { Composite } from '../../core/slo/composite.js';
import type { EventCount } from '../../core/slo/sli.js';
import type { Slo } from '../../core/slo/slo.js';

/** What decides of an SLO, part by part: all but where it was written, and in which words its events were found. */
export function meaningOf(slo: Slo) {
  const { sli, objective, metadata } = slo;
  return {
    name: slo.id,
    indicator: [sli.name, sli.description],
    events: [counted(sli.bad), counted(sli.total)],
    'latency threshold': sli.derivation.threshold,
    'time slices': slo.timeSlices,
    composite: slo.composite && compositeOf(slo.composite),
    target: objective.target,
    window: objective.sloWindow,
    SLA: slo.sla,
    alerts: slo.alertPolicies,
    'error budget policy': slo.budgetPolicy,
    description: metadata.description,
    owner: metadata.owner,
    'review cadence': metadata.reviewCadence,
    'depends on': metadata.dependsOn,
    labels: sorted(metadata.labels),
    links: sorted({ ...metadata.links }),
    annotations: sorted(metadata.annotations ?? {}),
    alerting: sorted(metadata.alerting ?? {}).map(([severity, { labels, annotations }]) => [
      severity,
      { labels: sorted(labels), annotations: sorted(annotations) },
    ]),
  };
}

/** Parts are what they count, in whichever words that was found. */
function compositeOf({ parts, ...composite }: Composite) {
  return {
    ...composite,
    parts: parts.map(({ sli, ...part }) => ({ ...part, bad: counted(sli.bad), total: counted(sli.total) })),
  };
}

function counted(count: EventCount): readonly string[] {
  return count.map(({ sign, selector }) => `${sign} ${countedText(selector)}`);
}

function sorted<Value>(map: Readonly<Record<string, Value>>): readonly [string, Value][] {
  return Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));
}
