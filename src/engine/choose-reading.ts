import { isSummable } from '../core/events/weighted-selectors.js';
import { readingModeFor } from '../core/events/reading-mode.js';
import { slicesToCut } from '../core/slo/slo.js';
import { MINUTE } from '../core/time/duration.js';
import type { EnginePorts, EngineState } from './engine-state.js';

/** Pods come and go, so the series are counted again now and then. */
const COUNT_EVERY = 10 * MINUTE;

/** SLOs counted in one cycle, so that thousands of them do not hold it up. */
const AT_ONCE = 1_000;

/** Counts the series of SLOs for which that is due, and decides how they are read from the next cycle on. */
export async function chooseReading(
  state: EngineState,
  { source, log }: EnginePorts,
  at: number,
): Promise<void> {
  const due = [...state.runtimes.values()]
    .filter(
      ({ slo, selectors, reading: { countedAt } }) =>
        // Slices need to know which samples there are.
        slicesToCut(slo) === undefined &&
        isSummable(selectors) &&
        (countedAt === undefined || Math.abs(at - countedAt) >= COUNT_EVERY),
    )
    .slice(0, AT_ONCE);
  if (due.length === 0) return;
  const counts = await source.countSeries(
    due.map(({ slo, selectors }) => ({ key: slo.id, counters: selectors })),
  );
  for (const { slo, reading } of due) {
    const series = counts.get(slo.id);
    reading.countedAt = at;
    if (series === undefined) continue;
    const wanted = readingModeFor(series, reading.wanted);
    if (wanted !== reading.wanted)
      log.info('the way of reading changes', { slo: slo.id, mode: wanted, series });
    Object.assign(reading, { wanted, series });
  }
}
