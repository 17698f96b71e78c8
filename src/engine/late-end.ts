import { decideIncident } from '../core/incident/decide.js';
import { applyIncidentEvent } from '../core/incident/apply.js';
import type { Impact } from '../core/incident/impact.js';
import type { Incident } from '../core/incident/incident.js';
import type { ChangedIncidents } from './commands/change-incidents.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import type { SloRuntime } from './slo-runtime.js';

/** The end of a page whose incident was resolved before. */
export interface LateEnd {
  /** The incident that the page names. */
  readonly named: string;
  /** What it has cost since an instant; undefined when that is not known. */
  readonly impact: (from: number) => Impact | undefined;
}

/** What is needed of what was decided of an SLO. */
interface Decided {
  readonly runtime: SloRuntime;
  readonly lateEnd: LateEnd | undefined;
}

/** What incidents have cost that somebody resolved while their alerts went on, once these are over. */
export async function recordLateEnds(
  { config }: EngineState,
  { store }: EnginePorts,
  advanced: readonly Decided[],
  at: number,
): Promise<ChangedIncidents> {
  const changed: { incidents: Incident[]; events: ChangedIncidents['events'][number][] } = {
    incidents: [],
    events: [],
  };
  for (const { lateEnd, runtime } of advanced) {
    const incident = lateEnd && (await incidentOf(lateEnd.named, runtime.slo.id, store));
    const impact = incident && lateEnd.impact(incident.failingSince ?? incident.openedAt);
    if (!impact) continue;
    const decision = decideIncident(incident, { kind: 'record-impact', impact }, at, config.incidents);
    if (decision.kind === 'rejected') continue;
    changed.events.push(...decision.events);
    changed.incidents.push(decision.events.reduce<Incident>(applyIncidentEvent, incident));
  }
  return changed;
}

/** The page of one that was merged names the one in which it was worked on. */
async function incidentOf(
  named: string,
  sloId: string,
  store: EnginePorts['store'],
): Promise<Incident | undefined> {
  const incident = await store.incident(named);
  const merged = incident?.attached.findLast((each) => each.sloId === sloId);
  const own = merged && incident?.sloId !== sloId ? await store.incident(merged.incident) : incident;
  return own?.sloId === sloId && own.status === 'resolved' && own.alertEndedAt === undefined
    ? own
    : undefined;
}
