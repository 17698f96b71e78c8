import type { Slo } from '../core/slo/slo.js';
import { formatDuration } from '../core/time/duration.js';
import { absenceAlert, burnAlerts } from './alerting-rules.js';
import { alertInterval, METADATA_INTERVAL } from './intervals.js';
import { alertLabels } from './labels.js';
import { metadataGroupName, sloGroupName } from './names.js';
import { metadataRules, recordingRules } from './recording-rules.js';
import type { RuleGroup } from './rule-group.js';

/**
 * The rules of one SLO. Prometheus evaluates a group in order, so alerts stand behind the recordings that they read: they see those of the
 * same evaluation and are never an interval late.
 */
export function sloGroups(slo: Slo): RuleGroup[] {
  const labels = alertLabels(slo);
  return [
    {
      name: sloGroupName(slo.service, slo.name),
      interval: formatDuration(alertInterval(slo)),
      rules: [...recordingRules(slo), ...burnAlerts(slo, labels), absenceAlert(slo, labels)],
    },
    {
      name: metadataGroupName(slo.service, slo.name),
      interval: formatDuration(METADATA_INTERVAL),
      rules: metadataRules(slo),
    },
  ];
}
