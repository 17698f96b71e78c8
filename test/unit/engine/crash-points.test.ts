import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '../../../src/core/time/duration.js';
import { createDelivery, type Delivery, type DeliveryPorts } from '../../../src/engine/deliver-signals.js';
import type { Notifier, Outbox, OutboxRow } from '../../../src/engine/ports.js';
import { MemoryOutbox } from '../../support/memory-outbox.js';
import { sampleRow, T0 } from '../../support/store-samples.js';
import { calm, FakeClock } from './fake-outbox.js';

const KEYS = ['a', 'b', 'c'];
const RECEIVERS = ['pager', 'chat'];

/** What is decided, in this order: of each alert its beginning and its end, to both receivers. */
const DECIDED: readonly (readonly OutboxRow[])[] = ['trigger' as const, 'resolve' as const].flatMap(
  (kind, n) =>
    KEYS.map((dedupKey, index) =>
      RECEIVERS.map((receiver) =>
        sampleRow({ dedupKey, kind, at: T0 + n * 10 + index, incidentId: `INC-${index % 2}` }, receiver),
      ),
    ),
);

/** What arrived at a receiver. */
interface Arrived {
  readonly id: string;
  readonly receiver: string;
  readonly dedupKey: string;
  readonly kind: string;
}

/** Processes one after the other on the same outbox; each dies at the step that it is given, and does nothing any more. */
class World {
  readonly kept: MemoryOutbox['kept'] = new Map();
  readonly clock = new FakeClock(T0);
  readonly arrived: Arrived[] = [];
  /** Sends of messages of which no attempt was written down before. */
  unannounced = 0;
  private decided = 0;

  constructor(private readonly busyEvery: number) {}

  /** @param dieAt the step (before or after a write or a send) at which it dies */
  async run(name: string, dieAt: number, together: boolean): Promise<void> {
    let steps = 0;
    const step = () => {
      steps += 1;
      // A process that is dead waits for ever: nothing that it was about to do happens.
      return steps >= dieAt ? new Promise<never>(() => undefined) : Promise.resolve();
    };
    const inner = new MemoryOutbox(this.kept, name);
    const delivery = this.deliveryOf(inner, step, together);
    void this.decide(inner, step, delivery);
    delivery.kick();
    await calm();
    for (let minute = 0; minute < 20 && steps < dieAt; minute += 1) await this.clock.advance(MINUTE);
    // Long enough for what it held to be free again; its timers are not part of the world that follows.
    await this.clock.advance(dieAt === Number.POSITIVE_INFINITY ? DAY / 24 : 5 * MINUTE);
  }

  /** Decides what is not decided yet: a transaction is there as a whole or not at all. */
  private async decide(inner: MemoryOutbox, step: () => Promise<unknown>, delivery: Delivery): Promise<void> {
    while (this.decided < DECIDED.length) {
      await step();
      const rows = DECIDED[this.decided] ?? [];
      this.decided += 1;
      const ready = inner.insert(rows);
      await inner.takeDeliveries(
        ready.map(({ id }) => id),
        this.clock.now(),
      );
      await step();
      delivery.kick(ready);
    }
  }

  private deliveryOf(inner: MemoryOutbox, step: () => Promise<unknown>, together: boolean): Delivery {
    const guarded =
      <Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
      async (...args: Args): Promise<Result> => {
        await step();
        const result = await call(...args);
        await step();
        return result;
      };
    const store: DeliveryPorts['store'] = {
      dueDeliveries: (now, limit) => inner.dueDeliveries(now, limit),
      takeDeliveries: guarded((ids: readonly string[], at: number) => inner.takeDeliveries(ids, at)),
      releaseDeliveries: guarded((ids: readonly string[]) => inner.releaseDeliveries(ids)),
      renewDeliveries: guarded((at: number) => inner.renewDeliveries(at)),
      recordDelivery: guarded((...args: Parameters<Outbox['recordDelivery']>) =>
        inner.recordDelivery(...args),
      ),
      nextDeliveryAt: () => inner.nextDeliveryAt(),
      receiptOf: (id) => inner.receiptOf(id),
    };
    const nothing = () => undefined;
    const notifiers = new Map(
      RECEIVERS.map((receiver) => [receiver, this.notifier(receiver, step, together)]),
    );
    return createDelivery({
      store,
      clock: this.clock,
      metrics: { delivery: nothing },
      log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
      random: () => 0.5,
      notifiers: () => notifiers,
      onGivenUp: nothing,
      holds: () => true,
      wakeAfter: this.clock.wakeAfter,
    });
  }

  private notifier(receiver: string, step: () => Promise<unknown>, together: boolean): Notifier {
    const send = async (signals: readonly OutboxRow['signal'][]) => {
      await step();
      for (const { id, dedupKey, kind } of signals) {
        const row = `${id}>${receiver}`;
        if (!this.kept.get(row)?.attempts.some(({ endedAt }) => endedAt === undefined)) this.unannounced += 1;
        this.arrived.push({ id: row, receiver, dedupKey, kind });
      }
      const busy = this.arrived.length % this.busyEvery === 0;
      await step();
      return busy
        ? ({ kind: 'unknown', reason: 'no answer' } as const)
        : ({ kind: 'delivered', receipt: 'r' } as const);
    };
    return {
      receiver,
      refreshEveryMs: undefined,
      send: (signal) => send([signal]),
      ...(together && receiver === 'chat' ? { together: { most: 5, send } } : {}),
    };
  }
}

describe('a process that dies before or after any write or send', () => {
  it('loses no message, overtakes none, and doubles no more than the receiver folds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 4 }),
        fc.integer({ min: 2, max: 9 }),
        fc.boolean(),
        async (deaths, busyEvery, together) => {
          const world = new World(busyEvery);
          for (const [index, dieAt] of deaths.entries()) await world.run(`process ${index}`, dieAt, together);
          await world.run('the last', Number.POSITIVE_INFINITY, together);

          expect([...world.kept.values()].map(({ state }) => state)).toEqual(
            DECIDED.flat().map(() => 'delivered'),
          );
          expect(world.unannounced).toBe(0);
          for (const receiver of RECEIVERS) {
            for (const key of KEYS) {
              const own = world.arrived.filter((one) => one.receiver === receiver && one.dedupKey === key);
              // What is repeated has the same key and kind; the receiver folds it.
              const folded = own.filter((one, at) => one.kind !== own[at - 1]?.kind).map(({ kind }) => kind);
              expect(folded).toEqual(['trigger', 'resolve']);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
