import { createDelivery, type Delivery } from '../../../src/engine/deliver-signals.js';
import type { EngineHarness } from '../../support/engine-harness.js';
import { calm, type FakeClock } from './fake-outbox.js';

/** Sends what is stored as a process does that has just begun: with nothing in memory, and whatever another one had taken. */
export async function beginDelivery({ store, ports }: EngineHarness, clock: FakeClock): Promise<Delivery> {
  const delivery = createDelivery({
    store,
    clock,
    metrics: ports.metrics,
    log: ports.log,
    random: () => 0,
    notifiers: () => ports.notifiers,
    onGivenUp: () => undefined,
    wakeAfter: clock.wakeAfter,
    holds: () => true,
  });
  await store.releaseDeliveries(store.messages().map(({ id }) => id));
  delivery.kick();
  await calm();
  return delivery;
}
