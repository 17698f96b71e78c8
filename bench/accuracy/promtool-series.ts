import type { SampledSeries } from '../traffic/observe.js';

/** A series in promtool's notation, one entry per `stepMs` from `from` on; every sample must lie on that grid. */
export function promtoolValues({ times, values }: SampledSeries, from: number, stepMs: number): string {
  const parts: string[] = [];
  let next = 0;
  let i = 0;
  while (i < times.length) {
    const slot = ((times[i] as number) - from) / stepMs;
    if (!Number.isInteger(slot)) throw new Error(`a sample at ${times[i] ?? '?'} is not on the grid`);
    if (slot > next) parts.push(`_x${slot - next}`);
    const run = runLength(times, values, i, stepMs);
    const value = values[i] as number;
    parts.push(Number.isNaN(value) ? 'stale' : run > 1 ? `${value}+0x${run - 1}` : String(value));
    next = slot + run;
    i += run;
  }
  return parts.join(' ');
}

/** How many samples from the i-th on follow each other without a gap and have the same value. */
function runLength(times: readonly number[], values: readonly number[], i: number, stepMs: number): number {
  let run = 1;
  while (values[i + run] === values[i] && times[i + run] === (times[i] as number) + run * stepMs) run += 1;
  return run;
}
