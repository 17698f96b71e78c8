import { RUNNING_TOTAL } from '../core/slo/recorded-sli.js';
import { HOUR } from '../core/time/duration.js';
import type { SloRuntime } from './slo-runtime.js';

/** Samples of this many SLOs, or of this much time of fewer, are in memory at once. */
const MOST_AT_ONCE = 1000;
const TIME_AT_ONCE = 100 * HOUR;

/** What rules record is two series for an SLO, and read in bulk: ten times as many SLOs go into a slice. */
const RECORDED = 0.1;

/**
 * Cuts a list so that each slice reads a bounded stretch of time in all.
 * @param stretch how much time (ms) is read of an SLO
 */
export function* readSlices(
  runtimes: readonly SloRuntime[],
  stretch: (runtime: SloRuntime) => number,
): Generator<readonly SloRuntime[]> {
  yield* cut(
    runtimes.filter((runtime) => !isRecorded(runtime)),
    stretch,
    1,
  );
  yield* cut(runtimes.filter(isRecorded), stretch, RECORDED);
}

function isRecorded({ selectors }: SloRuntime): boolean {
  return selectors.every(({ selector }) => selector.metric === RUNNING_TOTAL);
}

function* cut(
  runtimes: readonly SloRuntime[],
  stretch: (runtime: SloRuntime) => number,
  weight: number,
): Generator<readonly SloRuntime[]> {
  let slice: SloRuntime[] = [];
  let time = 0;
  for (const runtime of runtimes) {
    slice.push(runtime);
    time += weight * stretch(runtime);
    if (time < TIME_AT_ONCE && weight * slice.length < MOST_AT_ONCE) continue;
    yield slice;
    slice = [];
    time = 0;
  }
  if (slice.length > 0) yield slice;
}
