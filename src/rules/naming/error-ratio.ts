import type { Slo } from '../../core/slo/slo.js';
import { formatDuration } from '../../core/time/duration.js';
import { allWindows } from '../intervals.js';
import { ERROR_RATIO, OF, RUNNING_TOTAL } from '../names.js';
import { seriesText } from '../series.js';

/**
 * An SLO's bad over all events in a window, without labels: as it is recorded, or for a window that none of its tiers has, from the
 * running total. Absent while there is no traffic, and for the latter until counting is as old as the window.
 */
export function errorRatioText(slo: Slo, windowMs: number): string {
  if (allWindows(slo).includes(windowMs)) {
    return `sum(${seriesText(ERROR_RATIO, slo, { windows: [windowMs] })})`;
  }
  const grown = (...of: (typeof OF)[keyof typeof OF][]) => {
    const total = seriesText(RUNNING_TOTAL, slo, { of });
    return `sum(${total} - ${total} offset ${formatDuration(windowMs)})`;
  };
  return `${grown(OF.bad)} / (${grown(OF.good, OF.bad)} > 0)`;
}
