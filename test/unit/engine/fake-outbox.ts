import type { Signal } from '../../../src/core/delivery/signal.js';
import type { DeliveryPorts } from '../../../src/engine/deliver-signals.js';
import type { DeliveryRecord, OutboxRow } from '../../../src/engine/ports.js';
import { MemoryOutbox } from '../../support/memory-outbox.js';

/** An outbox in memory, with the contract of the store, that can be made to fail. */
export class FakeOutbox {
  private readonly inner = new MemoryOutbox();
  private readonly settled = new Map<string, DeliveryRecord>();
  readingFails = false;
  recordingFails = false;
  takingFails = false;
  /** How often due rows were asked for. */
  looks = 0;
  /** What `recordDelivery` waits for. */
  holdRecording: Promise<void> | undefined;
  /** What `dueDeliveries` waits for, after its answer is made up, before it gives it. */
  holdAnswer: Promise<void> | undefined;

  put(...rows: readonly OutboxRow[]): void {
    this.inner.insert(rows);
  }

  readonly store: DeliveryPorts['store'] = {
    dueDeliveries: async (now, limit) => {
      this.looks += 1;
      if (this.readingFails) throw new Error('disk I/O error');
      const answer = await this.inner.dueDeliveries(now, limit);
      await this.holdAnswer;
      return answer;
    },
    takeDeliveries: async (ids, at) => {
      if (this.takingFails) throw new Error('database or disk is full');
      return this.inner.takeDeliveries(ids, at);
    },
    releaseDeliveries: (ids) => this.inner.releaseDeliveries(ids),
    renewDeliveries: (at) => this.inner.renewDeliveries(at),
    recordDelivery: async (id, record) => {
      await this.holdRecording;
      if (this.recordingFails) throw new Error('database or disk is full');
      if (record.kind === 'delivered' || record.kind === 'failed') this.settled.set(id, record);
      await this.inner.recordDelivery(id, record);
    },
    receiptOf: (id) => this.inner.receiptOf(id),
    nextDeliveryAt: () => this.inner.nextDeliveryAt(),
  };

  /** What became of the messages to a receiver, in the order in which they were put in. */
  records(receiver: string): string[] {
    return [...this.inner.kept.values()]
      .filter(({ row }) => row.receiver === receiver)
      .map(({ state }) => state);
  }

  record(signal: Signal, receiver: string): DeliveryRecord | undefined {
    return this.settled.get(`${signal.id}>${receiver}`);
  }

  /** The attempts at a message: what came of each, `undefined` for one that is under way. */
  outcomes(id: string): (string | undefined)[] {
    return this.inner.kept.get(id)?.attempts.map(({ outcome }) => outcome) ?? [];
  }

  forAnotherProcess(): MemoryOutbox {
    return this.inner.sharedWith('another process');
  }

  isTaken(id: string): boolean {
    return this.inner.kept.get(id)?.lease !== undefined;
  }
}

/** A clock with alarms; time passes when it is told to. */
export class FakeClock {
  private alarms: { readonly at: number; readonly ring: () => void }[] = [];

  constructor(private time: number) {}

  now(): number {
    return this.time;
  }

  readonly wakeAfter = (ms: number, ring: () => void): (() => void) => {
    const alarm = { at: this.time + ms, ring };
    this.alarms.push(alarm);
    return () => {
      this.alarms = this.alarms.filter((other) => other !== alarm);
    };
  };

  /** How many alarms are set. */
  get pending(): number {
    return this.alarms.length;
  }

  /** Lets time pass, ringing each alarm at its instant, and everything that follows from one before the next. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    for (;;) {
      const next = this.alarms.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.alarms = this.alarms.filter((alarm) => alarm !== next);
      this.time = Math.max(this.time, next.at);
      next.ring();
      await calm();
    }
    this.time = end;
    await calm();
  }
}

/** Resolves when everything that could run has run: nothing in these fakes waits for more than a microtask. */
export function calm(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
