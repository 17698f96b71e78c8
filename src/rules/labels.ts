import type { Slo } from '../core/slo/slo.js';
import type { AlertSeverity } from '../core/slo/alert-policy.js';
import { labelsOfAlert } from '../core/slo/alerting.js';
import { specLabels } from '../core/slo/spec-labels.js';
import { formatDuration } from '../core/time/duration.js';
import { LABELS } from './names.js';
import { seriesLabels } from './series.js';
import { plainText } from './templates.js';

/**
 * The labels that all alerts of an SLO of one severity share. Prometheus expands label values as templates, so what people wrote is made plain.
 */
export function alertLabels(slo: Slo, severity: AlertSeverity): Record<string, string> {
  const { owner } = slo.metadata;
  const shared: Record<string, string> = seriesLabels(slo);
  if (owner !== undefined) shared[LABELS.owner] = plainText(owner);
  for (const [name, value] of Object.entries(specLabels(labelsOfAlert(slo.metadata, severity))))
    shared[name] = plainText(value);
  return shared;
}

/** The labels of the info series: whose the SLO is and where to read on. */
export function infoLabels(slo: Slo): Record<string, string> {
  const { owner, reviewCadence, links, labels } = slo.metadata;
  const told = {
    [LABELS.window]: formatDuration(slo.objective.sloWindow.durationMs),
    [LABELS.sli]: slo.sli.name,
    [LABELS.owner]: owner,
    [LABELS.reviewCadence]: reviewCadence,
    [LABELS.runbook]: links.runbook,
    [LABELS.dashboard]: links.dashboard,
    [LABELS.repository]: links.repository,
  };
  const known = Object.entries(told).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return { ...seriesLabels(slo), ...Object.fromEntries(known), ...specLabels(labels) };
}
