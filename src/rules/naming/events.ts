import type { Slo } from '../../core/slo/slo.js';
import { formatDuration } from '../../core/time/duration.js';
import { allWindows } from '../intervals.js';
import { ERROR_RATIO, EVENTS, OF, RUNNING_TOTAL } from '../names.js';
import { seriesText } from '../series.js';

type Kind = (typeof OF)[keyof typeof OF];

/**
 * What an SLO counts in a window, without labels: as it is recorded, or for a window that none of its tiers has, from the running total,
 * which is absent until counting is as old as the window.
 */
export function eventsText(slo: Slo, windowMs: number, ...of: readonly Kind[]): string {
  if (allWindows(slo).includes(windowMs))
    return `sum(${seriesText(EVENTS, slo, { of, windows: [windowMs] })})`;
  const total = seriesText(RUNNING_TOTAL, slo, { of });
  return `sum(${total} - ${total} offset ${formatDuration(windowMs)})`;
}

/** An SLO's bad over all events in a window, without labels; absent while there is no traffic. */
export function errorRatioText(slo: Slo, windowMs: number): string {
  if (allWindows(slo).includes(windowMs)) {
    return `sum(${seriesText(ERROR_RATIO, slo, { windows: [windowMs] })})`;
  }
  return `${eventsText(slo, windowMs, OF.bad)} / (${eventsText(slo, windowMs, OF.good, OF.bad)} > 0)`;
}
