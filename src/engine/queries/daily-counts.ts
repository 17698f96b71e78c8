import { SlotRing } from '../../core/events/slot-ring.js';
import type { Slo } from '../../core/slo/slo.js';
import { isOfTemplate } from '../../core/slo/slo-template.js';
import { countDays, type DailyCounts, firstDay } from '../../core/status-page/uptime.js';
import type { EngineState } from '../engine-state.js';
import { excludedTime } from '../excluded-time.js';
import type { Store } from '../ports.js';
import { levelsOf } from '../slo-runtime.js';

/** What an SLO counted on each of the last days, as far as its slots are kept: those of another replica's are read from the store. */
export async function dailyCounts(
  state: EngineState,
  store: Pick<Store, 'load'>,
  id: string,
  at: number,
): Promise<DailyCounts | undefined> {
  const runtime = state.runtimes.get(id);
  if (runtime) return ofRing(runtime.ring, runtime.slo, state, at);
  const slo = sloOfFiles(state, id);
  if (!slo) return undefined;
  const ring = new SlotRing(levelsOf(slo));
  const { slots } = await store.load((key) => key === id);
  ring.restore(slots);
  return ofRing(ring, slo, state, at);
}

function ofRing(ring: SlotRing, slo: Slo, { exclusions, runtimes }: EngineState, at: number): DailyCounts {
  const from = firstDay(at);
  const { slotMs, slots } = ring.series(from, at);
  const { stretches } = excludedTime(runtimes.get(slo.id)?.excluded, slo, exclusions, at);
  return countDays(slots, slotMs, stretches, at);
}

/** Label sets count as their template does. */
function sloOfFiles({ specs }: EngineState, id: string): Slo | undefined {
  const own = specs?.slos.find((slo) => slo.id === id);
  return own ?? specs?.templates.find((template) => isOfTemplate(template, id))?.slo;
}
