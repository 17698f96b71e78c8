/**
 * `raw`: the daemon reads every sample and counts itself. `aggregated`: Prometheus sums what was added since the last read, which costs
 * it a little more and spares the wire and the daemon.
 */
export type ReadingMode = 'raw' | 'aggregated';

/** Far enough apart that a deployment, which shows old and new pods together, does not switch to and fro. */
const AGGREGATED_OVER = 500;
const RAW_UNDER = 350;

/** The mode for so many series, for an SLO that is read in the given mode so far. */
export function readingModeFor(series: number, before: ReadingMode): ReadingMode {
  if (series > AGGREGATED_OVER) return 'aggregated';
  return series < RAW_UNDER ? 'raw' : before;
}
