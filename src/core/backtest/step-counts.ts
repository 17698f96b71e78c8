import type { LabelledBad } from '../events/labelled-bad.js';
import type { EventDelta, KnownSpan } from '../events/event-counts.js';
import { partOf } from '../events/part-of.js';

/** Events of a whole history, one entry per evaluation step; step k holds (from + k × stepMs, from + (k + 1) × stepMs]. */
export class StepCounts {
  readonly steps: number;
  readonly bad: Float64Array;
  readonly total: Float64Array;
  readonly knownMs: Float64Array;
  /** The first and the last instant at which a step saw bad events; NaN where it saw none. */
  readonly firstBad: Float64Array;
  readonly lastBad: Float64Array;

  /** @param from epoch ms, a multiple of `stepMs` */
  constructor(
    readonly from: number,
    to: number,
    readonly stepMs: number,
  ) {
    this.steps = Math.max(0, Math.ceil((to - from) / stepMs));
    this.bad = new Float64Array(this.steps);
    this.total = new Float64Array(this.steps);
    this.knownMs = new Float64Array(this.steps);
    this.firstBad = new Float64Array(this.steps).fill(Number.NaN);
    this.lastBad = new Float64Array(this.steps).fill(Number.NaN);
  }

  /** Adds what was counted; what lies outside the history is left out. */
  add(
    deltas: readonly EventDelta[],
    known: readonly KnownSpan[],
    badSeen: readonly Pick<LabelledBad, 'at' | 'bad'>[],
  ): void {
    for (const delta of deltas) {
      this.spread(delta.from, delta.to, (step, before, after) => {
        this.bad[step] = (this.bad[step] ?? 0) + partOf(delta.bad, before, after);
        this.total[step] = (this.total[step] ?? 0) + partOf(delta.total, before, after);
      });
    }
    for (const span of known) {
      this.spread(span.from, span.to, (step, before, after) => {
        this.knownMs[step] = (this.knownMs[step] ?? 0) + partOf(span.to - span.from, before, after);
      });
    }
    for (const { at, bad } of badSeen) {
      const step = this.stepOf(at);
      if (bad <= 0 || step < 0 || step >= this.steps) continue;
      const [first, last] = [this.firstBad[step] as number, this.lastBad[step] as number];
      if (!(first <= at)) this.firstBad[step] = at;
      if (!(last >= at)) this.lastBad[step] = at;
    }
  }

  /** The step whose (start, end] holds the instant. */
  private stepOf(at: number): number {
    return Math.ceil((at - this.from) / this.stepMs) - 1;
  }

  private spread(
    from: number,
    to: number,
    take: (step: number, before: number, after: number) => void,
  ): void {
    const last = this.stepOf(to);
    if (to <= from) {
      if (last >= 0 && last < this.steps) take(last, 0, 1);
      return;
    }
    const share = (at: number) => Math.min(1, Math.max(0, (at - from) / (to - from)));
    const first = Math.max(0, Math.floor((from - this.from) / this.stepMs));
    for (let step = first; step <= Math.min(last, this.steps - 1); step += 1) {
      const start = this.from + step * this.stepMs;
      const [before, after] = [share(start), share(start + this.stepMs)];
      if (after > before) take(step, before, after);
    }
  }
}
