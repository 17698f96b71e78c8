import type { EventDelta } from './event-counts.js';

/**
 * Events by the stretch between samples that they fell into, summed over series: bad events that are a difference of two counters are
 * told before anything is spread and rounded.
 */
export class DeltaSums {
  private readonly byEnd = new Map<number, Map<number, { bad: number; total: number }>>();

  add(from: number, to: number, bad: number, total: number): void {
    const byStart = this.byEnd.get(to) ?? new Map<number, { bad: number; total: number }>();
    this.byEnd.set(to, byStart);
    const sum = byStart.get(from);
    if (!sum) {
      byStart.set(from, { bad, total });
      return;
    }
    sum.bad += bad;
    sum.total += total;
  }

  list(): EventDelta[] {
    return [...this.byEnd].flatMap(([to, byStart]) =>
      [...byStart].map(([from, sum]) => ({ from, to, ...sum })),
    );
  }
}
