import { RUNNING_TOTAL } from '../core/slo/recorded-sli.js';
import { HOUR } from '../core/time/duration.js';
import type { SloRuntime } from './slo-runtime.js';

/** So many SLOs, or so much time of fewer, are read at a time; the samples of two such slices are in memory at once. */
const MOST_AT_ONCE = 500;
const TIME_AT_ONCE = 50 * HOUR;

/** What rules record is two series for an SLO, and read in bulk: twenty times as many SLOs go into a slice. */
const RECORDED = 0.05;

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
