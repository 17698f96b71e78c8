import type { Commit, OutboxRow, Store } from '../../../src/engine/ports.js';
import type { Random } from '../../traffic/random.js';

/** What a process does that ends between two lines. */
class Crash extends Error {}

/** Whether a process has ended. */
export interface Life {
  ended: boolean;
}

/** A store that refuses when told to, and at random ends the process before or after it has written a decision. */
export function crashingStore(
  store: Store,
  random: Random,
  { refuses, life }: { readonly refuses: () => boolean; readonly life: Life },
): Store {
  const alive = () => {
    if (life.ended) throw new Crash('the process is gone');
    if (refuses()) throw new Error('database or disk is full');
  };
  const maybe = () => {
    if (random() >= CRASH_SHARE) return;
    life.ended = true;
    throw new Crash('the process ends here');
  };
  const guarded: Pick<Store, 'commit' | 'recordDelivery' | 'takeDeliveries'> = {
    async commit(change: Commit): Promise<readonly OutboxRow[]> {
      alive();
      maybe();
      const ready = await store.commit(change);
      maybe();
      return ready;
    },
    async recordDelivery(id, record) {
      alive();
      maybe();
      const more = await store.recordDelivery(id, record);
      maybe();
      return more;
    },
    async takeDeliveries(ids, at) {
      alive();
      const taken = await store.takeDeliveries(ids, at);
      maybe();
      return taken;
    },
  };
  return new Proxy(store, {
    get: (target, name) => {
      const own: unknown = Reflect.get(guarded, name);
      if (own !== undefined) return own;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/** At each of its steps; a decision has several. */
const CRASH_SHARE = 0.02;
