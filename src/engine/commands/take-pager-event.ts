import { type Actor, actorText } from '../../core/access/actor.js';
import { FirebreakError } from '../../core/errors.js';
import { applyIncidentEvent } from '../../core/incident/apply.js';
import { decideIncident } from '../../core/incident/decide.js';
import type { Incident } from '../../core/incident/incident.js';
import { DAY, MINUTE } from '../../core/time/duration.js';
import { dedupKey } from '../compose-signal.js';
import type { EnginePorts, EngineState } from '../engine-state.js';
import { acknowledgeIncident } from './acknowledge-incident.js';
import { once } from './once.js';

/** What a person did with one of our alerts in the tool that paged them. */
export interface PagerEvent {
  /** The tool, as people call it. */
  readonly tool: string;
  /** The event's own name in that tool; the same when it is told again. */
  readonly id: string;
  /** When it was done, by the tool's clock. */
  readonly at: number;
  /** The key under which we opened the alert there. */
  readonly dedupKey: string;
  readonly by: string;
  readonly change: 'acknowledged' | 'closed';
}

export type PagerEventOutcome =
  | { readonly kind: 'acknowledged' | 'noted'; readonly incidentId: string }
  | { readonly kind: 'ignored'; readonly reason: string };

/** A tool gives up before; what comes later is a recording that somebody plays. */
const OLDEST = DAY;
/** The tool's clock and ours. */
const SKEW = MINUTE;
const PAGES = ['burn', 'blind'] as const;
const MOST_OPEN = 10_000;

/**
 * Takes on what was done elsewhere: an acknowledgement is one of ours, a close is put on the timeline and ends nothing, because only
 * the service's recovery does. An event counts once, and only for the incident that was open when it happened.
 */
export async function takePagerEvent(
  state: EngineState,
  ports: EnginePorts,
  event: PagerEvent,
  actor: Actor,
): Promise<PagerEventOutcome> {
  const now = ports.clock.now();
  if (event.at < now - OLDEST) return ignored('it happened over a day ago');
  const named = await ports.store.incidentOfKey(event.dedupKey, event.at + SKEW);
  const id = named === undefined ? undefined : await takenOut(named, event.dedupKey, ports);
  if (id === undefined) return ignored('no incident of ours is known by this key');
  try {
    if (event.change === 'closed') return await noteClose(state, ports, id, event, actor);
    const taken = await once(state, ports, { source: event.tool, id: event.id }, () =>
      acknowledgeIncident(state, ports, id, actor),
    );
    return taken ? { kind: 'acknowledged', incidentId: id } : TOLD_BEFORE;
  } catch (error) {
    if (error instanceof FirebreakError && error.code === 'conflict') return ignored(error.message);
    throw error;
  }
}

/** A page names the incident that it was merged into; once it is taken out again it is its own. */
async function takenOut(named: string, key: string, { store }: EnginePorts): Promise<string> {
  const open = await store.incidents({ open: true, limit: MOST_OPEN });
  const own = open.find(
    ({ sloId, mergedInto, mergedBefore }) =>
      mergedInto === undefined &&
      mergedBefore.includes(named) &&
      PAGES.some((cause) => dedupKey(sloId, cause, 'page') === key),
  );
  return own?.id ?? named;
}

function noteClose(
  state: EngineState,
  { store, clock }: EnginePorts,
  id: string,
  event: PagerEvent,
  actor: Actor,
): Promise<PagerEventOutcome> {
  return state.commits.run(async () => {
    if (await store.wasSeen(event.tool, event.id)) return TOLD_BEFORE;
    const incident = await store.incident(id);
    const at = clock.now();
    const { tool, by, id: eventId } = event;
    const text = `closed in ${tool} by ${by}; the alert here goes on until it ends`;
    const decision = decideIncident(
      incident,
      { kind: 'note', text, by: actorText(actor) },
      at,
      state.config.incidents,
    );
    if (!incident || decision.kind === 'rejected')
      return ignored(decision.kind === 'rejected' ? decision.reason : 'there is no such incident');
    const next = decision.events.reduce<Incident>(applyIncidentEvent, incident);
    const inboundSeen = [{ source: tool, id: eventId, at }];
    await store.commit({ at, incidents: [next], incidentEvents: decision.events, inboundSeen });
    const runtime = state.runtimes.get(next.sloId);
    if (runtime?.incident?.id === id) runtime.incident = next;
    return { kind: 'noted', incidentId: id };
  });
}

const TOLD_BEFORE = ignored('it was told before');

function ignored(reason: string): PagerEventOutcome {
  return { kind: 'ignored', reason };
}
