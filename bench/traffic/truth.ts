import { SECOND } from '../../src/core/time/duration.js';
import type { ObservedLife } from './observe.js';

export interface EventCount {
  readonly bad: number;
  readonly total: number;
}

/**
 * The events that truly happened in (from, to], as far as anybody could see them: those after the last scrape of a process that died are
 * left out, those in a gap that ended while the process lived are in.
 * @param seenBy leaves out what no scrape up to this instant has seen; by default the future may still show it
 */
export function trueEvents(
  lives: readonly ObservedLife[],
  from: number,
  to: number,
  seenBy = Number.POSITIVE_INFINITY,
): EventCount {
  const count = { bad: 0, total: 0 };
  for (const { life, total, bad, scrapedAt } of lives) {
    const lastScrape = scrapedAt.findLast((at) => at <= seenBy);
    if (lastScrape === undefined) continue;
    // Entry k happens at life.from + (k + 1) seconds.
    const entriesUntil = (at: number) => Math.floor((at - life.from) / SECOND);
    const first = Math.max(0, entriesUntil(from));
    const end = Math.min(total.length, entriesUntil(Math.min(to, lastScrape)));
    for (let k = first; k < end; k += 1) {
      count.total += total[k] as number;
      count.bad += bad[k] as number;
    }
  }
  return count;
}
