import type { Commit, Store } from '../../src/engine/ports.js';
import { sampleEvent, sampleIncident, sampleRow, sampleSlot, T0 } from './store-samples.js';

/** More than one INSERT takes. */
export const SLOTS_PER_COMMIT = 1_200;

/** A commit of which every part says that it is number `n`; the parts overwrite or follow those of n − 1. */
export function numberedCommit(n: number): Commit {
  return {
    at: T0 + n,
    counts: [
      {
        slots: Array.from({ length: SLOTS_PER_COMMIT }, (_, i) => sampleSlot({ start: T0 + i, total: n })),
        states: [{ kind: 'reader', key: 'number', value: n }],
      },
    ],
    incidents: [sampleIncident({ eventCount: n })],
    incidentEvents: [sampleEvent({ seq: n })],
    outbox: [sampleRow({ at: T0 + n })],
  };
}

/** The number of the last commit by the state; 0 in an empty store. */
export async function storedNumber(store: Store): Promise<number> {
  const { states } = await store.load();
  return Number(states[0]?.value ?? 0);
}
