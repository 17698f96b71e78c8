import type { DeliveryOutcome, Signal } from '../../core/delivery/signal.js';
import { testSignal } from '../../core/delivery/test-signal.js';
import { SECOND } from '../../core/time/duration.js';
import type { Clock, Notifier } from '../ports.js';
import type { ReceiverTest, TestStep } from '../read-models.js';

/** How long the proof of something accepted is waited for: whoever tests sits and watches. */
const LONGEST_WAIT = 20 * SECOND;

interface TestPorts {
  readonly clock: Clock;
  readonly pause: (ms: number) => Promise<void>;
}

/**
 * Sends a test page to a receiver and takes it back, past the outbox: one attempt at each, and what became of it. The end is sent
 * although the beginning may have failed: what is unknown may have arrived.
 */
export async function testReceiver(notifier: Notifier, ports: TestPorts): Promise<ReceiverTest> {
  const trigger = testSignal(notifier.receiver, ports.clock.now());
  const opened = await attempt(notifier, trigger, undefined, ports);
  const at = Math.max(trigger.at, ports.clock.now());
  const end: Signal = { ...trigger, id: `${trigger.dedupKey}@${trigger.at}/resolve`, kind: 'resolve', at };
  const receipt = opened.outcome === 'delivered' ? opened.detail : undefined;
  return {
    receiver: notifier.receiver,
    trigger: opened,
    resolve: await attempt(notifier, end, receipt, ports),
  };
}

async function attempt(
  notifier: Notifier,
  signal: Signal,
  openedBy: string | undefined,
  ports: TestPorts,
): Promise<TestStep> {
  try {
    return await proven(await notifier.send(signal, openedBy), notifier, signal, ports);
  } catch (error) {
    return { outcome: 'unknown', detail: `fault in sending: ${String(error)}` };
  }
}

async function proven(
  outcome: DeliveryOutcome,
  notifier: Notifier,
  signal: Signal,
  { clock, pause }: TestPorts,
): Promise<TestStep> {
  if (outcome.kind === 'delivered') return { outcome: 'delivered', detail: outcome.receipt };
  if (outcome.kind !== 'accepted') return { outcome: outcome.kind, detail: outcome.reason };
  const until = clock.now() + LONGEST_WAIT;
  let wait = outcome.askAfterMs ?? SECOND;
  for (;;) {
    await pause(wait);
    const said = await notifier.confirm?.(outcome.receipt, signal);
    if (!said) return { outcome: 'delivered', detail: outcome.receipt };
    if (said.kind === 'delivered') return { outcome: 'delivered', detail: said.receipt };
    if (said.kind === 'refused') return { outcome: 'refused', detail: said.reason };
    wait = Math.max(SECOND, said.askAfterMs ?? SECOND);
    if (clock.now() + wait > until) return { outcome: 'accepted', detail: `no proof yet: ${said.reason}` };
  }
}
