import { SOURCE_ID } from '../core/slo/slo.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import { idsOf } from './new-specs.js';
import { ownedKeys, owns, type Share } from './share.js';
import { NO_ALERTS } from './slo-runtime.js';
import { takeUp } from './start-engine.js';

/**
 * Lets go of what is another replica's by now, without a word to anybody, and takes up what has become this one's where its last owner has
 * left it. Rejects when the store cannot be read: then only what it had before and keeps is its own.
 */
export function adoptShare(
  state: EngineState,
  ports: EnginePorts,
  share: ReadonlyMap<number, number>,
): Promise<void> {
  return state.turns.run(async () => {
    const { specs } = state;
    if (!specs) {
      state.share = share;
      return;
    }
    // A bucket that was lost and won again is another: somebody else has had it.
    const kept = new Map([...share].filter(([bucket, token]) => tokenOf(state.share, bucket) === token));
    const ids = idsOf(specs);
    const had = ownedKeys(state.share, ids);
    const keeps = ownedKeys(kept, ids);
    const has = ownedKeys(share, ids);
    await state.commits.run(() => Promise.resolve(letGo(state, kept, keeps)));
    if (kept.size === share.size) return;
    state.share = share;
    try {
      await takeUp(state, ports, specs, (key) => has(key) && !(keeps(key) && had(key)));
    } catch (error) {
      letGo(state, kept, keeps);
      throw error;
    }
  });
}

function tokenOf(share: Share, bucket: number): number | undefined {
  return share === 'all' ? undefined : share.get(bucket);
}

function letGo(
  state: EngineState,
  share: ReadonlyMap<number, number>,
  keeps: (key: string) => boolean,
): void {
  const own = <Value>(map: ReadonlyMap<string, Value>) => new Map([...map].filter(([id]) => owns(share, id)));
  state.share = share;
  state.runtimes = own(state.runtimes);
  state.templates = own(state.templates);
  state.foreign = own(state.foreign);
  state.orphans = own(state.orphans);
  state.orphanGroups = own(state.orphanGroups);
  state.orphanIncidents = state.orphanIncidents.filter(({ sloId }) => owns(share, sloId));
  if (!keeps(SOURCE_ID)) state.sourceAlerts = NO_ALERTS;
}
