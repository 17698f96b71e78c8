import type { Actor } from '../../core/access/actor.js';
import { FirebreakError } from '../../core/errors.js';
import type { IncidentSeverity } from '../../core/incident/incident.js';
import type { EnginePorts, EngineState } from '../engine-state.js';
import { type WorkedIncident, workedIncident } from './worked-incident.js';
import { storedIncident } from './change-incidents.js';
import { declaredWith, openDeclared, wasDeclared } from './open-declared.js';

/** What turns out to be another problem. */
export interface AskedSplit {
  readonly title: string;
  readonly severity: IncidentSeverity;
  /** Undefined: that of the incident it is split off. */
  readonly service: string | undefined;
  /** The entries of the timeline that belong to it, by their `seq`. */
  readonly entries: readonly number[];
  /** The request's own name: asked again with it, no second one is opened. */
  readonly key: string | undefined;
}

/** Opens an incident of what has turned out to be another problem, with the entries that belong to it; told like one that is declared. */
export async function splitIncident(
  state: EngineState,
  ports: EnginePorts,
  id: string,
  asked: AskedSplit,
  actor: Actor,
): Promise<WorkedIncident> {
  const { store } = ports;
  const done = await state.commits.run(async () => {
    const from = await storedIncident(store, id);
    if (await wasDeclared(store, asked.key)) {
      const before = await declaredWith(store, asked.key);
      if (!before) throw new FirebreakError('conflict', 'this was split off before, and is over');
      return { incident: before, told: false, ready: [], opened: false };
    }
    const wanted = new Set(asked.entries);
    const entries = (await store.timeline(id)).filter(({ seq }) => wanted.has(seq));
    if (entries.length < wanted.size)
      throw new FirebreakError('invalid-input', `the timeline of ${id} has entries 1 to ${from.eventCount}`);
    const { title, severity, service = from.service, key } = asked;
    const declaration = { title, severity, service, key, sloId: undefined };
    return openDeclared(state, ports, declaration, actor, { from, entries });
  });
  if (done.told) ports.kickDelivery(done.ready);
  const { incident, opened } = done;
  const split = { at: incident.openedAt, text: `split off ${id}: ${incident.title}` };
  return { ...workedIncident(incident, [], state.config), done: opened ? [split] : [] };
}
