import type { Slo } from '../core/slo/slo.js';
import { formatDuration } from '../core/time/duration.js';
import { absenceAlert, pageAlerts, ticketAlerts } from './alerting-rules.js';
import { budgetInterval, countingInterval } from './intervals.js';
import { alertLabels } from './labels.js';
import { budgetGroupName, countingGroupName } from './names.js';
import { budgetRules, countingRules } from './recording-rules.js';
import type { RuleGroup } from './rule-group.js';

/**
 * The rules of one SLO. Prometheus evaluates a group in order, so alerts stand behind the recordings that they read: they see those of the
 * same evaluation and are never an interval late.
 */
export function sloGroups(slo: Slo): RuleGroup[] {
  const labels = alertLabels(slo);
  return [
    {
      name: countingGroupName(slo.service, slo.name),
      interval: formatDuration(countingInterval(slo)),
      rules: [...countingRules(slo), ...pageAlerts(slo, labels)],
    },
    {
      name: budgetGroupName(slo.service, slo.name),
      interval: formatDuration(budgetInterval(slo)),
      rules: [...budgetRules(slo), ...ticketAlerts(slo, labels), absenceAlert(slo, labels)],
    },
  ];
}
