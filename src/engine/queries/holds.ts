import type { AlertSeverity } from '../../core/slo/alert-policy.js';
import type { EngineState } from '../engine-state.js';
import type { ForeignRecord } from '../foreign-alerts.js';
import type { SloRuntime } from '../slo-runtime.js';

/** An alert that others report, and that holds an alert here open until they report its end. */
export interface Hold {
  /** The SLO whose alert it holds, or for an alert from outside its own name. */
  readonly of: string;
  /** Undefined for a ticket of an SLO, which has none. */
  readonly incidentId: string | undefined;
  readonly severity: AlertSeverity;
  /** Where it comes from, in words. */
  readonly text: string;
}

/** All that is held open here, SLOs first. */
export function holds({ runtimes, foreign }: Pick<EngineState, 'runtimes' | 'foreign'>): Hold[] {
  return [...[...runtimes.values()].flatMap(sloHolds), ...[...foreign.values()].flatMap(foreignHolds)];
}

export function sloHolds({ slo, alerts, incident }: Pick<SloRuntime, 'slo' | 'alerts' | 'incident'>): Hold[] {
  return Object.values(alerts.state.outside ?? {}).map(({ severity, text }) => ({
    of: slo.id,
    incidentId: incident?.id,
    severity,
    text,
  }));
}

export function foreignHolds({ alert, alerts, incidentId }: ForeignRecord): Hold[] {
  if (alert.declares !== undefined) return [];
  return Object.values(alerts.state.outside ?? {}).map(({ severity }) => ({
    of: alert.name,
    incidentId,
    severity,
    text:
      alert.reportedBy ?? (alert.service === '' ? 'an Alertmanager' : `an Alertmanager, of ${alert.service}`),
  }));
}
