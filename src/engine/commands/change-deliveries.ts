import { type Actor, actorText } from '../../core/access/actor.js';
import { auditEntry } from '../../core/access/audit-entry.js';
import { judgeReplay } from '../../core/delivery/dead-letter.js';
import { FirebreakError } from '../../core/errors.js';
import type { EnginePorts, EngineState } from '../engine-state.js';
import type { DeliveryChange } from '../ports.js';
import type { DeliveryStatus } from '../read-models.js';

/** More than any receiver has of one alert, or has failed at in a day that somebody still mends by hand. */
const MOST = 1_000;

/** What is sent again, and what cannot be, with the reasons. */
export interface Replayed {
  readonly replayed: readonly string[];
  readonly refused: readonly string[];
}

/** Sends a message that was given up again, and with it what followed it and failed as well. */
export async function replayDelivery(
  state: EngineState,
  ports: EnginePorts,
  name: string,
  reason: string,
  actor: Actor,
): Promise<Replayed> {
  return replay(state, ports, { reason, actor, target: name }, async () => {
    const delivery = await find(ports, name);
    const verdict = await judged(ports, delivery);
    if (verdict.kind === 'refused') throw new FirebreakError('conflict', verdict.reason);
    return { refs: verdict.refs, refused: [] };
  });
}

/** Sends all that a receiver was given up on again, such as after its key was mended. */
export async function replayReceiver(
  state: EngineState,
  ports: EnginePorts,
  receiver: string,
  reason: string,
  actor: Actor,
): Promise<Replayed> {
  return replay(state, ports, { reason, actor, target: receiver }, async () => {
    const failed = await ports.store.deliveries({
      receiver,
      state: 'failed',
      refreshes: false,
      limit: MOST,
    });
    if (failed.length === 0 && !ports.notifiers.has(receiver)) {
      const known = [...ports.notifiers.keys()].join(', ');
      throw new FirebreakError('not-found', `there is no receiver "${receiver}"; there are: ${known}`);
    }
    const refs: string[] = [];
    const refused: string[] = [];
    for (const delivery of [...failed].reverse()) {
      const verdict = await judged(ports, delivery);
      if (verdict.kind === 'replay') refs.push(delivery.ref);
      else refused.push(verdict.reason);
    }
    return { refs, refused };
  });
}

/** Puts a message that was given up aside: nobody need see it any more, and the record says who said so. */
export function discardDelivery(
  state: EngineState,
  ports: EnginePorts,
  name: string,
  reason: string,
  actor: Actor,
): Promise<DeliveryStatus> {
  return state.commits.run(async () => {
    const delivery = await find(ports, name);
    if (delivery.state !== 'failed') {
      throw new FirebreakError(
        'conflict',
        `${delivery.ref} is ${delivery.state}: only what has failed is put aside`,
      );
    }
    await write(ports, [delivery.id], 'discarded', { reason, actor, target: delivery.ref });
    return find(ports, delivery.id);
  });
}

interface Act {
  readonly reason: string;
  readonly actor: Actor;
  readonly target: string;
}

async function replay(
  state: EngineState,
  ports: EnginePorts,
  act: Act,
  choose: () => Promise<{ readonly refs: readonly string[]; readonly refused: readonly string[] }>,
): Promise<Replayed> {
  const done = await state.commits.run(async () => {
    const { refs, refused } = await choose();
    const ids: string[] = [];
    for (const ref of refs) ids.push((await find(ports, ref)).id);
    await write(ports, ids, 'replayed', act);
    return { replayed: refs, refused };
  });
  if (done.replayed.length > 0) ports.kickDelivery();
  return done;
}

async function write(
  { store, clock, log }: EnginePorts,
  ids: readonly string[],
  action: DeliveryChange['action'],
  { reason, actor, target }: Act,
): Promise<void> {
  const at = clock.now();
  const by = actorText(actor);
  const audited = action === 'replayed' ? 'delivery.replay' : 'delivery.discard';
  await store.commit({
    at,
    deliveryChanges: ids.map((id) => ({ id, action, by, reason })),
    audit: [auditEntry(actor, { action: audited, target }, at, { outcome: 'done', detail: reason })],
  });
  log.info(`messages were ${action}`, { messages: ids.length, by, reason });
}

async function judged({ store }: EnginePorts, delivery: DeliveryStatus) {
  const { receiver, dedupKey } = delivery;
  const all = await store.deliveries({ receiver, dedupKey, refreshes: false, limit: MOST });
  const newer = all
    .slice(
      0,
      all.findIndex(({ id }) => id === delivery.id),
    )
    .reverse();
  return judgeReplay(delivery, newer);
}

async function find({ store }: EnginePorts, name: string): Promise<DeliveryStatus> {
  const delivery = await store.delivery(name);
  if (!delivery) throw new FirebreakError('not-found', `there is no message ${name}`);
  return delivery;
}
