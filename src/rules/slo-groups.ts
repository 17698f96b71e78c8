import type { Slo } from '../core/slo/slo.js';
import { formatDuration } from '../core/time/duration.js';
import { absenceAlert, burnAlert } from './alerting-rules.js';
import { alertInterval, budgetInterval } from './intervals.js';
import { alertLabels } from './labels.js';
import { alertGroupName, budgetGroupName } from './names.js';
import { alertWindowRules, budgetRules } from './recording-rules.js';
import type { RuleGroup } from './rule-group.js';

/**
 * The rules of one SLO. Prometheus evaluates a group in order, so alerts stand behind the recordings that they read: they see those of the
 * same evaluation and are never an interval late.
 */
export function sloGroups(slo: Slo): RuleGroup[] {
  const labels = alertLabels(slo);
  return [
    {
      name: alertGroupName(slo.service, slo.name),
      interval: formatDuration(alertInterval(slo)),
      rules: [
        ...alertWindowRules(slo),
        ...slo.alertPolicies.map((tier) => burnAlert(slo, tier, labels)),
        absenceAlert(slo, labels),
      ],
    },
    {
      name: budgetGroupName(slo.service, slo.name),
      interval: formatDuration(budgetInterval(slo)),
      rules: budgetRules(slo),
    },
  ];
}
