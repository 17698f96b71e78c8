import { AUDIENCES } from '../../core/incident/audiences.js';
import { SEVERITIES } from '../../core/incident/incident.js';
import type { IncidentPolicy } from '../../core/incident/policy.js';
import { CONCERNS, LEAST_SEVERITY } from '../../core/incident/severity.js';
import type { IncidentRules } from '../read-models.js';

/** What the incident policy asks for, for whoever has to choose a severity. */
export function incidentRules({ severities }: IncidentPolicy): IncidentRules {
  return {
    severities: SEVERITIES.map((severity) => {
      const rule = severities[severity];
      return {
        severity,
        criteria: rule.criteria,
        responseMs: rule.response,
        causeMs: rule.cause,
        recoveryMs: rule.recovery,
        fullCrew: rule.fullCrew,
        told: AUDIENCES.flatMap((audience) => {
          const everyMs = rule.cadence[audience];
          return everyMs === undefined ? [] : [{ audience, everyMs }];
        }),
      };
    }),
    concerns: CONCERNS.map((concern) => ({ concern, ...LEAST_SEVERITY[concern] })),
  };
}
