import { afterEach, beforeEach, describe } from 'vitest';
import type { Store } from '../../../src/engine/ports.js';
import { commitContract } from './commit-contract.js';
import { contactsContract } from './contacts-contract.js';
import { deliveryContract } from './delivery-contract.js';
import { plannedOverridesContract } from './planned-overrides-contract.js';
import { heartbeatContract } from './heartbeat-contract.js';
import { pastFactsContract } from './past-facts-contract.js';
import { pruneContract } from './prune-contract.js';
import { recordsContract } from './records-contract.js';

/**
 * What every store must do, whatever database is behind it.
 * @param open opens an empty store; each test gets its own, and closes it
 */
export function describeStore(name: string, open: () => Promise<Store>): void {
  describe(`a store on ${name}`, () => {
    let store: Store | undefined;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store?.close());
    const current = () => {
      if (!store) throw new Error('the store is not open');
      return store;
    };
    commitContract(current);
    deliveryContract(current);
    recordsContract(current);
    pruneContract(current);
    heartbeatContract(current);
    contactsContract(current);
    plannedOverridesContract(current);
    pastFactsContract(current);
  });
}
