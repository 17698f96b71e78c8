import { openingId } from '../core/delivery/opening.js';
import { judgeAttempt, judgeConfirmation } from '../core/delivery/retry.js';
import type { Confirmation, DeliveryOutcome, Deploy, Signal } from '../core/delivery/signal.js';
import type { Clock, DeliveryRecord, Log, Metrics, Notifier, Outbox, PendingDelivery } from './ports.js';
import { messageId } from './tell.js';

export interface SendPorts {
  readonly store: Pick<Outbox, 'receiptOf'>;
  readonly clock: Clock;
  readonly metrics: Pick<Metrics, 'delivery'>;
  readonly log: Log;
  /** In [0, 1). */
  readonly random: () => number;
  readonly notifiers: () => ReadonlyMap<string, Notifier>;
}

/**
 * Sends some signals to their receiver as one message and says what became of each; or asks for the proof of one that was accepted. When
 * the receiver refuses several together it is given each by itself: no page is lost because another could not be told.
 */
export async function sendMessage(
  rows: readonly PendingDelivery[],
  ports: SendPorts,
): Promise<readonly DeliveryRecord[]> {
  const [first, ...more] = rows;
  if (!first) return [];
  const notifier = ports.notifiers().get(first.receiver);
  if (more.length === 0) return [await sendOne(first, notifier, ports)];
  const outcome = await outcomeOf(first, notifier, (to) =>
    sendTogether(to, [first.signal, ...more.map(({ signal }) => signal)]),
  );
  if (outcome.kind === 'refused') {
    const records: DeliveryRecord[] = [];
    for (const row of rows) records.push(await sendOne(row, notifier, ports));
    return records;
  }
  const random = ports.random();
  return rows.map((row) => judged(row, outcome, random, ports));
}

async function sendOne(
  row: PendingDelivery,
  notifier: Notifier | undefined,
  ports: SendPorts,
): Promise<DeliveryRecord> {
  if (row.accepted) return confirmed(row, row.accepted, notifier, ports);
  const outcome = await outcomeOf(row, notifier, async (to) => {
    const { signal } = row;
    if (signal.deploy) return tellDeploy(to, signal.deploy);
    if (signal.rollback) return rollBack(to, signal, signal.rollback.until, ports.clock.now());
    if (signal.kind === 'incident') return tellIncident(to, signal, await openedBy(row, to, ports));
    return to.send(signal, await openedBy(row, to, ports));
  });
  return judged(row, outcome, ports.random(), ports);
}

async function tellDeploy(to: Notifier, deploy: Deploy): Promise<DeliveryOutcome> {
  const outcome = await to.tellDeploy?.(deploy);
  return outcome ?? { kind: 'refused', reason: 'this receiver keeps no list of deploys any more' };
}

/** After its time, as when it is handed in again, it would undo what was done since. */
async function rollBack(to: Notifier, signal: Signal, until: number, now: number): Promise<DeliveryOutcome> {
  if (now >= until) return { kind: 'refused', reason: 'too late to roll back: ask for it again' };
  const outcome = await to.rollBack?.(signal);
  return outcome ?? { kind: 'refused', reason: 'this receiver rolls nothing back any more' };
}

async function tellIncident(
  to: Notifier,
  signal: Signal,
  opened: string | undefined,
): Promise<DeliveryOutcome> {
  const outcome = await to.tellIncident?.(signal, opened);
  return outcome ?? { kind: 'refused', reason: 'this receiver has no rooms for incidents any more' };
}

async function openedBy(
  { receiver, signal }: PendingDelivery,
  { threads }: Notifier,
  { store }: SendPorts,
): Promise<string | undefined> {
  if (!threads || signal.kind === 'trigger') return undefined;
  return store.receiptOf(messageId(openingId(signal), receiver));
}

function judged(
  row: PendingDelivery,
  outcome: DeliveryOutcome,
  random: number,
  { clock, metrics, log }: SendPorts,
): DeliveryRecord {
  const { kind } = row.signal;
  const repeats = kind === 'refresh' || kind === 'canary';
  const verdict = judgeAttempt(
    outcome,
    { ...row, repeats, until: row.signal.rollback?.until },
    clock.now(),
    random,
  );
  // What becomes of canaries is told with the heartbeat.
  if (kind !== 'canary') {
    metrics.delivery(row.receiver, outcome.kind);
    report(row, verdict, log);
  }
  return verdict;
}

async function confirmed(
  row: PendingDelivery,
  accepted: NonNullable<PendingDelivery['accepted']>,
  notifier: Notifier | undefined,
  { clock, metrics, log, random }: SendPorts,
): Promise<DeliveryRecord> {
  const said = await confirmationOf(row, accepted.receipt, notifier);
  if (said.kind !== 'waiting') metrics.delivery(row.receiver, said.kind);
  const verdict = judgeConfirmation(said, accepted, { ...row, repeats: false }, clock.now(), random());
  report(row, verdict, log);
  return verdict;
}

function report({ receiver, signal, attempts }: PendingDelivery, verdict: DeliveryRecord, log: Log): void {
  const fields = { receiver, signal: signal.id, attempt: attempts + 1 };
  switch (verdict.kind) {
    case 'delivered':
      log.info('delivered', { ...fields, receipt: verdict.receipt });
      return;
    case 'accepted':
      log.debug('accepted; its proof is asked for', { ...fields, receipt: verdict.receipt });
      return;
    case 'retry':
      log.warn('not delivered; it is tried again', { ...fields, reason: verdict.error });
      return;
    case 'failed':
      log.error('not delivered, and not tried again', { ...fields, reason: verdict.error });
  }
}

async function outcomeOf(
  { receiver }: PendingDelivery,
  notifier: Notifier | undefined,
  send: (to: Notifier) => Promise<DeliveryOutcome>,
): Promise<DeliveryOutcome> {
  if (!notifier) return gone(receiver);
  try {
    return await send(notifier);
  } catch (error) {
    // A fault in ours, and no reason for this receiver to hear of nothing any more.
    return { kind: 'unknown', reason: `fault in sending: ${String(error)}` };
  }
}

function sendTogether(to: Notifier, signals: readonly [Signal, ...Signal[]]): Promise<DeliveryOutcome> {
  // Gone by a reload since they were put together.
  return to.together?.send(signals) ?? Promise.resolve({ kind: 'refused', reason: 'each by itself' });
}

async function confirmationOf(
  { receiver, signal }: PendingDelivery,
  receipt: string,
  notifier: Notifier | undefined,
): Promise<Confirmation> {
  if (!notifier) return gone(receiver);
  // A receiver of this name that asks for nothing any more takes its own word as proof.
  if (!notifier.confirm) return { kind: 'delivered', receipt };
  try {
    return await notifier.confirm(receipt, signal);
  } catch (error) {
    return { kind: 'waiting', reason: `fault in asking: ${String(error)}` };
  }
}

function gone(receiver: string) {
  return { kind: 'refused' as const, reason: `there is no receiver "${receiver}" any more` };
}
