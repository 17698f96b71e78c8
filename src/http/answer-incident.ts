import type { Incident } from '../core/incident/incident.js';
import type { FirebreakApi } from './firebreak-api.js';
import { jsonView } from './json-view.js';

/** An incident after a change, with what is doubtful about whom the change names. */
export function changedIncident(
  api: FirebreakApi,
  incident: Incident,
  people: readonly (string | undefined)[],
): unknown {
  const warnings = api.doubts({ people });
  return jsonView(warnings.length === 0 ? incident : { ...incident, warnings });
}
