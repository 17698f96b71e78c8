import type { IncidentDetail, IncidentOutlook } from '../../../../http/answers.js';

/** What an incident is and what can be done with it. */
export interface OneMoment {
  readonly detail: IncidentDetail;
  readonly outlook: IncidentOutlook;
}

/**
 * The two are asked for apart, and one may answer before a change and the other after it: a role that is taken beside steps that still miss it.
 * What was shown stays until both are of one moment, or nothing is under way that could bring them together.
 */
export function ofOneMoment(shown: OneMoment, newest: OneMoment, isUnderWay: boolean): OneMoment {
  const { detail, outlook } = newest;
  if (shown.detail === detail && shown.outlook === outlook) return shown;
  if (shown.detail.incident.id !== detail.incident.id) return newest;
  return detail.incident.eventCount === outlook.eventCount || !isUnderWay ? newest : shown;
}
