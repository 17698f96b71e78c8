import type { Replay } from '../core/backtest/replay-result.js';
import { DAY } from '../core/time/duration.js';

/** Less than a week says nothing of what is usual. */
const LEAST = 7 * DAY;

/** How much of a replay (ms) rests on data; undefined where that is too little to judge by. */
export function knownHistory({ from, to, events }: Replay): number | undefined {
  const known = (to - from) * events.coverage;
  return known >= LEAST ? known : undefined;
}

/** "12 days". */
export function aboutDays(ms: number): string {
  return `${Math.floor(ms / DAY)} days`;
}
