import type { SignalIncident } from '../core/delivery/incident-facts.js';
import type { Signal } from '../core/delivery/signal.js';
import { escalate } from '../core/escalation/escalate.js';
import { applyIncidentEvent } from '../core/incident/apply.js';
import type { Incident, IncidentEvent } from '../core/incident/incident.js';
import { openRollbacks } from '../core/incident/rollback-run.js';
import { dueTimer } from '../core/incident/timers.js';
import { tendUpdates } from '../core/incident/updates.js';
import { tendVendors } from '../core/incident/vendor-cases.js';
import { adoptIncident } from './adopt-incident.js';
import { callRow } from './compose-call.js';
import { remindOfHypothesis } from './compose-hypothesis-notice.js';
import { remind } from './compose-notice.js';
import { remindOfVendor, vendorRows } from './compose-vendor-notice.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import type { OutboxRow } from './ports.js';
import { impactNow, incidentFacts } from './incident-facts.js';
import { type AlertRecord, NO_ALERTS, type ToldAlert } from './slo-runtime.js';
import { settleRollbacks } from './settle-rollbacks.js';
import { unsettled } from './unsettled.js';

/** What is due for one incident. */
interface Due {
  readonly incident: Incident;
  readonly events: readonly IncidentEvent[];
  readonly rows: readonly OutboxRow[];
}

/**
 * Does what is due for incidents: calls who is to be called next, tells those who were called of the end, reminds of what is due, and writes down
 * what hooks have answered. It decides
 * from what is stored, and stores what it decides in one transaction: a crash neither forgets a step nor takes it twice.
 */
export async function tendIncidents(state: EngineState, ports: EnginePorts): Promise<void> {
  const seen = await unsettled(state, ports);
  const now = ports.clock.now();
  if (seen.some((incident) => eventsFor(incident, state, now).length > 0)) await tendDue(state, ports);
  if (seen.some((incident) => openRollbacks(incident).length > 0)) await settleRollbacks(state, ports);
}

async function tendDue(state: EngineState, ports: EnginePorts): Promise<void> {
  const told = await state.commits.run(async () => {
    const at = ports.clock.now();
    const due: Due[] = [];
    for (const incident of await unsettled(state, ports)) {
      const events = eventsFor(incident, state, at);
      if (events.length > 0) due.push(await dueFor(incident, events, state, ports));
    }
    if (due.length === 0) return undefined;
    const ready = await ports.store.commit({
      at,
      incidents: due.map(({ incident }) => incident),
      incidentEvents: due.flatMap(({ events }) => events),
      outbox: due.flatMap(({ rows }) => rows),
    });
    for (const { incident, events } of due) {
      adoptIncident(state, incident);
      logWhatIsWrong(events, ports);
    }
    return ready;
  });
  if (told) ports.kickDelivery(told);
}

function eventsFor(
  incident: Incident,
  { config: { incidents, onCall } }: EngineState,
  at: number,
): IncidentEvent[] {
  const timer = dueTimer(incident, incidents, at);
  const timed = timer ? applyIncidentEvent(incident, timer) : incident;
  const events = [...(timer ? [timer] : []), ...escalate(timed, incidents, onCall, at)];
  const next = events.reduce<Incident>(applyIncidentEvent, incident);
  const updates = tendUpdates(next, incidents, at);
  const told = updates.reduce<Incident>(applyIncidentEvent, next);
  return [...events, ...updates, ...tendVendors(told, onCall.vendors, at)];
}

async function dueFor(
  incident: Incident,
  events: readonly IncidentEvent[],
  state: EngineState,
  ports: EnginePorts,
): Promise<Due> {
  const next = events.reduce<Incident>(applyIncidentEvent, incident);
  const reminds = events.some(({ kind }) => kind.startsWith('update-'));
  const timeline = reminds ? await ports.store.timeline(incident.id) : [];
  const reminders = events.map(
    (event) =>
      remind(next, timeline, event, state, ports) ??
      remindOfVendor(next, event, state.config, ports) ??
      remindOfHypothesis(next, event, state.config, ports),
  );
  return {
    incident: next,
    events: events.map((event, index) => saidToNobody(event, reminders[index]?.unheard)),
    rows: [
      ...callRows(incident, next, events, aboutCall(next, state, events[0]?.at ?? 0)),
      ...reminders.flatMap((reminder) => reminder?.rows ?? []),
      ...events.flatMap((event) => vendorRows(next, event, state.config, ports)),
    ],
  };
}

/** The timeline does not look as if somebody had heard what nobody has. */
function saidToNobody(event: IncidentEvent, unheard: string | undefined): IncidentEvent {
  return unheard === undefined
    ? event
    : { ...event, text: `${event.text}; nobody is reminded: ${unheard}`, data: { ...event.data, unheard } };
}

function callRows(
  before: Incident,
  next: Incident,
  events: readonly IncidentEvent[],
  about: AboutCall,
): OutboxRow[] {
  const why = events.find(({ kind }) => kind === 'escalated' || kind === 'escalation-exhausted');
  const at = events[0]?.at ?? 0;
  const because = why?.text ?? 'called';
  const called = next.calls.slice(before.calls.length);
  const ended = before.calls.slice(before.callsOver, next.callsOver);
  return [
    ...called.map((call) => callRow(next, call, about, { kind: 'trigger', at, because })),
    ...ended.map((call) => callRow(next, call, about, { kind: 'resolve', at })),
  ];
}

/** What whoever is called is told besides why. */
export interface AboutCall {
  readonly page: Signal | undefined;
  readonly facts: SignalIncident;
}

export function aboutCall(incident: Incident, state: EngineState, now: number): AboutCall {
  const page = pageOf(incident, state);
  // The page of an SLO has its figures.
  const impact = page === undefined || page.cause === 'outside' ? impactNow(incident, state, now) : undefined;
  return { page, facts: incidentFacts(incident, state.config, impact) };
}

/** The page of an incident's alert; undefined when it is over, or there never was one. */
function pageOf(incident: Incident, state: EngineState): Signal | undefined {
  return toldOf(incident, state)[0]?.signal;
}

/** What is being told of an incident: of the alert that opened it, and of one that a person declared it with. */
export function toldOf(
  { id, sloId, declared, attached, mergedBefore }: Incident,
  state: EngineState,
): readonly ToldAlert[] {
  const others = attached.flatMap((each) => [each.sloId, each.alertKey ?? each.sloId]);
  const keys = new Set([sloId, declared?.alertKey ?? sloId, ...others]);
  const ids = new Set([id, ...mergedBefore, ...attached.map(({ incident }) => incident)]);
  return [...keys]
    .flatMap((key) => Object.values(alertsOf(state, key).told))
    .filter(({ signal }) => signal.incidentId !== undefined && ids.has(signal.incidentId));
}

/** The alerts of an SLO, or of an alert from outside, wherever they are kept. */
function alertsOf(state: EngineState, sloId: string): AlertRecord {
  return (
    state.runtimes.get(sloId)?.alerts ??
    state.foreign.get(sloId)?.alerts ??
    state.orphans.get(sloId) ??
    NO_ALERTS
  );
}

function logWhatIsWrong(events: readonly IncidentEvent[], { log }: EnginePorts): void {
  for (const { kind, incidentId, text } of events)
    if (kind === 'escalation-exhausted' || kind === 'escalation-failed')
      log.error('nobody answers an incident', { incident: incidentId, because: text });
}
