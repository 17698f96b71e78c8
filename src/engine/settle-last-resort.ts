import { daemonActor } from '../core/access/actor.js';
import { auditEntry } from '../core/access/audit-entry.js';
import { type LastResortBook, type LastResortMessage, messageText } from '../core/delivery/last-resort.js';
import { isSurelyOver } from '../core/delivery/surely-over.js';
import { groupBy } from '../core/group-by.js';
import { applyIncidentEvent } from '../core/incident/apply.js';
import { decideIncident } from '../core/incident/decide.js';
import type { Incident, IncidentEvent } from '../core/incident/incident.js';
import type { IncidentPolicy } from '../core/incident/policy.js';
import { SOURCE_ID } from '../core/slo/slo.js';
import { DAY } from '../core/time/duration.js';
import { type Holder, holderOf } from './alert-holders.js';
import { composeResolve } from './compose-signal.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import type { Commit, OutboxRow, UnrecordedSend } from './ports.js';
import { sloStatus, statusElsewhere } from './queries/slo-status.js';
import type { AlertRecord, ToldKind } from './slo-runtime.js';
import { messageId, outboxRows } from './tell.js';

/** Nothing is known of an alert's end for so long (ms): then its receivers are left with it. */
const WAIT = DAY;
const KINDS: readonly ToldKind[] = ['page', 'ticket', 'blind', 'sla'];

/** What is made of the messages about one alert. */
interface Settled {
  readonly messages: readonly LastResortMessage[];
  readonly incidentId: string | undefined;
  readonly text: string;
  readonly rows: readonly OutboxRow[];
  /** Where the alert is open by now, with the receivers added who are to hear of its end. */
  readonly held?: {
    readonly holder: Holder;
    readonly alerts: AlertRecord;
    readonly incident: Incident | undefined;
    readonly events: readonly IncidentEvent[];
  };
}

/**
 * Writes down what was sent without a record, in one transaction. Where the alert is open by now, its end goes to these receivers as well;
 * where it is surely over they are told so; and in doubt it is waited for.
 * @returns the ids of the messages that are done with
 */
export async function settleMessages(
  state: EngineState,
  ports: EnginePorts,
  book: LastResortBook,
): Promise<ReadonlySet<string>> {
  if (book.size === 0) return new Set();
  const at = ports.clock.now();
  const { settled, ready } = await state.commits.run(async () => {
    const made = [...groupBy([...book.values()], ({ signal }) => signal.dedupKey).values()].flatMap(
      (messages) => settleAlert(state, ports, messages, at) ?? [],
    );
    // Two alerts of one SLO change the same record: the other comes with the next cycle.
    const keys = new Set<string>();
    const distinct = made.filter(
      ({ held }) => !held || (!keys.has(held.holder.key) && keys.add(held.holder.key)),
    );
    if (distinct.length === 0) return { settled: distinct, ready: [] };
    const sent = await ports.store.commit(toCommit(distinct, at));
    for (const { held } of distinct) held?.holder.adopt(held.alerts, held.incident);
    return { settled: distinct, ready: sent };
  });
  for (const { text, messages } of settled) {
    ports.log.info('what was sent without a record is written down', {
      slo: messages[0]?.signal.sloId,
      text,
    });
  }
  if (settled.some(({ rows }) => rows.length > 0)) ports.kickDelivery(ready);
  const done = new Set(settled.flatMap(({ messages }) => messages));
  return new Set([...book].filter(([, message]) => done.has(message)).map(([id]) => id));
}

/** Undefined while it has to be waited for. */
function settleAlert(
  state: EngineState,
  ports: EnginePorts,
  messages: readonly LastResortMessage[],
  at: number,
): Settled | undefined {
  const [first] = messages;
  if (!first || messages.some(({ underWay }) => underWay)) return undefined;
  const text = textOf(messages, at);
  const holder = holderOf(state, first.signal.sloId);
  const open =
    holder && KINDS.find((kind) => holder.alerts.told[kind]?.signal.dedupKey === first.signal.dedupKey);
  if (holder && open) return handOver(holder, open, messages, text, at, state.config.incidents);
  const over = isOver(state, first, at);
  if (!over && at - first.since < WAIT) return undefined;
  const rows = over ? endRows(messages, ports, at) : [];
  return { messages, incidentId: undefined, text: over ? `${text}; over by now` : text, rows };
}

function handOver(
  holder: Holder,
  kind: ToldKind,
  messages: readonly LastResortMessage[],
  text: string,
  at: number,
  policy: IncidentPolicy,
): Settled | undefined {
  const told = holder.alerts.told[kind];
  if (!told) return undefined;
  const receivers = [...new Set([...told.receivers, ...messages.map(({ receiver }) => receiver)])];
  const decision = decideIncident(holder.incident, { kind: 'note', text, by: 'engine' }, at, policy);
  const events = decision.kind === 'events' ? decision.events : [];
  const incident = holder.incident && events.reduce(applyIncidentEvent, holder.incident);
  const alerts = { ...holder.alerts, told: { ...holder.alerts.told, [kind]: { ...told, receivers } } };
  const { incidentId } = told.signal;
  return { messages, incidentId, text, rows: [], held: { holder, alerts, incident, events } };
}

/** By what this replica sees, or another says, of the SLO. */
function isOver(state: EngineState, { signal, since }: LastResortMessage, at: number): boolean {
  const { source, config } = state;
  if (signal.sloId === SOURCE_ID) return source.reachable;
  const runtime = state.runtimes.get(signal.sloId);
  const told = state.elsewhere.get(signal.sloId);
  const status = runtime
    ? sloStatus(runtime, at, config)
    : told && told.at > since
      ? statusElsewhere(told.status, at, config)
      : undefined;
  // Another has it open: it is that one's to end, and the same key says so to both.
  if (!status || (!runtime && status.alert?.severity === 'page')) return false;
  return isSurelyOver(signal, status);
}

function endRows(messages: readonly LastResortMessage[], ports: EnginePorts, at: number): OutboxRow[] {
  return messages.flatMap(({ receiver, signal }) =>
    ports.notifiers.has(receiver)
      ? outboxRows({ ...composeResolve(signal, at, undefined), unrecordedSince: undefined }, [receiver])
      : [],
  );
}

function textOf(messages: readonly LastResortMessage[], at: number): string {
  const since = messages[0]?.signal.unrecordedSince ?? at;
  const told = messages.map(messageText).join('; ');
  return `paged through the last resort, because the store was gone since ${new Date(since).toISOString()}: ${told}`;
}

function toCommit(settled: readonly Settled[], at: number): Commit {
  const held = settled.flatMap((each) => each.held ?? []);
  const actor = daemonActor('last resort');
  return {
    at,
    states: held.map(({ holder, alerts }) => holder.record(alerts)),
    incidents: held.flatMap(({ incident, events }) => (incident && events.length > 0 ? [incident] : [])),
    incidentEvents: held.flatMap(({ events }) => events),
    outbox: settled.flatMap(({ rows }) => rows),
    unrecordedSends: settled.flatMap(({ messages, incidentId }) =>
      messages.flatMap((message) => sendOf(message, incidentId)),
    ),
    audit: settled.map(({ messages, text }) => {
      const target = messages[0]?.signal.sloId ?? '';
      return auditEntry(actor, { action: 'last-resort.page', target }, at, { outcome: 'done', detail: text });
    }),
  };
}

function sendOf(
  { receiver, signal, since, begunAt = since, sent }: LastResortMessage,
  incidentId: string | undefined,
): UnrecordedSend[] {
  if (!sent) return [];
  const told = { ...signal, incidentId };
  const row = { id: messageId(signal.id, receiver), receiver, signal: told, createdAt: since };
  return [{ row, begunAt, ...sent }];
}
