import { DAY } from '../time/duration.js';
import type { Stretch } from '../time/stretches.js';
import type { Exclusion } from './exclusion.js';
import { type Recurrence, startsIn } from './recurrence.js';

/** Beginnings are worked out for so long at once. */
const BLOCK = 32 * DAY;

/** Years of them. */
const MOST_BLOCKS = 64;

/** The times of one exclusion that reach into (from, to], each as a whole. */
export function timesOf({ when }: Exclusion, { from, to }: Stretch): Stretch[] {
  if (when.kind === 'listed') return when.times.filter((time) => time.from < to && time.to > from);
  const { durationMs } = when.every;
  const earliest = Math.max(from - durationMs, when.from);
  const latest = Math.min(to, when.to ?? to);
  const times: Stretch[] = [];
  for (let block = Math.floor(earliest / BLOCK); block * BLOCK < latest; block += 1) {
    for (const start of startsOfBlock(when.every, block)) {
      if (start >= earliest && start < latest && start + durationMs > from)
        times.push({ from: start, to: start + durationMs });
    }
  }
  return times;
}

const known = new WeakMap<Recurrence, Map<number, readonly number[]>>();

/** Time zones answer slowly, and thousands of SLOs ask about the same maintenance. */
function startsOfBlock(every: Recurrence, block: number): readonly number[] {
  const blocks = known.get(every) ?? new Map<number, readonly number[]>();
  const before = blocks.get(block);
  if (before) return before;
  if (blocks.size >= MOST_BLOCKS) blocks.clear();
  const starts = startsIn(every, block * BLOCK, (block + 1) * BLOCK);
  known.set(every, blocks.set(block, starts));
  return starts;
}
