import type { EventSum, Slot } from '../events/slot-ring.js';
import type { Stretch } from '../time/stretches.js';
import type { StepCounts } from './step-counts.js';

/** A step must have been seen for this share of its time to count as seen. */
const SEEN = 0.5;

/**
 * A history as prefix sums: any window that ends at any step is the difference of two entries. The daemon's SlotRing forgets and
 * cuts long windows at coarse slots to save memory; here everything is known beforehand, and every window is cut at a step.
 */
export class History {
  readonly from: number;
  readonly to: number;
  readonly stepMs: number;
  private readonly bad: Float64Array;
  private readonly total: Float64Array;
  private readonly knownMs: Float64Array;
  private readonly excludedMs: Float64Array;

  /** @param excluded stretches, in order and apart, that do not count, with every step that they touch */
  constructor(
    private readonly counts: StepCounts,
    excluded: readonly Stretch[] = [],
  ) {
    this.from = counts.from;
    this.stepMs = counts.stepMs;
    this.to = counts.from + counts.steps * counts.stepMs;
    const out = excludedSteps(counts, excluded);
    const counting = (values: Float64Array) =>
      prefixSums(out, (step) => (out[step] ? 0 : (values[step] ?? 0)));
    this.bad = counting(counts.bad);
    this.total = counting(counts.total);
    this.knownMs = counting(counts.knownMs);
    this.excludedMs = prefixSums(out, (step) => (out[step] ? counts.stepMs : 0));
  }

  /** The events of (to − windowMs, to], cut at the nearest steps. */
  sum(windowMs: number, to: number): EventSum {
    const first = this.index(to - windowMs);
    const last = this.index(to);
    const difference = (sums: Float64Array) => (sums[last] as number) - (sums[first] as number);
    const excludedMs = difference(this.excludedMs);
    // Rounding of spread events can leave a hair below zero.
    return {
      ...(excludedMs > 0 ? { excludedMs } : {}),
      bad: difference(this.bad),
      total: Math.max(0, difference(this.total)),
      knownMs: Math.max(0, difference(this.knownMs)),
      spanMs: Math.max(Math.round(windowMs / this.stepMs) * this.stepMs, 1),
    };
  }

  /** Whether the step that ends at `at` was seen. */
  seen(at: number): boolean {
    return (this.counts.knownMs[this.index(at) - 1] ?? 0) >= SEEN * this.stepMs;
  }

  /** The steps of (from, to], oldest first. */
  slots(from: number, to: number): Omit<Slot, 'level'>[] {
    const slots: Omit<Slot, 'level'>[] = [];
    for (let step = this.index(from); step < this.index(to); step += 1) {
      slots.push({
        start: this.from + step * this.stepMs,
        bad: this.counts.bad[step] ?? 0,
        total: this.counts.total[step] ?? 0,
        knownMs: this.counts.knownMs[step] ?? 0,
      });
    }
    return slots;
  }

  /** The instants of (from, to] at which the first bad events of a step were seen. */
  firstBad(from: number, to: number): number[] {
    return [...this.counts.firstBad.subarray(this.index(from), this.index(to))].filter(
      (at) => !Number.isNaN(at),
    );
  }

  /** When the last bad event of (from, to] in a step that burns faster than the budget allows was seen; undefined without one. */
  lastFailure(from: number, to: number, errorBudget: number): number | undefined {
    for (let step = this.index(to) - 1; step >= this.index(from); step -= 1) {
      if ((this.counts.bad[step] ?? 0) <= errorBudget * (this.counts.total[step] ?? 0)) continue;
      const at = this.counts.lastBad[step] as number;
      return Number.isNaN(at) ? this.from + (step + 1) * this.stepMs : at;
    }
    return undefined;
  }

  private index(at: number): number {
    return Math.min(this.counts.steps, Math.max(0, Math.round((at - this.from) / this.stepMs)));
  }
}

/** 1 for every step that is excluded. */
function excludedSteps({ from, stepMs, steps }: StepCounts, excluded: readonly Stretch[]): Uint8Array {
  const out = new Uint8Array(steps);
  for (const stretch of excluded) {
    const first = Math.max(0, Math.floor((stretch.from - from) / stepMs));
    out.fill(1, first, Math.max(first, Math.ceil((stretch.to - from) / stepMs)));
  }
  return out;
}

function prefixSums({ length }: Uint8Array, valueOf: (step: number) => number): Float64Array {
  const sums = new Float64Array(length + 1);
  for (let step = 0; step < length; step += 1) sums[step + 1] = (sums[step] as number) + valueOf(step);
  return sums;
}
