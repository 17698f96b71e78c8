import { DELIVERY_LEASE } from '../core/delivery/lease.js';
import { groupBy } from '../core/group-by.js';
import { SECOND } from '../core/time/duration.js';
import type { DeliveryRecord, Outbox, OutboxRow, PendingDelivery } from './ports.js';
import { ReceiverLane } from './receiver-lane.js';
import { sendMessage, type SendPorts } from './send-message.js';

const BATCH = 1_000;
const AFTER_STORE_FAILURE = 5 * SECOND;

export interface DeliveryPorts extends SendPorts {
  readonly store: Omit<
    Outbox,
    'pendingDeliveries' | 'deliveries' | 'delivery' | 'deadLetters' | 'stuckReceivers'
  >;
  /** Some message was given up, and that is stored. */
  readonly onGivenUp: () => void;
  /** Calls `wake` after `ms`; returns what cancels it. */
  readonly wakeAfter: (ms: number, wake: () => void) => () => void;
  /** False when another process may have taken what this one holds, as after a pause. */
  readonly holds: () => boolean;
}

/** Sends what the outbox holds. */
export interface Delivery {
  /**
   * There may be something to send.
   * @param ready what was just committed and may be sent at once: it need not be read back first
   */
  kick(ready?: readonly OutboxRow[]): void;
  /** Sends until nothing is due or under way, or the time (ms) is over. */
  drain(withinMs: number): Promise<void>;
  /** No further message is begun; resolves when those under way are recorded. */
  stop(): Promise<void>;
}

/**
 * The outbox's loop: every receiver has a lane of its own, so that one that hangs holds up nobody else. A lane sends several messages at
 * once, of one alert only one, because the store gives the next when the last is settled. That a message is about to be sent is stored
 * before: with the decision itself, or when it is taken from the outbox. What is sent is at least once; the dedup key makes it once for the
 * receiver.
 */
export function createDelivery(ports: DeliveryPorts): Delivery {
  const { store, clock, log } = ports;
  const lanes = new Map<string, { readonly lane: ReceiverLane; readonly ended: Promise<void> }>();
  /** What became of messages that the store did not take yet. Only the writing is tried again, or a full disk would page for ever. */
  const unrecorded = new Map<string, DeliveryRecord>();
  let cancelRenewal: (() => void) | undefined;
  let wake: { readonly at: number; readonly cancel: () => void } | undefined;
  let looking: Promise<void> | undefined;
  let lookAgain = false;
  let stopped = false;

  function kick(ready: readonly OutboxRow[] = []): void {
    if (stopped) return;
    // What is being read from the outbox may hold the same messages.
    if (ready.length > 0 && !looking) {
      send(ready.map((row) => ({ ...row, attempts: 0, tryingSince: row.createdAt, accepted: undefined })));
      return;
    }
    lookAgain = true;
    looking ??= look().finally(() => {
      looking = undefined;
      if (lookAgain) kick();
    });
  }

  async function look(): Promise<void> {
    lookAgain = false;
    cancelWake();
    const now = clock.now();
    try {
      const due = await readDue(now);
      if (stopped) return;
      if (due.length > 0) {
        const ids = due.map(({ id }) => id);
        const taken = await store.takeDeliveries(ids, now);
        send(due.filter(({ id }) => taken.has(id)));
      }
      const next = await store.nextDeliveryAt();
      if (next !== undefined && next > now) wakeIn(next - now);
    } catch (error) {
      log.error('the outbox cannot be read; it is tried again', { error: String(error) });
      wakeIn(AFTER_STORE_FAILURE);
    }
  }

  /** Due rows of receivers whose lane was free before the store was asked; a busy lane may send meanwhile what the answer still holds. */
  async function readDue(now: number): Promise<PendingDelivery[]> {
    const busy = new Set(lanes.keys());
    // The rows of one receiver that hangs may fill the batch: the others' stand behind them.
    for (let limit = BATCH; ; limit *= 2) {
      const due = await store.dueDeliveries(now, limit);
      const free = due.filter((row) => !busy.has(row.receiver));
      if (free.length > 0 || due.length < limit) return free;
    }
  }

  /** Puts messages into the lanes of their receivers. */
  function send(rows: readonly PendingDelivery[]): void {
    for (const [receiver, some] of groupBy(rows, (row) => row.receiver)) {
      (lanes.get(receiver)?.lane ?? openLane(receiver)).add(some);
    }
  }

  function openLane(receiver: string): ReceiverLane {
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const lane = new ReceiverLane({
      mostTogether: () => ports.notifiers().get(receiver)?.together?.most ?? 1,
      attempt,
      write,
      onEnd: (stored) => {
        lanes.delete(receiver);
        if (lanes.size === 0) stopRenewing();
        if (stored) kick();
        else wakeIn(AFTER_STORE_FAILURE);
        end();
      },
    });
    lanes.set(receiver, { lane, ended });
    renewLater();
    return lane;
  }

  /** What is known of a message already, because it was sent and could not be written down, is not found out again. */
  async function attempt(rows: readonly PendingDelivery[]): Promise<readonly (DeliveryRecord | undefined)[]> {
    const fresh = await stillOurs(rows.filter(({ id }) => !unrecorded.has(id)));
    const records = await sendMessage(fresh, ports);
    const found = new Map(fresh.map(({ id }, index) => [id, records[index]]));
    return rows.map(({ id }) => unrecorded.get(id) ?? found.get(id));
  }

  /** In doubt the store is asked. Where it cannot answer, a page that comes twice is better than one that does not come. */
  async function stillOurs(rows: readonly PendingDelivery[]): Promise<readonly PendingDelivery[]> {
    if (ports.holds()) return rows;
    try {
      const taken = await store.takeDeliveries(
        rows.map(({ id }) => id),
        clock.now(),
      );
      return rows.filter(({ id }) => taken.has(id));
    } catch {
      return rows;
    }
  }

  /** While messages are under way they stay this process's own. */
  function renewLater(): void {
    cancelRenewal ??= ports.wakeAfter(DELIVERY_LEASE / 3, () => {
      stopRenewing();
      if (lanes.size === 0) return;
      renewLater();
      store.renewDeliveries(clock.now()).catch((error: unknown) => {
        log.warn('messages under way cannot be held', { error: String(error) });
      });
    });
  }

  function stopRenewing(): void {
    cancelRenewal?.();
    cancelRenewal = undefined;
  }

  async function write({ id, receiver, signal }: PendingDelivery, record: DeliveryRecord): Promise<boolean> {
    try {
      await store.recordDelivery(id, record);
      unrecorded.delete(id);
      if (record.kind === 'failed') ports.onGivenUp();
      return true;
    } catch (error) {
      unrecorded.set(id, record);
      log.error('what became of a message cannot be stored; it is tried again', {
        receiver,
        signal: signal.id,
        error: String(error),
      });
      return false;
    }
  }

  function wakeIn(ms: number): void {
    const at = clock.now() + ms;
    if (stopped || (wake && wake.at <= at)) return;
    cancelWake();
    wake = { at, cancel: ports.wakeAfter(ms, kick) };
  }

  function cancelWake(): void {
    wake?.cancel();
    wake = undefined;
  }

  function running(): Promise<void>[] {
    return [...lanes.values()].map(({ ended }) => ended);
  }

  return {
    kick,
    async drain(withinMs) {
      let cancelDeadline: () => void = () => undefined;
      const deadline = new Promise<'late'>((resolve) => {
        cancelDeadline = ports.wakeAfter(withinMs, () => resolve('late'));
      });
      kick();
      while (looking || lanes.size > 0) {
        const busy = Promise.all([looking, ...running()]).then(() => 'done' as const);
        if ((await Promise.race([busy, deadline])) === 'late') break;
      }
      cancelDeadline();
    },
    async stop() {
      stopped = true;
      cancelWake();
      const unsent = [...lanes.values()].flatMap(({ lane }) => lane.halt());
      await looking;
      await Promise.all(running());
      await store.releaseDeliveries(unsent.map(({ id }) => id)).catch((error: unknown) => {
        log.warn('messages that were not sent cannot be given back', { error: String(error) });
      });
    },
  };
}
