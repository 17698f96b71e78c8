import {
  overridesAfter,
  type PlannedOverrideChange,
  type PlannedOverrides,
} from '../../src/core/oncall/planned-override.js';
import type { GateOverride } from '../../src/core/error-budget/gate-override.js';
import type { Session } from '../../src/core/access/session.js';
import type { Token } from '../../src/core/access/token.js';
import type { AuditEntry } from '../../src/core/access/audit-entry.js';
import type { LastDeploy } from '../../src/core/delivery/signal.js';
import { factDetail, type PastFact } from '../../src/core/slo-history/past-fact.js';
import type { ExclusionChange } from '../../src/core/exclusions/changes.js';
import { FirebreakError } from '../../src/core/errors.js';
import type { ContactCheck } from '../../src/core/oncall/contact-check.js';
import { owesAllClear } from '../../src/core/incident/all-clear.js';
import { openRollbacks } from '../../src/core/incident/rollback-run.js';
import type { Incident, IncidentEvent } from '../../src/core/incident/incident.js';
import type {
  AskedFacts,
  AskedSlots,
  FoundFacts,
  Commit,
  Horizons,
  Outbox,
  OutboxRow,
  SlotRecord,
  StateRecord,
  Store,
  StoreCopy,
  StoredState,
} from '../../src/engine/ports.js';
import type { DeliveryStatus } from '../../src/engine/read-models.js';
import { MemoryOutbox } from './memory-outbox.js';

interface Content {
  readonly slots: Map<string, SlotRecord>;
  readonly states: Map<string, StateRecord>;
  readonly incidents: Map<string, Incident>;
  readonly events: Map<string, IncidentEvent>;
  readonly exclusionChanges: ExclusionChange[];
  readonly deploys: Map<string, LastDeploy>;
  readonly facts: PastFact[];
  readonly audit: AuditEntry[];
  readonly tokens: Map<string, Token>;
  readonly sessions: Map<string, Session>;
  readonly inboundSeen: Map<string, number>;
  readonly contactChecks: Map<string, ContactCheck>;
  readonly plannedOverrides: PlannedOverrideChange[];
}

/** A store that forgets everything with the process, held by the same contract as the real ones. */
export class MemoryStore implements Store {
  private content: Content = {
    slots: new Map(),
    states: new Map(),
    incidents: new Map(),
    events: new Map(),
    exclusionChanges: [],
    deploys: new Map(),
    facts: [],
    audit: [],
    tokens: new Map(),
    sessions: new Map(),
    inboundSeen: new Map(),
    contactChecks: new Map(),
    plannedOverrides: [],
  };
  private readonly outbox = new MemoryOutbox();
  private failures = 0;

  /** The next writes are refused and leave nothing behind. */
  failNextCommits(count: number): void {
    this.failures = count;
  }

  /** Every message ever decided, oldest first. */
  messages(): OutboxRow[] {
    return [...this.outbox.kept.values()].map(({ row }) => row);
  }

  async load(): Promise<StoredState> {
    const { slots, states } = this.content;
    const incidents = [...this.content.incidents.values()].sort((a, b) => number(a) - number(b));
    return copy({
      slots: [...slots.values()],
      states: [...states.values()],
      openIncidents: incidents.filter(({ status }) => status !== 'resolved'),
      lastIncidentNumber: Math.max(0, ...incidents.map(number)),
      exclusionChanges: this.content.exclusionChanges,
    });
  }

  async sloState(id: string, asked: readonly AskedSlots[]): Promise<Pick<StoredState, 'slots' | 'states'>> {
    const { slots, states } = this.content;
    return copy({
      slots: [...slots.values()].filter(
        ({ sloId, level, start }) =>
          sloId === id && asked.some((each) => each.level === level && each.starts.includes(start)),
      ),
      states: [...states.values()].filter(
        ({ kind, key }) => key === id && ['alert', 'reader', 'series'].includes(kind),
      ),
    });
  }

  async commit(change: Commit): Promise<readonly OutboxRow[]> {
    this.refuse();
    // Written into a copy, which takes the place of the old content only when all of it could be written.
    const next: Content = {
      slots: new Map(this.content.slots),
      states: new Map(this.content.states),
      incidents: new Map(this.content.incidents),
      events: new Map(this.content.events),
      exclusionChanges: [...this.content.exclusionChanges],
      deploys: new Map(this.content.deploys),
      facts: [...this.content.facts],
      audit: [...this.content.audit],
      tokens: new Map(this.content.tokens),
      sessions: new Map(this.content.sessions),
      inboundSeen: new Map(this.content.inboundSeen),
      contactChecks: new Map(this.content.contactChecks),
      plannedOverrides: [...this.content.plannedOverrides],
    };
    const { counts = [], ...rest } = change;
    write(next, copy({ ...rest, counts: [...counts] }));
    this.content = next;
    for (const one of change.deliveryChanges ?? []) this.outbox.change(one, change.at);
    this.outbox.retry(change.retrySignals ?? [], change.at);
    await this.outbox.insertSent(change.unrecordedSends ?? []);
    const ready = this.outbox.insert(change.outbox ?? []);
    await this.outbox.takeDeliveries(
      ready.map(({ id }) => id),
      change.at,
    );
    return ready;
  }

  dueDeliveries: Outbox['dueDeliveries'] = (now, limit) => this.outbox.dueDeliveries(now, limit);
  takeDeliveries: Outbox['takeDeliveries'] = (ids, at) => this.outbox.takeDeliveries(ids, at);
  releaseDeliveries: Outbox['releaseDeliveries'] = (ids) => this.outbox.releaseDeliveries(ids);
  renewDeliveries: Outbox['renewDeliveries'] = (at) => this.outbox.renewDeliveries(at);
  recordDelivery: Outbox['recordDelivery'] = (id, record) => this.outbox.recordDelivery(id, record);
  nextDeliveryAt: Outbox['nextDeliveryAt'] = () => this.outbox.nextDeliveryAt();
  receiptOf: Outbox['receiptOf'] = (id) => this.outbox.receiptOf(id);
  pendingDeliveries: Outbox['pendingDeliveries'] = () => this.outbox.pendingDeliveries();
  deadLetters: Outbox['deadLetters'] = () => this.outbox.deadLetters();
  stuckReceivers: Outbox['stuckReceivers'] = (overdueSince) => this.outbox.stuckReceivers(overdueSince);
  deliveries: Outbox['deliveries'] = async (filter) =>
    (await this.outbox.deliveries(filter)).map((delivery) => this.withAcknowledgement(delivery));
  delivery: Outbox['delivery'] = async (name) => {
    const delivery = await this.outbox.delivery(name);
    return delivery && this.withAcknowledgement(delivery);
  };

  async incidents(filter: Parameters<Store['incidents']>[0]): Promise<readonly Incident[]> {
    const fits = (incident: Incident) => {
      const { status, service, calls, callsOver, openedAt, mitigations } = incident;
      return (
        (!filter.unsettled ||
          status !== 'resolved' ||
          callsOver < calls.length ||
          openRollbacks({ mitigations }).length > 0 ||
          owesAllClear(incident)) &&
        (filter.open === undefined || filter.open === (status !== 'resolved')) &&
        (filter.service === undefined || filter.service === service) &&
        (filter.openedSince === undefined || openedAt >= filter.openedSince)
      );
    };
    const order = (a: Pick<Incident, 'id' | 'openedAt'>, b: typeof a) =>
      b.openedAt - a.openedAt || number(b) - number(a);
    const { before } = filter;
    return copy([...this.content.incidents.values()])
      .filter((each) => fits(each) && (!before || order(before, each) < 0))
      .sort(order)
      .slice(0, filter.limit);
  }

  async incident(id: string): Promise<Incident | undefined> {
    const incident = this.content.incidents.get(id);
    return incident && copy(incident);
  }

  async incidentsById(ids: readonly string[]): Promise<ReadonlyMap<string, Incident>> {
    return new Map(copy([...this.content.incidents].filter(([id]) => ids.includes(id))));
  }

  async eventsOf(
    incidentIds: readonly string[],
    kind: IncidentEvent['kind'],
  ): Promise<readonly IncidentEvent[]> {
    return copy([...this.content.events.values()])
      .filter((event) => event.kind === kind && incidentIds.includes(event.incidentId))
      .sort((a, b) => (a.incidentId < b.incidentId ? -1 : a.incidentId > b.incidentId ? 1 : a.seq - b.seq));
  }

  async timeline(incidentId: string): Promise<readonly IncidentEvent[]> {
    return copy([...this.content.events.values()])
      .filter((event) => event.incidentId === incidentId)
      .sort((a, b) => a.seq - b.seq);
  }

  async incidentOfKey(dedupKey: string, at: number): Promise<string | undefined> {
    const opened = [...this.outbox.kept.values()].filter(
      ({ row: { signal, createdAt } }) =>
        signal.dedupKey === dedupKey && signal.kind === 'trigger' && signal.incidentId && createdAt <= at,
    );
    return opened.at(-1)?.row.signal.incidentId;
  }

  async wasSeen(source: string, id: string): Promise<boolean> {
    return this.content.inboundSeen.has(JSON.stringify([source, id]));
  }

  async exclusionChanges(limit: number): Promise<readonly ExclusionChange[]> {
    return copy(this.content.exclusionChanges).reverse().slice(0, limit);
  }

  async tokens(): Promise<readonly Token[]> {
    return copy([...this.content.tokens.values()]);
  }

  async noteTokenUse(id: string, at: number): Promise<void> {
    const token = this.content.tokens.get(id);
    if (token && at > (token.lastUsedAt ?? 0)) this.content.tokens.set(id, { ...token, lastUsedAt: at });
  }

  async session(digest: string): Promise<Session | undefined> {
    return this.content.sessions.get(digest);
  }

  async noteSessionUse(digest: string, at: number): Promise<void> {
    const session = this.content.sessions.get(digest);
    if (session && at > session.lastSeenAt) {
      this.content.sessions.set(digest, { ...session, lastSeenAt: at });
    }
  }

  async audit(limit: number): Promise<readonly AuditEntry[]> {
    return copy(this.content.audit).reverse().slice(0, limit);
  }

  async gateOverrides(): Promise<ReadonlyMap<string, GateOverride>> {
    const { states } = await this.load();
    return new Map(
      states.flatMap(({ kind, key, value }) => (kind === 'gate' ? [[key, value as GateOverride]] : [])),
    );
  }

  async plannedOverrides(): Promise<PlannedOverrides> {
    return overridesAfter(copy(this.content.plannedOverrides));
  }

  async contactChecks(): Promise<readonly ContactCheck[]> {
    return copy([...this.content.contactChecks.values()]);
  }

  async lastDeploys(): Promise<ReadonlyMap<string, LastDeploy>> {
    return new Map(this.content.deploys);
  }

  async pastFacts<Kind extends PastFact['kind']>({
    of,
    kinds,
    from,
    to,
    limit,
  }: AskedFacts<Kind>): Promise<FoundFacts<Kind>> {
    const isAsked = (fact: PastFact): fact is Extract<PastFact, { kind: Kind }> =>
      fact.of === of && kinds.some((kind) => kind === fact.kind) && fact.at >= from && fact.at <= to;
    const found = this.content.facts
      .filter(isAsked)
      .sort((a, b) => b.at - a.at || (a.kind < b.kind ? -1 : 1));
    return { facts: copy(found.slice(0, limit)), leftOut: Math.max(0, found.length - limit) };
  }

  async proveWritable(): Promise<void> {
    this.refuse();
  }

  async prune({
    messages,
    refreshes,
    canaries,
    incidents: resolvedBefore,
    facts: factsBefore,
    slots: horizons,
  }: Horizons): Promise<void> {
    this.content.facts.splice(0, Infinity, ...this.content.facts.filter(({ at }) => at >= factsBefore));
    for (const [digest, { lastSeenAt }] of this.content.sessions) {
      if (lastSeenAt < messages) this.content.sessions.delete(digest);
    }
    const { slots, incidents, inboundSeen, events } = this.content;
    const { kept } = this.outbox;
    for (const [key, at] of inboundSeen) if (at < messages) inboundSeen.delete(key);
    for (const [key, slot] of slots) {
      if (horizons.some((horizon) => slot.level === horizon.level && slot.start < horizon.before)) {
        slots.delete(key);
      }
    }
    for (const [id, { row, state }] of kept) {
      const incident = incidents.get(row.signal.incidentId ?? '');
      const needed = state === 'failed' && incident && incident.status !== 'resolved';
      const old = row.createdAt < messages && !needed;
      const horizon = { refresh: refreshes, canary: canaries }[row.signal.kind as string] ?? -Infinity;
      const repeats = row.createdAt < horizon;
      if ((old || repeats) && state !== 'pending') kept.delete(id);
    }
    const newest = Math.max(...[...incidents.values()].map(number));
    for (const incident of incidents.values()) {
      const own = [...kept].filter(([, { row }]) => row.signal.incidentId === incident.id);
      const needed = number(incident) === newest || own.some(([, { state }]) => state === 'pending');
      if (needed || incident.status !== 'resolved' || (incident.resolvedAt ?? Infinity) >= resolvedBefore)
        continue;
      incidents.delete(incident.id);
      for (const [id] of own) kept.delete(id);
      for (const [key, { incidentId }] of events) if (incidentId === incident.id) events.delete(key);
    }
  }

  backup(): Promise<StoreCopy> {
    return Promise.reject(new FirebreakError('invalid-input', 'a store in memory has nothing to keep'));
  }

  async close(): Promise<void> {}

  private refuse(): void {
    if (this.failures === 0) return;
    this.failures -= 1;
    throw new Error('database is locked');
  }

  private withAcknowledgement(delivery: DeliveryStatus): DeliveryStatus {
    const incident = this.content.incidents.get(delivery.incidentId ?? '');
    const { acknowledgedAt: at, acknowledgedBy: by, acknowledgedVia: via = 'API' } = incident ?? {};
    const calls = delivery.kind === 'trigger' || delivery.kind === 'refresh';
    return at === undefined || by === undefined || !calls || at < delivery.createdAt
      ? delivery
      : { ...delivery, acknowledged: { at, by, via } };
  }
}

function write(content: Content, change: Commit): void {
  const forgotten = new Set(change.forgetSlos);
  for (const [key, slot] of content.slots) if (forgotten.has(slot.sloId)) content.slots.delete(key);
  for (const [key, state] of content.states) if (forgotten.has(state.key)) content.states.delete(key);
  const parts = [...(change.counts ?? [])];
  for (const slot of parts.flatMap(({ slots }) => slots)) {
    content.slots.set(JSON.stringify([slot.sloId, slot.level, slot.start]), slot);
  }
  for (const state of [...parts.flatMap(({ states }) => states), ...(change.states ?? [])]) {
    content.states.set(JSON.stringify([state.kind, state.key]), state);
  }
  for (const incident of change.incidents ?? []) content.incidents.set(incident.id, incident);
  for (const event of change.incidentEvents ?? []) {
    if (!content.incidents.has(event.incidentId)) throw new Error(`there is no ${event.incidentId}`);
    const key = JSON.stringify([event.incidentId, event.seq]);
    if (!content.events.has(key)) content.events.set(key, event);
  }
  for (const { source, id, at } of change.inboundSeen ?? []) {
    const key = JSON.stringify([source, id]);
    if (content.inboundSeen.has(key)) throw new Error(`${key} was seen before`);
    content.inboundSeen.set(key, at);
  }
  for (const check of change.contactChecks ?? []) {
    if ((content.contactChecks.get(check.digest)?.revision ?? 0) !== check.revision - 1)
      throw new FirebreakError('conflict', 'somebody has tested or verified this contact meanwhile');
    content.contactChecks.set(check.digest, check);
  }
  for (const one of change.plannedOverrides ?? []) {
    if (content.plannedOverrides.some((each) => sameChange(each, one)))
      throw new FirebreakError('conflict', 'somebody was quicker');
    content.plannedOverrides.push(one);
  }
  const sameFact = (a: PastFact, b: PastFact) =>
    a.of === b.of && a.at === b.at && a.kind === b.kind && factDetail(a) === factDetail(b);
  for (const fact of change.facts ?? [])
    if (!content.facts.some((known) => sameFact(known, fact))) content.facts.push(fact);
  content.exclusionChanges.push(...(change.exclusionChanges ?? []));
  content.audit.push(...(change.audit ?? []));
  for (const digest of change.endedSessions ?? []) content.sessions.delete(digest);
  for (const session of change.sessions ?? []) content.sessions.set(session.digest, session);
  for (const token of change.tokens ?? []) {
    content.tokens.set(token.id, { ...token, lastUsedAt: content.tokens.get(token.id)?.lastUsedAt });
  }
  for (const { service, ...deploy } of change.deploys ?? []) {
    const known = content.deploys.get(service);
    if (!known || deploy.at >= known.at) content.deploys.set(service, deploy);
  }
}

function sameChange(a: PlannedOverrideChange, b: PlannedOverrideChange): boolean {
  return a.schedule === b.schedule && a.kind === b.kind && a.override.number === b.override.number;
}

function number(incident: Pick<Incident, 'id'>): number {
  return Number(/^INC-(\d+)$/.exec(incident.id)?.[1] ?? 0);
}

/** As a database gives it back: nothing shared, and what was undefined is absent. */
function copy<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}
