import type { Commit, Store } from './ports.js';
import type { Share } from './share.js';

/** The store of a replica: what it decides of SLOs is written only while it has what it had when it decided. */
export function fencedStore(store: Store, share: () => Share): Store {
  return {
    ...store,
    commit(change) {
      const held = share();
      return store.commit(held === 'all' || !isDecision(change) ? change : { ...change, fence: held });
    },
  };
}

function isDecision({ counts, states, incidents, outbox, forgetSlos }: Commit): boolean {
  return [counts, states, incidents, outbox, forgetSlos].some((part) => part !== undefined);
}
