import type { Signal } from '../../../src/core/delivery/signal.js';
import type { DeliveryPorts } from '../../../src/engine/deliver-signals.js';
import type { DeliveryRecord, OutboxRow } from '../../../src/engine/ports.js';

interface Kept {
  readonly row: OutboxRow;
  attempts: number;
  nextAttemptAt: number;
  settled: DeliveryRecord | undefined;
}

/** An outbox in memory, with the contract of the store, that can be made to fail. */
export class FakeOutbox {
  private readonly kept: Kept[] = [];
  readingFails = false;
  recordingFails = false;
  /** How often due rows were asked for. */
  looks = 0;
  /** What `recordDelivery` waits for. */
  holdRecording: Promise<void> | undefined;
  /** What `dueDeliveries` waits for, after its answer is made up, before it gives it. */
  holdAnswer: Promise<void> | undefined;

  put(...rows: readonly OutboxRow[]): void {
    for (const row of rows) {
      this.kept.push({ row, attempts: 0, nextAttemptAt: row.createdAt, settled: undefined });
    }
  }

  readonly store: DeliveryPorts['store'] = {
    dueDeliveries: async (now, limit) => {
      this.looks += 1;
      if (this.readingFails) throw new Error('disk I/O error');
      const due = this.heads().filter(({ nextAttemptAt }) => nextAttemptAt <= now);
      const answer = due.slice(0, limit).map(({ row, attempts }) => ({ ...row, attempts }));
      await this.holdAnswer;
      return answer;
    },
    recordDelivery: async (id, record) => {
      await this.holdRecording;
      if (this.recordingFails) throw new Error('database or disk is full');
      const kept = this.kept.find(({ row, settled }) => row.id === id && !settled);
      if (!kept) return;
      kept.attempts += 1;
      if (record.kind === 'retry') kept.nextAttemptAt = record.nextAttemptAt;
      else kept.settled = record;
    },
    nextDeliveryAt: async () => {
      const times = this.heads().map(({ nextAttemptAt }) => nextAttemptAt);
      return times.length === 0 ? undefined : Math.min(...times);
    },
  };

  /** What became of the messages to a receiver, in the order in which they were put in. */
  records(receiver: string): (DeliveryRecord['kind'] | 'pending')[] {
    return this.kept
      .filter(({ row }) => row.receiver === receiver)
      .map(({ settled }) => settled?.kind ?? 'pending');
  }

  record(signal: Signal, receiver: string): DeliveryRecord | undefined {
    return this.kept.find(({ row }) => row.signal.id === signal.id && row.receiver === receiver)?.settled;
  }

  private heads(): Kept[] {
    const seen = new Set<string>();
    return this.kept.filter(({ row, settled }) => {
      const lane = `${row.receiver}>${row.signal.dedupKey}`;
      if (settled || seen.has(lane)) return false;
      seen.add(lane);
      return true;
    });
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
