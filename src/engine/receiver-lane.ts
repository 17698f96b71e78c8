import { nextBundle } from '../core/delivery/bundle.js';
import type { DeliveryRecord, PendingDelivery } from './ports.js';

/** Messages under way to one receiver at once: a thousand pages are not to wait for each other. */
const AT_ONCE = 32;
/** So many messages later the outbox is asked again: what waits there to be tried again is not to stand behind newcomers for ever. */
const MOST = 1_000;

export interface LaneSteps {
  /** How many signals the receiver takes as one message; with more than one, what comes while it is busy goes together. */
  readonly mostTogether: () => number;
  /** Sends some as one message, and says what is to be written down of each; nothing of those that another process has taken. */
  readonly attempt: (rows: readonly PendingDelivery[]) => Promise<readonly (DeliveryRecord | undefined)[]>;
  /** False when the store does not take it. */
  readonly write: (row: PendingDelivery, record: DeliveryRecord) => Promise<boolean>;
  /** Called once, when nothing is left: all of it was written down, or the store did not take something. */
  readonly onEnd: (stored: boolean) => void;
}

/** Sends messages of different alerts to one receiver, a few at once, until none is left that is not written down. */
export class ReceiverLane {
  private queue: PendingDelivery[] = [];
  private readonly unsettled = new Set<string>();
  private taken = 0;
  private senders = 0;
  private stored = true;

  constructor(private readonly steps: LaneSteps) {}

  /** What is in the lane already is not taken again. What is not taken, as when the store fails, is found in the outbox afterwards. */
  add(rows: readonly PendingDelivery[]): void {
    if (!this.stored) return;
    const newcomers = rows.filter(({ id }) => !this.unsettled.has(id)).slice(0, MOST - this.taken);
    this.taken += newcomers.length;
    for (const { id } of newcomers) this.unsettled.add(id);
    this.queue.push(...newcomers);
    const atOnce = this.steps.mostTogether() > 1 ? 1 : AT_ONCE;
    const more = Math.min(atOnce - this.senders, this.queue.length);
    for (let i = 0; i < more; i += 1) void this.send();
  }

  /** Begins no further message: they stay in the outbox. Gives back those that were not begun. */
  halt(): readonly PendingDelivery[] {
    const unsent = this.queue;
    this.queue = [];
    for (const { id } of unsent) this.unsettled.delete(id);
    return unsent;
  }

  private async send(): Promise<void> {
    this.senders += 1;
    for (let rows = this.take(); rows.length > 0; rows = this.take()) {
      const records = await this.steps.attempt(rows);
      // The next message need not wait until this one is written down.
      rows.forEach((row, index) => {
        const record = records[index];
        if (record) void this.settle(row, record);
        else this.end(row);
      });
    }
    this.senders -= 1;
  }

  private take(): readonly PendingDelivery[] {
    const rows = nextBundle(this.queue, this.steps.mostTogether());
    const going = new Set(rows);
    this.queue = rows.length === 1 ? this.queue.slice(1) : this.queue.filter((row) => !going.has(row));
    return rows;
  }

  private async settle(row: PendingDelivery, record: DeliveryRecord): Promise<void> {
    if (!(await this.steps.write(row, record))) {
      this.stored = false;
      this.halt();
    }
    this.end(row);
  }

  private end(row: PendingDelivery): void {
    this.unsettled.delete(row.id);
    if (this.unsettled.size === 0) this.steps.onEnd(this.stored);
  }
}
