import { judgeAttempt } from '../core/delivery/retry.js';
import type { DeliveryOutcome } from '../core/delivery/signal.js';
import { groupBy } from '../core/group-by.js';
import { SECOND } from '../core/time/duration.js';
import type { Clock, Log, Metrics, Notifier, PendingDelivery, Store } from './ports.js';

const BATCH = 500;
const AFTER_STORE_FAILURE = 5 * SECOND;

export interface DeliveryPorts {
  readonly store: Pick<Store, 'dueDeliveries' | 'recordDelivery' | 'nextDeliveryAt'>;
  readonly clock: Clock;
  readonly metrics: Pick<Metrics, 'delivery'>;
  readonly log: Log;
  /** In [0, 1). */
  readonly random: () => number;
  readonly notifiers: () => ReadonlyMap<string, Notifier>;
  /** Calls `wake` after `ms`; returns what cancels it. */
  readonly wakeAfter: (ms: number, wake: () => void) => () => void;
}

/** Sends what the outbox holds. */
export interface Delivery {
  /** There may be something to send. */
  kick(): void;
  /** Sends until nothing is due or under way, or the time (ms) is over. */
  drain(withinMs: number): Promise<void>;
  /** No further message is begun. */
  stop(): Promise<void>;
}

/**
 * The outbox's loop: every receiver has a lane of its own, so that one that hangs holds up nobody else, and within a lane messages of one
 * alert keep their order. What is sent is at least once; the dedup key makes it once for the receiver.
 */
export function createDelivery(ports: DeliveryPorts): Delivery {
  const lanes = new Map<string, Promise<void>>();
  let cancelWake: () => void = () => undefined;
  let looking: Promise<void> | undefined;
  let lookAgain = false;
  let stopped = false;

  function kick(): void {
    if (stopped) return;
    lookAgain = true;
    looking ??= look().finally(() => {
      looking = undefined;
      if (lookAgain) kick();
    });
  }

  async function look(): Promise<void> {
    lookAgain = false;
    cancelWake();
    const now = ports.clock.now();
    try {
      const due = await ports.store.dueDeliveries(now, BATCH);
      for (const [receiver, rows] of groupBy(due, (row) => row.receiver)) {
        // A lane that is busy looks again when it ends.
        if (lanes.has(receiver)) continue;
        lanes.set(receiver, runLane(receiver, rows));
      }
      const next = await ports.store.nextDeliveryAt();
      if (next !== undefined && next > now) wakeIn(next - now);
    } catch (error) {
      ports.log.error('the outbox cannot be read; it is tried again', { error: String(error) });
      wakeIn(AFTER_STORE_FAILURE);
    }
  }

  function wakeIn(ms: number): void {
    if (!stopped) cancelWake = ports.wakeAfter(ms, kick);
  }

  async function runLane(receiver: string, rows: readonly PendingDelivery[]): Promise<void> {
    let stored = true;
    for (const row of rows) {
      if (stopped || !stored) break;
      stored = await deliver(row, ports.notifiers().get(receiver), ports);
    }
    lanes.delete(receiver);
    if (stored) kick();
    else wakeIn(AFTER_STORE_FAILURE);
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
        const busy = Promise.all([looking, ...lanes.values()]).then(() => 'done' as const);
        if ((await Promise.race([busy, deadline])) === 'late') break;
      }
      cancelDeadline();
    },
    async stop() {
      stopped = true;
      cancelWake();
      await looking;
    },
  };
}

/** Sends one message and writes down what became of it; false when that could not be written. */
async function deliver(
  row: PendingDelivery,
  notifier: Notifier | undefined,
  ports: DeliveryPorts,
): Promise<boolean> {
  const { store, clock, metrics, log } = ports;
  const outcome: DeliveryOutcome = notifier
    ? await notifier.send(row.signal)
    : { kind: 'refused', reason: `there is no receiver "${row.receiver}" any more` };
  metrics.delivery(row.receiver, outcome.kind);
  const repeats = row.signal.kind === 'refresh';
  const verdict = judgeAttempt(outcome, { ...row, repeats }, clock.now(), ports.random());
  const fields = { receiver: row.receiver, signal: row.signal.id, attempt: row.attempts + 1 };
  if (verdict.kind === 'delivered') log.info('delivered', { ...fields, receipt: verdict.receipt });
  else if (verdict.kind === 'retry')
    log.warn('not delivered; it is tried again', { ...fields, reason: verdict.error });
  else log.error('not delivered, and not tried again', { ...fields, reason: verdict.error });
  try {
    await store.recordDelivery(row.id, verdict);
    return true;
  } catch (error) {
    // The row stays pending: it will be sent again, under the same dedup key.
    log.error('what became of a message cannot be stored', { ...fields, error: String(error) });
    return false;
  }
}
