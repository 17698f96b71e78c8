import { CONTACT_TEST_KEYS } from '../../src/core/delivery/contact-test-signal.js';
import { CALL_KEYS } from '../../src/core/delivery/call-key.js';
import { DELIVERY_LEASE } from '../../src/core/delivery/lease.js';
import { groupBy } from '../../src/core/group-by.js';
import type { StuckReceiver } from '../../src/core/heartbeat/decide-heartbeat.js';
import type {
  DeliveryChange,
  DeliveryFilter,
  DeliveryRecord,
  Outbox,
  OutboxRow,
  PendingDelivery,
  UnrecordedSend,
} from '../../src/engine/ports.js';
import type { AttemptStatus, DeliveryStatus } from '../../src/engine/read-models.js';

/** A message as it is kept; never changed, only replaced. */
interface Kept {
  readonly row: OutboxRow;
  readonly seq: number;
  readonly state: DeliveryStatus['state'];
  readonly attempts: readonly (AttemptStatus & { readonly by: string })[];
  readonly tryingSince: number;
  readonly nextAttemptAt: number | undefined;
  readonly lease: { readonly by: string; readonly until: number } | undefined;
  readonly accepted: { readonly at: number; readonly receipt: string } | undefined;
  readonly acceptedAt: number | undefined;
  readonly deliveredAt: number | undefined;
  readonly receipt: string | undefined;
  readonly lastError: string | undefined;
  readonly changes: DeliveryStatus['changes'];
}

/** An outbox in memory; several processes may share what is kept. */
export class MemoryOutbox implements Outbox {
  /** @param kept in the order in which they were decided */
  constructor(
    public kept: Map<string, Kept> = new Map(),
    private readonly owner = 'this process',
  ) {}

  /** As another process sees it. */
  sharedWith(owner: string): MemoryOutbox {
    return new MemoryOutbox(this.kept, owner);
  }

  /** Puts messages in that are not there; gives back the new ones that may be sent at once. */
  insert(rows: readonly OutboxRow[]): readonly OutboxRow[] {
    const before = new Set(this.kept.keys());
    for (const row of rows) {
      if (!this.kept.has(row.id)) this.kept.set(row.id, waiting(copy(row), this.kept.size + 1));
    }
    const ready = new Set(this.heads().flatMap(({ row }) => (before.has(row.id) ? [] : [row.id])));
    return rows.filter(({ id }) => ready.delete(id));
  }

  /** Puts messages in that were sent already. */
  async insertSent(sends: readonly UnrecordedSend[]): Promise<void> {
    for (const { row, begunAt, at, receipt } of sends) {
      if (this.kept.has(row.id)) continue;
      this.insert([row]);
      const kept = this.kept.get(row.id);
      const attempt = { by: this.owner, begunAt, endedAt: undefined, outcome: undefined, detail: undefined };
      if (kept) this.kept.set(row.id, { ...kept, attempts: [attempt] });
      await this.recordDelivery(row.id, { kind: 'delivered', at, receipt });
    }
  }

  retry(signalIds: readonly string[], at: number): void {
    const again = new Set(signalIds);
    for (const kept of this.kept.values()) {
      if (kept.state !== 'failed' || !again.has(kept.row.signal.id)) continue;
      this.kept.set(kept.row.id, { ...kept, state: 'pending', nextAttemptAt: at, tryingSince: at });
    }
  }

  async dueDeliveries(now: number, limit: number): Promise<readonly PendingDelivery[]> {
    return this.heads()
      .filter((kept) => (kept.nextAttemptAt ?? 0) <= now && this.isFree(kept, now))
      .slice(0, limit)
      .map(({ row, attempts, tryingSince, accepted }) => ({
        ...copy(row),
        attempts: attempts.length,
        tryingSince,
        accepted,
      }));
  }

  async takeDeliveries(ids: readonly string[], at: number): Promise<ReadonlySet<string>> {
    const taken = new Set<string>();
    for (const id of ids) {
      const kept = this.kept.get(id);
      if (kept?.state !== 'pending' || !this.isFree(kept, at)) continue;
      taken.add(id);
      const attempts = kept.attempts.map((attempt) =>
        attempt.endedAt === undefined && attempt.by !== this.owner
          ? { ...attempt, endedAt: at, outcome: 'unknown' as const, detail: ABANDONED }
          : attempt,
      );
      const goesOn = kept.accepted !== undefined || attempts.some(({ endedAt }) => endedAt === undefined);
      const fresh = {
        by: this.owner,
        begunAt: at,
        endedAt: undefined,
        outcome: undefined,
        detail: undefined,
      };
      this.kept.set(id, {
        ...kept,
        lease: { by: this.owner, until: at + DELIVERY_LEASE },
        attempts: goesOn ? attempts : [...attempts, fresh],
      });
    }
    return taken;
  }

  async releaseDeliveries(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const kept = this.kept.get(id);
      if (kept?.lease?.by !== this.owner) continue;
      const attempts = kept.attempts.filter(({ endedAt, by }) => endedAt !== undefined || by !== this.owner);
      this.kept.set(id, { ...kept, lease: undefined, attempts });
    }
  }

  async renewDeliveries(at: number): Promise<void> {
    for (const kept of this.kept.values()) {
      if (kept.lease?.by !== this.owner) continue;
      this.kept.set(kept.row.id, { ...kept, lease: { by: this.owner, until: at + DELIVERY_LEASE } });
    }
  }

  async recordDelivery(id: string, record: DeliveryRecord): Promise<void> {
    const kept = this.kept.get(id);
    if (!kept) return;
    const attempts = kept.attempts.map((attempt) =>
      attempt.endedAt === undefined || (attempt.outcome === 'accepted' && record.kind !== 'accepted')
        ? { ...attempt, ...ended(record) }
        : attempt,
    );
    const changed = kept.state === 'pending' ? { ...kept, lease: undefined, ...settled(record) } : kept;
    this.kept.set(id, { ...changed, attempts });
  }

  async nextDeliveryAt(): Promise<number | undefined> {
    const times = this.heads().map(({ nextAttemptAt = 0, lease }) =>
      lease && lease.by !== this.owner ? Math.max(nextAttemptAt, lease.until) : nextAttemptAt,
    );
    return times.length === 0 ? undefined : Math.min(...times);
  }

  async receiptOf(id: string): Promise<string | undefined> {
    return this.kept.get(id)?.receipt;
  }

  async pendingDeliveries(): Promise<number> {
    return [...this.kept.values()].filter(
      ({ state, row }) => state === 'pending' && row.signal.kind !== 'canary',
    ).length;
  }

  /** Without what is kept of incidents. */
  async deliveries(filter: DeliveryFilter): Promise<readonly DeliveryStatus[]> {
    const { state, receiver, dedupKey, incidents, signalIds, refreshes, news, limit } = filter;
    return [...this.kept.values()]
      .map(statusOf)
      .filter(
        (one) =>
          (state === undefined || one.state === state) &&
          (receiver === undefined || one.receiver === receiver) &&
          (dedupKey === undefined || one.dedupKey === dedupKey) &&
          (incidents === undefined || incidents.includes(one.incidentId ?? '')) &&
          (signalIds === undefined || signalIds.includes(one.signalId)) &&
          one.kind !== 'canary' &&
          (refreshes !== false || one.kind !== 'refresh') &&
          (news !== false || one.kind !== 'incident'),
      )
      .reverse()
      .slice(0, limit);
  }

  async delivery(name: string): Promise<DeliveryStatus | undefined> {
    return [...this.kept.values()].map(statusOf).find(({ id, ref }) => id === name || ref === name);
  }

  async deadLetters(): Promise<ReadonlyMap<string, number>> {
    const failed = await this.deliveries({ state: 'failed', refreshes: false, limit: this.kept.size });
    return new Map(
      [...groupBy(failed, ({ receiver }) => receiver)].map(([receiver, some]) => [receiver, some.length]),
    );
  }

  async stuckReceivers(overdueSince: number): Promise<readonly StuckReceiver[]> {
    const own = [...this.kept.values()].filter(
      ({ row: { signal } }) => !REPEATED.has(signal.kind) && !signal.dedupKey.startsWith(CONTACT_TEST_KEYS),
    );
    return [...groupBy(own, ({ row }) => row.receiver)].flatMap(([receiver, some]) => {
      const settled = some.filter(({ state }) => state !== 'pending').at(-1);
      const late = some.find(({ state, tryingSince }) => state === 'pending' && tryingSince < overdueSince);
      return [
        ...(settled?.state === 'failed'
          ? [{ receiver, because: 'failed' as const, ref: `DLV-${settled.seq}` }]
          : []),
        ...(late ? [{ receiver, because: 'overdue' as const, ref: `DLV-${late.seq}` }] : []),
      ];
    });
  }

  /** As somebody wants it. */
  change({ id, action, by, reason }: DeliveryChange, at: number): void {
    const kept = this.kept.get(id);
    if (kept?.state !== 'failed') return;
    const changes = [...kept.changes, { at, action, by, reason }];
    const next =
      action === 'discarded'
        ? { state: 'discarded' as const }
        : { state: 'pending' as const, nextAttemptAt: at, tryingSince: at };
    this.kept.set(id, { ...kept, ...next, changes });
  }

  private isFree({ lease }: Kept, now: number): boolean {
    return lease === undefined || lease.by === this.owner || lease.until <= now;
  }

  /** The oldest pending message of each receiver and dedup key, and of each receiver and incident. */
  private heads(): Kept[] {
    const lanes = new Set<string>();
    return [...this.kept.values()].filter(({ row, state }) => {
      if (state !== 'pending') return false;
      const { dedupKey, incidentId } = row.signal;
      const own = [
        JSON.stringify([row.receiver, 'key', dedupKey]),
        ...(incidentId === undefined || dedupKey.startsWith(CALL_KEYS)
          ? []
          : [JSON.stringify([row.receiver, 'incident', incidentId])]),
      ];
      const first = !own.some((lane) => lanes.has(lane));
      for (const lane of own) lanes.add(lane);
      return first;
    });
  }
}

const REPEATED: ReadonlySet<string> = new Set(['refresh', 'canary', 'deploy']);
const ABANDONED = 'the process ended before it was known; sent again';

function waiting(row: OutboxRow, seq: number): Kept {
  return {
    row,
    seq,
    state: 'pending',
    attempts: [],
    tryingSince: row.createdAt,
    nextAttemptAt: row.createdAt,
    lease: undefined,
    accepted: undefined,
    acceptedAt: undefined,
    deliveredAt: undefined,
    receipt: undefined,
    lastError: undefined,
    changes: [],
  };
}

function settled(record: DeliveryRecord): Partial<Kept> {
  switch (record.kind) {
    case 'delivered':
      return {
        state: 'delivered',
        deliveredAt: record.at,
        receipt: record.receipt,
        accepted: undefined,
        nextAttemptAt: undefined,
      };
    case 'accepted':
      return {
        accepted: { at: record.acceptedAt, receipt: record.receipt },
        acceptedAt: record.acceptedAt,
        nextAttemptAt: record.nextAttemptAt,
      };
    case 'retry':
      return { nextAttemptAt: record.nextAttemptAt, lastError: record.error, accepted: undefined };
    case 'failed':
      return { state: 'failed', lastError: record.error, accepted: undefined, nextAttemptAt: undefined };
  }
}

function ended(record: DeliveryRecord): Pick<AttemptStatus, 'endedAt' | 'outcome' | 'detail'> {
  const { kind, at: endedAt } = record;
  if (kind === 'delivered' || kind === 'accepted') return { endedAt, outcome: kind, detail: record.receipt };
  return { endedAt, outcome: record.unsure ? 'unknown' : kind, detail: record.error };
}

function statusOf(kept: Kept): DeliveryStatus {
  const { row, seq, state, attempts, accepted, receipt } = kept;
  const { nextAttemptAt, acceptedAt, deliveredAt, lastError } = kept;
  return {
    id: row.id,
    ref: `DLV-${seq}`,
    receiver: row.receiver,
    signalId: row.signal.id,
    dedupKey: row.signal.dedupKey,
    sloId: row.signal.sloId,
    incidentId: row.signal.incidentId,
    kind: row.signal.kind,
    cause: row.signal.cause,
    severity: row.signal.severity,
    state,
    attempts: attempts.length,
    createdAt: row.createdAt,
    nextAttemptAt,
    acceptedAt,
    deliveredAt,
    receipt: receipt ?? accepted?.receipt,
    lastError,
    attemptLog: attempts.map(({ by: _, ...attempt }) => attempt),
    changes: kept.changes,
    acknowledged: undefined,
  };
}

/** As a database gives it back: nothing shared, and what was undefined is absent. */
function copy<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}
