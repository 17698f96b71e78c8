import { DEFAULT_INCIDENT_POLICY } from '../../core/incident/policy.js';
import { NO_PLAN } from '../../core/oncall/plan.js';
import { MINUTE, SECOND } from '../../core/time/duration.js';
import type { EngineConfig } from '../../engine/engine-config.js';
import type { Metrics } from '../../engine/ports.js';

/** For an engine that judges and tells nobody. */
export const SILENT_CONFIG: EngineConfig = {
  evaluationInterval: 30 * SECOND,
  staleAfter: 150 * SECOND,
  blind: { after: 15 * MINUTE, severity: undefined },
  gate: { onUnknown: 'unknown', advisoryEnvironments: [] },
  minCoverage: 0.5,
  monitorFor: 15 * MINUTE,
  incidents: DEFAULT_INCIDENT_POLICY,
  rooms: [],
  onCall: NO_PLAN,
  lastResort: [],
  routes: [],
};

/** Counts nothing. */
export const SILENT_METRICS: Metrics = {
  cycle: () => undefined,
  query: () => undefined,
  delivery: () => undefined,
  reload: () => undefined,
};
