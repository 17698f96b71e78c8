import type { Incident } from '../core/incident/incident.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import { owns } from './share.js';

/** More than are ever open at once. */
const MOST_OPEN = 10_000;

/** The incidents of this replica's SLOs that are not resolved, and those where something is still to be told or heard. */
export async function unsettled(
  state: Pick<EngineState, 'share'>,
  { store }: Pick<EnginePorts, 'store'>,
): Promise<readonly Incident[]> {
  const all = await store.incidents({ unsettled: true, limit: MOST_OPEN });
  return all.filter(({ sloId }) => owns(state.share, sloId));
}
