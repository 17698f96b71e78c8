import { type Actor, actorText } from '../../core/access/actor.js';
import { auditEntry } from '../../core/access/audit-entry.js';
import { FirebreakError } from '../../core/errors.js';
import { isAnswered } from '../../core/escalation/decide-escalation.js';
import { answersAsShadow } from '../../core/escalation/answers-as-shadow.js';
import { applyIncidentEvent } from '../../core/incident/apply.js';
import { decideIncident } from '../../core/incident/decide.js';
import type { Incident } from '../../core/incident/incident.js';
import { nextCommand } from '../../core/incident/next-command.js';
import { composeAcknowledge } from '../compose-signal.js';
import { adoptIncident } from '../adopt-incident.js';
import { callRow } from '../compose-call.js';
import { aboutCall, toldOf } from '../tend-incidents.js';
import type { EnginePorts, EngineState } from '../engine-state.js';
import type { OutboxRow } from '../ports.js';
import { type WorkedIncident, workedIncident } from './worked-incident.js';
import { storedIncident } from './change-incidents.js';
import type { ToldAlert } from '../slo-runtime.js';
import { owns } from '../share.js';
import { outboxRows } from '../tell.js';

/**
 * Records that a person has taken an incident on, and tells those who were told of its alerts and have a use for it. A second
 * acknowledgement changes nothing.
 * @param toldAt when a tool that tells of it late says that it was done
 */
export async function acknowledgeIncident(
  state: EngineState,
  ports: EnginePorts,
  id: string,
  actor: Actor,
  toldAt?: number,
): Promise<WorkedIncident> {
  const acknowledged = await state.commits.run(async () => {
    const asked = await storedIncident(ports.store, id);
    // What is merged is worked on in another one.
    const incident =
      asked.mergedInto === undefined ? asked : await storedIncident(ports.store, asked.mergedInto);
    const at = ports.clock.now();
    const by = actorText(actor);
    const followed = answersAsShadow(incident, actor.onBehalfOf ?? actor.name, state.config.onCall);
    if (followed !== undefined)
      throw new FirebreakError(
        'conflict',
        `${by} shadows ${followed}, who has to answer; take a role in ${id} to answer in their place`,
      );
    const via = actor.kind === 'inbound' ? actor.name : 'API';
    const doneAt = Math.max(incident.openedAt, Math.min(at, toldAt ?? at));
    const decision = decideIncident(
      incident,
      { kind: 'acknowledge', by, via },
      doneAt,
      state.config.incidents,
    );
    if (decision.kind === 'rejected') {
      const next = nextCommand(incident, { kind: 'acknowledge' }, state.config.incidents, at);
      throw new FirebreakError('conflict', decision.reason, next);
    }
    const act = { action: 'incident.acknowledge', target: incident.id } as const;
    if (decision.events.length === 0) {
      const audit = [auditEntry(actor, act, at, { outcome: 'unchanged' })];
      const outbox = laterPages(incident, state, ports, at, by);
      return { incident, events: [], outbox, ready: await ports.store.commit({ at, outbox, audit }) };
    }
    const next = decision.events.reduce<Incident>(applyIncidentEvent, incident);
    const outbox = acknowledgementRows(next, state, ports, at, by);
    const ready = await ports.store.commit({
      at,
      incidents: [next],
      incidentEvents: decision.events,
      outbox,
      audit: [auditEntry(actor, act, at)],
    });
    adoptIncident(state, next);
    return { incident: next, events: decision.events, outbox, ready };
  });
  if (acknowledged.outbox.length > 0) ports.kickDelivery(acknowledged.ready);
  return workedIncident(acknowledged.incident, acknowledged.events, state.config);
}

/** Of alerts that have joined an incident since it was acknowledged nobody was told yet who is on them. */
function laterPages(
  incident: Incident,
  state: EngineState,
  { notifiers }: EnginePorts,
  at: number,
  by: string,
): OutboxRow[] {
  const { acknowledgedAt = at } = incident;
  return alertRows(
    toldOf(incident, state).filter(({ signal }) => signal.at > acknowledgedAt),
    notifiers,
    at,
    by,
  );
}

function alertRows(
  told: readonly ToldAlert[],
  notifiers: EnginePorts['notifiers'],
  at: number,
  by: string,
): OutboxRow[] {
  return told.flatMap(({ signal, receivers }) =>
    outboxRows(
      composeAcknowledge(signal, at, by),
      receivers.filter((receiver) => notifiers.get(receiver)?.takesAcknowledgements === true),
    ),
  );
}

/** The messages about alerts of this replica that follow when somebody has acknowledged their incident, through whichever one that was. */
export function acknowledgementsOf(
  incident: Incident,
  state: EngineState,
  { notifiers }: EnginePorts,
  at: number,
): OutboxRow[] {
  const { acknowledgedBy: by, acknowledgedAt = at, sloId } = incident;
  if (by === undefined || !isAnswered(incident)) return [];
  // Whoever answered before an alert began has not answered that.
  const told = toldOf(incident, state).filter(({ signal }) => signal.at <= acknowledgedAt);
  const calls = owns(state.share, sloId) ? callRows(incident, state, notifiers, at, by) : [];
  return [...alertRows(told, notifiers, at, by), ...calls];
}

/** The messages about an incident's alerts that are open: whoever was not told of an alert need not know who is on it. */
export function acknowledgementRows(
  incident: Incident,
  state: EngineState,
  { notifiers }: EnginePorts,
  at: number,
  by: string,
): OutboxRow[] {
  const alerts = alertRows(toldOf(incident, state), notifiers, at, by);
  return [...alerts, ...callRows(incident, state, notifiers, at, by)];
}

function callRows(
  incident: Incident,
  state: EngineState,
  notifiers: EnginePorts['notifiers'],
  at: number,
  by: string,
): OutboxRow[] {
  const about = aboutCall(incident, state, at);
  return incident.calls
    .slice(incident.callsOver)
    .filter(({ receiver }) => notifiers.get(receiver)?.takesAcknowledgements === true)
    .map((call) => callRow(incident, call, about, { kind: 'acknowledge', at, by }));
}
