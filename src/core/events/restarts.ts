import type { ReaderState } from './reader-state.js';
import { type Series, targetOf } from './series.js';
import type { SeriesCursor } from './series-cursors.js';

/**
 * When targets began to count anew, as any of their counters shows. One that was not there at that moment, such as the counter of errors before
 * the first of them, began anew as well, even if it is found beyond its last value when it is back.
 */
export class Restarts {
  private readonly byTarget = new Map<string, number[]>();

  constructor(
    state: Pick<ReaderState, 'restarts'>,
    cursors: readonly ReadonlyMap<string, SeriesCursor>[],
    reads: readonly (readonly Series[])[],
  ) {
    for (const [target, at] of Object.entries(state.restarts)) this.byTarget.set(target, [at]);
    cursors.forEach((bySeries, index) => {
      for (const series of reads[index] ?? []) this.look(series, bySeries.get(series.fingerprint));
    });
  }

  /** True when the target began anew after its counter's last sample and before the next one, both exclusive. */
  between(labels: Series['labels'], last: number, next: number): boolean {
    if (this.byTarget.size === 0) return false;
    return this.byTarget.get(targetOf(labels))?.some((at) => last < at && at < next) ?? false;
  }

  /** The last restart of each target since `since`. */
  after(since: number): Record<string, number> {
    const last = [...this.byTarget].map(([target, times]) => [target, Math.max(...times)] as const);
    return Object.fromEntries(last.filter(([, at]) => at > since));
  }

  private look({ labels, times, values }: Series, cursor: SeriesCursor | undefined): void {
    let before = cursor?.value ?? Number.NEGATIVE_INFINITY;
    times.forEach((at, i) => {
      const value = values[i] as number;
      if ((cursor && at <= cursor.at) || !Number.isFinite(value)) return;
      if (value < before) {
        const target = targetOf(labels);
        const known = this.byTarget.get(target);
        if (known) known.push(at);
        else this.byTarget.set(target, [at]);
      }
      before = value;
    });
  }
}
