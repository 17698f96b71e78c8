import type { EngineState } from '../engine-state.js';
import type { Store } from '../ports.js';
import { type AlertRecord, levelsOf, newRuntime, type SloRuntime } from '../slo-runtime.js';
import { unpackReaders } from '../stored-reader.js';
import { sloOf } from './slo-of.js';

/**
 * An SLO that another replica judges, as that has stored it, to be looked at and thrown away. Rejects as `sloOf` does.
 * @param at until when slots are looked for
 */
export async function storedRuntime(
  state: Pick<EngineState, 'runtimes' | 'elsewhere' | 'specs'>,
  store: Pick<Store, 'sloState'>,
  id: string,
  at: number,
): Promise<SloRuntime> {
  const slo = sloOf(state, id);
  const asked = levelsOf(slo).map(({ slotMs, slots }, level) => {
    const newest = Math.floor(at / slotMs);
    return { level, starts: Array.from({ length: slots + 1 }, (_, back) => (newest - back) * slotMs) };
  });
  const { slots, states } = await store.sloState(id, asked);
  const runtime = newRuntime(slo, at);
  const alerts = states.find(({ kind }) => kind === 'alert');
  // The store gives back what was committed under this kind, and nothing else writes there.
  if (alerts) runtime.alerts = alerts.value as AlertRecord;
  const reader = unpackReaders(states).get(id);
  // Counts of another meaning are void.
  if (reader?.countKey !== runtime.countKey) return runtime;
  runtime.ring.restore(slots);
  runtime.live = reader.live;
  runtime.history = reader.history;
  return runtime;
}
