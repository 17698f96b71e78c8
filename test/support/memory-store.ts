import type { AuditEntry } from '../../src/core/access/audit-entry.js';
import type { LastDeploy } from '../../src/core/delivery/signal.js';
import type { ExclusionChange } from '../../src/core/exclusions/changes.js';
import type { Incident, IncidentEvent } from '../../src/core/incident/incident.js';
import type {
  Commit,
  DeliveryRecord,
  OutboxRow,
  PendingDelivery,
  SlotRecord,
  StateRecord,
  Store,
  StoredState,
} from '../../src/engine/ports.js';
import type { DeliveryStatus } from '../../src/engine/read-models.js';

interface Delivery {
  readonly row: OutboxRow;
  readonly status: DeliveryStatus;
}

interface Content {
  readonly slots: Map<string, SlotRecord>;
  readonly states: Map<string, StateRecord>;
  readonly incidents: Map<string, Incident>;
  readonly events: Map<string, IncidentEvent>;
  /** In the order in which they were decided. */
  readonly outbox: Map<string, Delivery>;
  readonly exclusionChanges: ExclusionChange[];
  readonly deploys: Map<string, LastDeploy>;
  readonly audit: AuditEntry[];
}

/** A store that forgets everything with the process, held by the same contract as the real ones. */
export class MemoryStore implements Store {
  private content: Content = {
    slots: new Map(),
    states: new Map(),
    incidents: new Map(),
    events: new Map(),
    outbox: new Map(),
    exclusionChanges: [],
    deploys: new Map(),
    audit: [],
  };
  private failures = 0;

  /** The next commits are refused and leave nothing behind. */
  failNextCommits(count: number): void {
    this.failures = count;
  }

  /** Every message ever decided, oldest first. */
  messages(): OutboxRow[] {
    return [...this.content.outbox.values()].map(({ row }) => row);
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

  async commit(change: Commit): Promise<readonly OutboxRow[]> {
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error('database is locked');
    }
    // Written into a copy, which takes the place of the old content only when all of it could be written.
    const next: Content = {
      slots: new Map(this.content.slots),
      states: new Map(this.content.states),
      incidents: new Map(this.content.incidents),
      events: new Map(this.content.events),
      outbox: new Map(this.content.outbox),
      exclusionChanges: [...this.content.exclusionChanges],
      deploys: new Map(this.content.deploys),
      audit: [...this.content.audit],
    };
    const { counts = [], ...rest } = change;
    write(next, copy({ ...rest, counts: [...counts] }));
    const before = this.content.outbox;
    this.content = next;
    const ready = new Set(this.heads().flatMap(({ row }) => (before.has(row.id) ? [] : [row.id])));
    return (change.outbox ?? []).filter(({ id }) => ready.delete(id));
  }

  async dueDeliveries(now: number, limit: number): Promise<readonly PendingDelivery[]> {
    return this.heads()
      .filter(({ status }) => (status.nextAttemptAt ?? 0) <= now)
      .slice(0, limit)
      .map(({ row, status }) => ({ ...copy(row), attempts: status.attempts }));
  }

  async recordDelivery(id: string, record: DeliveryRecord): Promise<void> {
    const delivery = this.content.outbox.get(id);
    if (delivery?.status.state !== 'pending') return;
    const attempts = delivery.status.attempts + 1;
    this.content.outbox.set(id, {
      ...delivery,
      status: { ...delivery.status, attempts, ...settled(record) },
    });
  }

  async nextDeliveryAt(): Promise<number | undefined> {
    const times = this.heads().flatMap(({ status }) => status.nextAttemptAt ?? []);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  async pendingDeliveries(): Promise<number> {
    return [...this.content.outbox.values()].filter(({ status }) => status.state === 'pending').length;
  }

  async deliveries(limit: number): Promise<readonly DeliveryStatus[]> {
    return [...this.content.outbox.values()]
      .map(({ status }) => status)
      .reverse()
      .slice(0, limit);
  }

  async incidents(filter: Parameters<Store['incidents']>[0]): Promise<readonly Incident[]> {
    const fits = ({ status, service }: Incident) =>
      (filter.open === undefined || filter.open === (status !== 'resolved')) &&
      (filter.service === undefined || filter.service === service);
    return copy([...this.content.incidents.values()])
      .filter(fits)
      .sort((a, b) => b.openedAt - a.openedAt || number(b) - number(a))
      .slice(0, filter.limit);
  }

  async incident(id: string): Promise<Incident | undefined> {
    const incident = this.content.incidents.get(id);
    return incident && copy(incident);
  }

  async timeline(incidentId: string): Promise<readonly IncidentEvent[]> {
    return copy([...this.content.events.values()])
      .filter((event) => event.incidentId === incidentId)
      .sort((a, b) => a.seq - b.seq);
  }

  async exclusionChanges(limit: number): Promise<readonly ExclusionChange[]> {
    return copy(this.content.exclusionChanges).reverse().slice(0, limit);
  }

  async audit(limit: number): Promise<readonly AuditEntry[]> {
    return copy(this.content.audit).reverse().slice(0, limit);
  }

  async lastDeploys(): Promise<ReadonlyMap<string, LastDeploy>> {
    return new Map(this.content.deploys);
  }

  async prune(
    before: number,
    horizons: readonly { readonly level: number; readonly before: number }[],
  ): Promise<void> {
    const { slots, outbox, incidents } = this.content;
    for (const [key, slot] of slots) {
      if (horizons.some((horizon) => slot.level === horizon.level && slot.start < horizon.before)) {
        slots.delete(key);
      }
    }
    for (const [id, { row, status }] of outbox) {
      const incident = incidents.get(row.signal.incidentId ?? '');
      const needed = status.state === 'failed' && incident && incident.status !== 'resolved';
      if (row.createdAt < before && status.state !== 'pending' && !needed) outbox.delete(id);
    }
  }

  async close(): Promise<void> {}

  /** The oldest pending message of each receiver and dedup key. */
  private heads(): Delivery[] {
    const lanes = new Set<string>();
    return [...this.content.outbox.values()].filter(({ row, status }) => {
      const lane = JSON.stringify([row.receiver, row.signal.dedupKey]);
      if (status.state !== 'pending' || lanes.has(lane)) return false;
      lanes.add(lane);
      return true;
    });
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
  content.exclusionChanges.push(...(change.exclusionChanges ?? []));
  content.audit.push(...(change.audit ?? []));
  for (const { service, ...deploy } of change.deploys ?? []) {
    const known = content.deploys.get(service);
    if (!known || deploy.at >= known.at) content.deploys.set(service, deploy);
  }
  for (const row of change.outbox ?? []) {
    if (!content.outbox.has(row.id)) content.outbox.set(row.id, { row, status: pending(row) });
  }
  const again = new Set(change.retrySignals);
  for (const [id, { row, status }] of content.outbox) {
    if (status.state !== 'failed' || !again.has(row.signal.id)) continue;
    content.outbox.set(id, { row, status: { ...status, state: 'pending', nextAttemptAt: change.at } });
  }
}

function pending({ id, receiver, signal, createdAt }: OutboxRow): DeliveryStatus {
  return {
    id,
    receiver,
    signalId: signal.id,
    sloId: signal.sloId,
    kind: signal.kind,
    state: 'pending',
    attempts: 0,
    createdAt,
    nextAttemptAt: createdAt,
    deliveredAt: undefined,
    receipt: undefined,
    lastError: undefined,
  };
}

function settled(record: DeliveryRecord): Partial<DeliveryStatus> {
  switch (record.kind) {
    case 'delivered':
      return {
        state: 'delivered',
        deliveredAt: record.at,
        receipt: record.receipt,
        nextAttemptAt: undefined,
      };
    case 'retry':
      return { nextAttemptAt: record.nextAttemptAt, lastError: record.error };
    case 'failed':
      return { state: 'failed', lastError: record.error, nextAttemptAt: undefined };
  }
}

function number(incident: Incident): number {
  return Number(/^INC-(\d+)$/.exec(incident.id)?.[1] ?? 0);
}

/** As a database gives it back: nothing shared, and what was undefined is absent. */
function copy<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}
