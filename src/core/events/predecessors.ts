import { type Series, targetOf } from './series.js';
import type { SeriesCursor } from './series-cursors.js';

/**
 * Finds what a series was called before labels were added to it or taken from it (a label in the scrape configuration, an external label):
 * it goes on where the other one ended, or everything that it ever counted would count as new.
 */
export class Predecessors {
  /** Series that have no sample as new as others of their target: hardly ever any. */
  private readonly ended: readonly Series[];
  private readonly taken = new Set<string>();

  constructor(
    all: readonly Series[],
    private readonly cursors: ReadonlyMap<string, SeriesCursor>,
    private readonly staleAfter: number,
  ) {
    const newest = new Map<string, number>();
    for (const { labels, times } of all) {
      const target = targetOf(labels);
      newest.set(target, Math.max(times.at(-1) ?? 0, newest.get(target) ?? 0));
    }
    this.ended = all.filter(({ labels, times }) => (times.at(-1) ?? 0) < (newest.get(targetOf(labels)) ?? 0));
  }

  /** Where the predecessor of a series has ended that appears now, or again; each has one heir at most. */
  take(series: Series): SeriesCursor | undefined {
    if (this.ended.length === 0) return undefined;
    const own = this.cursors.get(series.fingerprint)?.at ?? Number.NEGATIVE_INFINITY;
    const index = series.times.findIndex((at) => at > own);
    const [first, value] = [series.times[index], series.values[index]];
    if (first === undefined || value === undefined) return undefined;
    for (const other of this.ended) {
      const [last, lastValue] = [other.times.at(-1), other.values.at(-1)];
      if (last === undefined || lastValue === undefined || this.taken.has(other.fingerprint)) continue;
      // Two that were there at the same time are two.
      const ended = last > own && last < first && first - last <= this.staleAfter;
      if (!ended || !this.cursors.has(other.fingerprint) || lastValue > value) continue;
      if (!differInNamesOnly(series.labels, other.labels)) continue;
      this.taken.add(other.fingerprint);
      return { at: last, value: lastValue };
    }
    return undefined;
  }
}

function differInNamesOnly(a: Series['labels'], b: Series['labels']): boolean {
  const common = Object.keys(a).filter((label) => label in b);
  const sizes = [Object.keys(a).length, Object.keys(b).length];
  return common.every((label) => a[label] === b[label]) && sizes.some((size) => size > common.length);
}
