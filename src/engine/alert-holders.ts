import type { Incident } from '../core/incident/incident.js';
import { SOURCE_ID } from '../core/slo/slo.js';
import { adoptIncident } from './adopt-incident.js';
import type { EngineState } from './engine-state.js';
import type { ForeignRecord } from './foreign-alerts.js';
import type { StateRecord } from './ports.js';
import type { AlertRecord } from './slo-runtime.js';

/** Alerts of one SLO, of the source, or one from outside, with where they are held. */
export interface Holder {
  readonly key: string;
  readonly alerts: AlertRecord;
  /** As far as it is kept in memory. */
  readonly incident: Incident | undefined;
  /** Set where it has to be read from the store. */
  readonly incidentId?: string | undefined;
  /** What is stored of them. */
  readonly record: (alerts: AlertRecord) => StateRecord;
  readonly adopt: (alerts: AlertRecord, incident: Incident | undefined) => void;
}

/** Those of all SLOs that are this replica's, of those that no file defines at present, of the source, and those from outside. */
export function holders(state: EngineState): Holder[] {
  const own = [...state.runtimes.keys(), ...state.orphans.keys(), SOURCE_ID].flatMap(
    (key) => holderOf(state, key) ?? [],
  );
  return [...own, ...[...state.foreign.values()].map((record) => foreignHolder(state, record))];
}

function foreignHolder(state: EngineState, record: ForeignRecord): Holder {
  const { key } = record.alert;
  const holding = (alerts: AlertRecord): ForeignRecord => ({ ...record, alerts });
  return {
    key,
    alerts: record.alerts,
    incident: undefined,
    incidentId: record.incidentId,
    record: (alerts) => ({ kind: 'foreign', key, value: holding(alerts) }),
    adopt: (alerts, incident) => {
      state.foreign = new Map(state.foreign).set(key, holding(alerts));
      // That of a person's declaration may be held with an SLO.
      if (incident) adoptIncident(state, incident);
    },
  };
}

function alertRecord(key: string): Holder['record'] {
  return (alerts) => ({ kind: 'alert', key, value: alerts });
}

/** @param key the id of an SLO, or of the source */
export function holderOf(state: EngineState, key: string): Holder | undefined {
  if (key === SOURCE_ID) return sourceHolder(state);
  const runtime = state.runtimes.get(key);
  if (!runtime) return orphanHolder(state, key);
  return {
    key,
    alerts: runtime.alerts,
    incident: runtime.incident,
    record: alertRecord(key),
    adopt: (alerts, incident) => {
      runtime.alerts = alerts;
      runtime.incident = incident;
    },
  };
}

function sourceHolder(state: EngineState): Holder {
  return {
    key: SOURCE_ID,
    alerts: state.sourceAlerts,
    incident: undefined,
    record: alertRecord(SOURCE_ID),
    adopt: (alerts) => {
      state.sourceAlerts = alerts;
    },
  };
}

function orphanHolder(state: EngineState, key: string): Holder | undefined {
  const alerts = state.orphans.get(key);
  if (!alerts) return undefined;
  return {
    key,
    alerts,
    incident: state.orphanIncidents.find(({ sloId }) => sloId === key),
    record: alertRecord(key),
    adopt: (next, incident) => {
      state.orphans = new Map(state.orphans).set(key, next);
      state.orphanIncidents = state.orphanIncidents.map((each) =>
        incident?.id === each.id ? incident : each,
      );
    },
  };
}
