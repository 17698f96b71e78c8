import { pageBody, pageTitle } from '../../../core/delivery/page-text.js';
import type { Signal } from '../../../core/delivery/signal.js';
import { cut, fitLines } from '../fit-text.js';

export type Priority = 'P1' | 'P2' | 'P3' | 'P4' | 'P5';

/** What Opsgenie takes: https://docs.opsgenie.com/docs/alert-api#create-alert */
const LONGEST = { message: 130, description: 15_000, entity: 512, tag: 50, details: 8_000 } as const;
const MOST_TAGS = 20;

/** A new alert, or one more occurrence of an open one with the same alias. */
export function alertOf(signal: Signal, priority: Priority): Record<string, unknown> {
  const { service, slo, sloId, dedupKey } = signal;
  const lines = fitLines(pageBody(signal), (some) => some.join('\n').length <= LONGEST.description);
  return {
    message: cut(pageTitle(signal), LONGEST.message),
    alias: dedupKey,
    description: lines.join('\n'),
    entity: cut(sloId, LONGEST.entity),
    source: 'Firebreak',
    priority,
    tags: tagsOf(signal),
    details: detailsOf({
      service,
      slo,
      incident: signal.incidentId,
      runbook: signal.links.runbook,
      dashboard: signal.links.dashboard,
      repository: signal.links.repository,
      ...signal.labels,
    }),
  };
}

/** A tag that had to be cut would be another tag. */
function tagsOf({ service, severity, cause, labels }: Signal): string[] {
  const told = [
    service,
    severity,
    cause,
    ...Object.entries(labels).map(([name, value]) => `${name}:${value}`),
  ];
  return told.filter((tag) => tag.length <= LONGEST.tag).slice(0, MOST_TAGS);
}

/** As many as fit, names and values together. */
function detailsOf(told: Readonly<Record<string, string | undefined>>): Record<string, string> {
  let left: number = LONGEST.details;
  const details: Record<string, string> = {};
  for (const [name, value] of Object.entries(told)) {
    if (value === undefined || name.length + value.length > left) continue;
    left -= name.length + value.length;
    details[name] = value;
  }
  return details;
}
