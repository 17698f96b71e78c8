import type { Slot } from './slot-ring.js';

/** Healthy slots in a row that end an episode: as many as the shortest alert window has. */
const PAUSE = 30;

/**
 * When the present episode of failures began: the first bad sample of the slots that, going back from the newest, burn
 * faster than the budget allows, bridging pauses as long as the shortest alert window. Undefined when nothing is failing.
 * @param slots newest first; no more of them are asked for than the episode has
 * @param errorBudget 1 − target
 * @param badAt instants at which bad events were seen, in any order
 * @param pause healthy slots in a row that end the episode, for slots of another width
 * @param sliceMs the length of the slices that the events are, which stand at their ends
 */
export function failingSince(
  slots: Iterable<Omit<Slot, 'level'>>,
  errorBudget: number,
  badAt: readonly number[],
  { pause = PAUSE, sliceMs }: { readonly pause?: number; readonly sliceMs?: number | undefined } = {},
): number | undefined {
  let start: number | undefined;
  let end = Number.POSITIVE_INFINITY;
  let next = Number.POSITIVE_INFINITY;
  let healthy = 0;
  for (const slot of slots) {
    if (slot.bad > errorBudget * slot.total) {
      start = slot.start;
      end = next;
      healthy = 0;
    } else {
      healthy += 1;
      if (healthy > pause) break;
    }
    next = slot.start;
  }
  if (start === undefined) return undefined;
  const begin = sliceMs === undefined ? start : Math.floor(start / sliceMs) * sliceMs;
  const first = badAt
    // Only what lies in the first slot: after a restart the samples reach back less far than the slots.
    .filter((at) => at > begin && at <= end)
    .reduce((earliest, at) => Math.min(earliest, at), Number.POSITIVE_INFINITY);
  return Number.isFinite(first) ? first : begin;
}
