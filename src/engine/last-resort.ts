import {
  begin,
  dueMessages,
  type LastResortBook,
  lastResortId,
  type LastResortMessage,
  nextDue,
  noteUnwritten,
  noteVerdict,
  type Unwritten,
  withoutUnsent,
} from '../core/delivery/last-resort.js';
import { SECOND } from '../core/time/duration.js';
import { createDelivery, type Delivery, type DeliveryPorts } from './deliver-signals.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import type { LastResort, PendingDelivery } from './ports.js';
import type { LastResortStatus } from './read-models.js';
import { settleMessages } from './settle-last-resort.js';

/** A store that has not taken a decision within this time (ms) may not take it at all, and nobody waits for that with a page. */
const PATIENCE = 10 * SECOND;

/** What the daemon holds of it; all of it is in memory. */
export interface RunningLastResort extends LastResort, Pick<Delivery, 'stop'> {
  status(): LastResortStatus;
}

type Sending = Omit<DeliveryPorts, 'store' | 'onGivenUp' | 'holds'>;

export function createLastResort(
  state: EngineState,
  ports: EnginePorts,
  sending: Sending,
): RunningLastResort {
  const { clock, log } = ports;
  let book = new Map<string, LastResortMessage>();
  const change = (id: string, next: (message: LastResortMessage) => LastResortMessage) => {
    const message = book.get(id);
    if (message) book.set(id, next(message));
    return message !== undefined;
  };
  // The same lanes, bundles and retries as for all messages, over what is in memory.
  const delivery = createDelivery({
    ...sending,
    store: {
      dueDeliveries: async (now, limit) =>
        dueMessages(book, now, state.config.staleAfter).slice(0, limit).map(pending),
      takeDeliveries: async (ids, at) =>
        new Set(ids.filter((id) => change(id, (message) => begin(message, at)))),
      releaseDeliveries: async (ids) => {
        for (const id of ids) change(id, (message) => ({ ...message, underWay: false }));
      },
      renewDeliveries: async () => undefined,
      recordDelivery: async (id, record) => {
        change(id, (message) => noteVerdict(message, record));
      },
      nextDeliveryAt: async () => nextDue(book, clock.now(), state.config.staleAfter),
      receiptOf: async () => undefined,
    },
    onGivenUp: () => undefined,
    holds: () => true,
  });

  return {
    unwritten(unwritten) {
      const { lastResort: receivers } = state.config;
      const before = book;
      const noted = noteUnwritten(
        book,
        unwritten,
        receivers,
        (receiver) => ports.notifiers.get(receiver)?.refreshEveryMs,
      );
      book = new Map(noted.book);
      for (const { sloId } of fresh(before, unwritten, receivers)) {
        log.warn('a page that cannot be written goes to the last resort', { slo: sloId, receivers });
      }
      if (noted.refused > 0) log.error('more pages than are kept without a store', { pages: noted.refused });
      delivery.kick();
    },
    whenLate: (tell) => sending.wakeAfter(PATIENCE, tell),
    async settle() {
      book = new Map(withoutUnsent(book));
      for (const id of await settleMessages(state, ports, book)) book.delete(id);
    },
    status() {
      const all = [...book.values()];
      const sent = all.filter((message) => message.sent !== undefined).length;
      const failed = all.filter(({ givenUp }) => givenUp).length;
      return { receivers: state.config.lastResort, sent, failed, waiting: all.length - sent - failed };
    },
    stop: () => delivery.stop(),
  };
}

function fresh(before: LastResortBook, { pages }: Unwritten, receivers: readonly string[]) {
  return pages.filter((page) => receivers.some((receiver) => !before.has(lastResortId(page, receiver))));
}

function pending({ receiver, signal, since, attempts, accepted }: LastResortMessage): PendingDelivery {
  const id = lastResortId(signal, receiver);
  return { id, receiver, signal, createdAt: since, attempts, tryingSince: since, accepted };
}
