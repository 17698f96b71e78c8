import { attachedFrom } from '../../core/incident/attached.js';
import type { IncidentCommand } from '../../core/incident/decide.js';
import type { Incident, IncidentEvent } from '../../core/incident/incident.js';
import type { EnginePorts, EngineState } from '../engine-state.js';
import { type ChangedIncidents, changeIncidents } from './change-incidents.js';

/** An incident before and after what somebody has done with it. */
export interface Done {
  readonly before: Incident;
  readonly next: Incident;
  readonly events: readonly IncidentEvent[];
}

const MOST_OPEN = 10_000;

/** All that changes with an incident: those that were merged into it end with it, have its verdict, and are opened again with it. */
export async function withMerged(
  done: Done,
  at: number,
  state: EngineState,
  ports: EnginePorts,
): Promise<ChangedIncidents> {
  const { next, events } = done;
  const merged = await mergedInto(done.before, ports);
  const commands = events.some(({ kind }) => kind === 'reopened')
    ? reopened(next, await withoutSecond(merged, ports))
    : ended(next, merged, events);
  const others = changeIncidents([next, ...merged], commands, at, state.config.incidents);
  const all = [...events, ...others.events];
  const isChanged = all.some(({ incidentId }) => incidentId === next.id);
  const own = others.incidents.find(({ id }) => id === next.id) ?? next;
  return {
    incidents: [...(isChanged ? [own] : []), ...others.incidents.filter(({ id }) => id !== next.id)],
    events: all,
  };
}

async function mergedInto({ id, attached }: Incident, { store }: EnginePorts): Promise<readonly Incident[]> {
  if (attached.length === 0) return [];
  const found = await store.incidentsById(attached.map(({ incident }) => incident));
  return [...found.values()].filter((each) => each.mergedInto === id);
}

function ended(
  { id, verdict = 'real' }: Incident,
  merged: readonly Incident[],
  events: readonly IncidentEvent[],
): readonly (readonly [string, IncidentCommand])[] {
  const last = events.find(({ kind }) => kind === 'resolved' || kind === 'closed');
  if (!last) return [];
  return merged.flatMap((each) => [
    ...(each.status === 'resolved'
      ? []
      : [[each.id, { kind: 'resolve', text: `resolved with ${id}` }] as const]),
    ...(last.kind === 'closed' && each.phase !== 'closed'
      ? [[each.id, { kind: 'close', verdict, reason: `as ${id}`, by: last.by }] as const]
      : []),
  ]);
}

/** One whose alert has opened another incident since stays where it is. */
async function withoutSecond(
  merged: readonly Incident[],
  { store }: EnginePorts,
): Promise<readonly Incident[]> {
  if (merged.length === 0) return [];
  const open = await store.incidents({ open: true, limit: MOST_OPEN });
  const taken = new Set(open.map(({ sloId }) => sloId));
  return merged.filter(({ status, sloId }) => status === 'resolved' && !taken.has(sloId));
}

function reopened(
  { id }: Incident,
  merged: readonly Incident[],
): readonly (readonly [string, IncidentCommand])[] {
  return merged.flatMap((each) => [
    [each.id, { kind: 'reopen', reason: `with ${id}`, by: 'engine', with: id }] as const,
    [id, { kind: 'attach', alert: attachedFrom(each), title: each.title, by: 'engine' }] as const,
  ]);
}
