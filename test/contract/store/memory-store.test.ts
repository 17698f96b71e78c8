import { MemoryStore } from '../../support/memory-store.js';
import { describeStore } from './store-contract.js';

// The engine's tests lean on it, so that it has to keep the same promises.
describeStore('memory', async () => new MemoryStore());
