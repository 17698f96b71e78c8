import { createNotifiers } from '../../../src/adapters/notifiers/create-notifiers.js';
import type { ReceiverConfig } from '../../../src/adapters/notifiers/receiver-config.js';
import type { Signal } from '../../../src/core/delivery/signal.js';
import type { Notifier } from '../../../src/engine/ports.js';
import { sampleRow } from '../../support/store-samples.js';

/** The notifier of one receiver, as the daemon makes it, on the machine's clock unless told otherwise. */
export function notifierOf(
  receiver: ReceiverConfig,
  context: { readonly now?: () => number; readonly externalUrl?: string } = {},
): Notifier {
  const { now = Date.now, externalUrl } = context;
  const notifiers = createNotifiers([receiver], {
    clock: { now },
    ...(externalUrl === undefined ? {} : { externalUrl }),
  });
  const notifier = notifiers.get(receiver.name);
  if (!notifier) throw new Error(`no notifier for ${receiver.name}`);
  return notifier;
}

/** A signal with awkward values: quotes, line ends, emoji, markup. */
export function signal(over: Partial<Signal> = {}): Signal {
  return sampleRow(over).signal;
}

/** Pages of so many SLOs at the same instant. */
export function burst(count: number): readonly [Signal, ...Signal[]] {
  const one = (index: number) =>
    signal({
      dedupKey: `firebreak/checkout/slo-${index}`,
      sloId: `checkout/slo-${index}`,
      incidentId: `INC-${index}`,
      description: 'd'.repeat(2_000),
    });
  return [one(1), ...Array.from({ length: count - 1 }, (_, index) => one(index + 2))];
}
