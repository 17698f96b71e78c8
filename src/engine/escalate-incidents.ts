import type { Signal } from '../core/delivery/signal.js';
import { escalate } from '../core/escalation/escalate.js';
import { applyIncidentEvent } from '../core/incident/apply.js';
import type { Incident, IncidentEvent } from '../core/incident/incident.js';
import { callRow } from './compose-call.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import type { OutboxRow } from './ports.js';
import { owns } from './share.js';
import { type AlertRecord, NO_ALERTS } from './slo-runtime.js';

/** More than are ever open at once. */
const MOST_OPEN = 10_000;

/** What is due for one incident. */
interface Due {
  readonly incident: Incident;
  readonly events: readonly IncidentEvent[];
  readonly rows: readonly OutboxRow[];
}

/**
 * Calls who is to be called next for incidents that nobody has answered, and tells those who were called of the end. It decides from what is
 * stored, and stores what it decides in one transaction: a crash neither forgets a step nor takes it twice.
 */
export async function escalateIncidents(state: EngineState, ports: EnginePorts): Promise<void> {
  if (!(await unsettled(state, ports)).some((incident) => dueFor(incident, state, ports.clock.now()))) return;
  const told = await state.commits.run(async () => {
    const at = ports.clock.now();
    const due = (await unsettled(state, ports)).flatMap((incident) => dueFor(incident, state, at) ?? []);
    if (due.length === 0) return undefined;
    const ready = await ports.store.commit({
      at,
      incidents: due.map(({ incident }) => incident),
      incidentEvents: due.flatMap(({ events }) => events),
      outbox: due.flatMap(({ rows }) => rows),
    });
    for (const { incident, events } of due) {
      adopt(state, incident);
      logWhatIsWrong(events, ports);
    }
    return ready;
  });
  if (told) ports.kickDelivery(told);
}

async function unsettled(state: EngineState, { store }: EnginePorts): Promise<readonly Incident[]> {
  const all = await store.incidents({ unsettled: true, limit: MOST_OPEN });
  return all.filter(({ sloId }) => owns(state.share, sloId));
}

function dueFor(incident: Incident, state: EngineState, at: number): Due | undefined {
  const { incidents, onCall } = state.config;
  const events = escalate(incident, incidents, onCall, at);
  if (events.length === 0) return undefined;
  const next = events.reduce<Incident>(applyIncidentEvent, incident);
  const page = pageOf(next, state);
  const why = events.find(({ kind }) => kind === 'escalated' || kind === 'escalation-exhausted');
  const called = next.calls.slice(incident.calls.length);
  const ended = incident.calls.slice(incident.callsOver, next.callsOver);
  return {
    incident: next,
    events,
    rows: [
      ...called.map((call) =>
        callRow(next, call, page, { kind: 'trigger', at, because: why?.text ?? 'called' }),
      ),
      ...ended.map((call) => callRow(next, call, page, { kind: 'resolve', at })),
    ],
  };
}

/** The page of an incident's alert; undefined when it is over, or there never was one. */
export function pageOf({ id, sloId }: Incident, state: EngineState): Signal | undefined {
  const { told } = alertsOf(state, sloId);
  return Object.values(told).find(({ signal }) => signal.incidentId === id)?.signal;
}

/** The alerts of an SLO, or of an alert from outside, wherever they are kept. */
export function alertsOf(state: EngineState, sloId: string): AlertRecord {
  return (
    state.runtimes.get(sloId)?.alerts ??
    state.foreign.get(sloId)?.alerts ??
    state.orphans.get(sloId) ??
    NO_ALERTS
  );
}

function adopt(state: EngineState, incident: Incident): void {
  const runtime = state.runtimes.get(incident.sloId);
  if (runtime?.incident?.id === incident.id)
    runtime.incident = incident.status === 'resolved' ? undefined : incident;
  state.orphanIncidents = state.orphanIncidents.map((each) => (each.id === incident.id ? incident : each));
}

function logWhatIsWrong(events: readonly IncidentEvent[], { log }: EnginePorts): void {
  for (const { kind, incidentId, text } of events)
    if (kind === 'escalation-exhausted' || kind === 'escalation-failed')
      log.error('nobody answers an incident', { incident: incidentId, because: text });
}
