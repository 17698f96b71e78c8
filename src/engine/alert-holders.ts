import type { Incident } from '../core/incident/incident.js';
import { SOURCE_ID } from '../core/slo/slo.js';
import type { EngineState } from './engine-state.js';
import type { AlertRecord } from './slo-runtime.js';

/** Alerts of one SLO, or of the source, with where they are held. */
export interface Holder {
  readonly key: string;
  readonly alerts: AlertRecord;
  readonly incident: Incident | undefined;
  readonly adopt: (alerts: AlertRecord, incident: Incident | undefined) => void;
}

/** Those of all SLOs that are this replica's, of those that no file defines at present, and of the source. */
export function holders(state: EngineState): Holder[] {
  return [...state.runtimes.keys(), ...state.orphans.keys(), SOURCE_ID].flatMap(
    (key) => holderOf(state, key) ?? [],
  );
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
    adopt: (next, incident) => {
      state.orphans = new Map(state.orphans).set(key, next);
      state.orphanIncidents = state.orphanIncidents.map((each) =>
        incident?.id === each.id ? incident : each,
      );
    },
  };
}
