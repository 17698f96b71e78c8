import { sliceEvents, startSlices } from '../events/time-slices.js';
import type { TimeSlices } from '../slo/time-slices.js';
import { StepCounts } from './step-counts.js';

/** The slices of a history whose every step is known. */
export function sliceSteps(counts: StepCounts, timeSlices: TimeSlices): StepCounts {
  const { from, stepMs, steps } = counts;
  const to = from + steps * stepMs;
  const looks = Array.from({ length: steps }, (_, step) => from + (step + 1) * stepMs);
  const deltas = looks.map((end, step) => ({
    from: end - stepMs,
    to: end,
    bad: counts.bad[step] as number,
    total: counts.total[step] as number,
  }));
  const seen = { deltas, known: [{ from, to }], looks };
  const sliced = sliceEvents(startSlices(from, timeSlices), seen, timeSlices, { until: to, heldMs: 0 });
  const result = new StepCounts(from, to, stepMs);
  result.add(sliced.deltas, sliced.known, []);
  return result;
}
