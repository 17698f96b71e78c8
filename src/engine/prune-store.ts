import type { EnginePorts, EngineState } from './engine-state.js';

/** Removes what no window reaches any more, and messages older than the retention (ms). */
export async function pruneStore(state: EngineState, ports: EnginePorts, retention: number): Promise<void> {
  const now = ports.clock.now();
  const reach = new Map<number, number>();
  for (const { ring } of state.runtimes.values()) {
    ring.levels.forEach(({ slotMs, slots }, level) => {
      reach.set(level, Math.max(reach.get(level) ?? 0, slotMs * slots));
    });
  }
  const horizons = [...reach].map(([level, ms]) => ({ level, before: now - ms }));
  await state.commits.run(() => ports.store.prune(now - retention, horizons));
}
