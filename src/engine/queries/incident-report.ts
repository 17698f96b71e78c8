import type { ImpactView } from '../../core/incident/impact.js';
import { type IncidentReport, reportOf } from '../../core/incident/report/facts.js';
import type { EnginePorts, EngineState } from '../engine-state.js';
import type { Store } from '../ports.js';
import type { IncidentDetail, IncidentSli } from '../read-models.js';
import { incidentImpact, suspectsOf } from './incident-impact.js';
import { incidentSli } from './incident-sli.js';

/** The newest of an incident's messages; an alert that comes and goes may have more. */
const MOST_PROOF = 500;

/** An incident with its timeline and the proof of whom it was told to; undefined when there is none of this id. */
export async function incidentDetail(
  store: Pick<Store, 'incident' | 'timeline' | 'deliveries'>,
  id: string,
): Promise<IncidentDetail | undefined> {
  const incident = await store.incident(id);
  if (!incident) return undefined;
  const told = await store.deliveries({ incidents: [id], refreshes: false, news: false, limit: MOST_PROOF });
  return { incident, timeline: await store.timeline(id), proof: [...told].reverse() };
}

/** What an incident has cost; undefined when there is none of this id. */
export async function impactOfIncident(
  state: EngineState,
  { store }: Pick<EnginePorts, 'store'>,
  id: string,
): Promise<ImpactView | undefined> {
  const incident = await store.incident(id);
  if (!incident) return undefined;
  return incidentImpact(state, incident, await store.timeline(id), await suspectsOf(store, incident));
}

/** What its SLI showed; undefined when there is none of this id. */
export async function sliOfIncident(
  state: EngineState,
  { store, clock }: Pick<EnginePorts, 'store' | 'clock'>,
  id: string,
): Promise<IncidentSli | undefined> {
  const incident = await store.incident(id);
  return incident && incidentSli(state, incident, clock.now());
}

/** The report of an incident as it stands; undefined when there is none of this id. */
export async function incidentReport(
  state: EngineState,
  { store, clock }: Pick<EnginePorts, 'store' | 'clock'>,
  id: string,
): Promise<IncidentReport | undefined> {
  const detail = await incidentDetail(store, id);
  if (!detail) return undefined;
  const impact = incidentImpact(
    state,
    detail.incident,
    detail.timeline,
    await suspectsOf(store, detail.incident),
  );
  return reportOf({ ...detail, impact, at: clock.now() });
}
