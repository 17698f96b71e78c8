import { handoffOf, personOf, turnAt } from '../handoffs.js';
import { isWithin, stretchesIn } from '../weekly-hours.js';
import type { LiveLayer } from './live-layers.js';
import type { Roster } from './rule.js';

/** One person really takes over from another. */
export interface Handover {
  readonly at: number;
  readonly from: string;
  readonly to: string;
}

/**
 * The handovers of a layer in the weeks to come. A handoff outside of the layer's hours wakes nobody: the next takes over when the hours begin.
 */
export function handoversOf({ schedule, layer }: LiveLayer, { at, to }: Roster): Handover[] {
  const { rotation, hours } = layer;
  const { timeZone } = schedule;
  const end = Math.min(to, layer.until ?? to);
  const handovers: Handover[] = [];
  for (let turn = (turnAt(rotation, timeZone, at) ?? 0) + 1; ; turn += 1) {
    const handoff = handoffOf(rotation, timeZone, turn);
    if (handoff >= end) return handovers;
    const next = handoffOf(rotation, timeZone, turn + 1);
    const begins = isWithin(hours, timeZone, handoff)
      ? handoff
      : Math.min(...stretchesIn(hours, timeZone, handoff, next).map(({ from }) => from));
    const [before, after] = [personOf(rotation, turn - 1), personOf(rotation, turn)];
    if (begins >= end || before === undefined || after === undefined || before === after) continue;
    handovers.push({ at: begins, from: before, to: after });
  }
}
