import type { AlertSeverity } from '../../core/slo/alert-policy.js';
import type { SampleEvents } from './sample-events.js';

/** For so long (ms) events come at a steady pace per scrape, of which a share (0-1) is bad; or nothing can be scraped. */
export type Stretch =
  | { readonly lasts: number; readonly perScrape: number; readonly errorRatio: number }
  | { readonly lasts: number; readonly missing: true };

/** Whether an alert of a severity, or that of the SLA, is firing at an instant (ms from the start). */
export interface Expectation {
  readonly at: number;
  readonly severity: AlertSeverity | 'sla';
  readonly fires: boolean;
}

/** What happens to one SLO, and what has to follow. */
export interface Scenario {
  readonly name: string;
  readonly stretches: readonly Stretch[];
  readonly expectations: readonly Expectation[];
}

/** The counters of a scenario as `promtool test rules` writes them: values from 0, one per scrape. */
export function inputSeries(
  events: SampleEvents,
  stretches: readonly Stretch[],
  scrapeMs: number,
): { readonly series: string; readonly values: string }[] {
  const series = [...new Set([...events.good, ...events.bad])];
  return series.map((name) => {
    const grows = (share: number) =>
      (events.good.includes(name) ? 1 - share : 0) + (events.bad.includes(name) ? share : 0);
    let value = 0;
    const parts = ['0'];
    for (const stretch of stretches) {
      const scrapes = Math.max(1, Math.round(stretch.lasts / scrapeMs));
      if ('missing' in stretch) {
        parts.push(`_x${scrapes}`);
        continue;
      }
      const step = rounded(stretch.perScrape * grows(stretch.errorRatio));
      parts.push(`${rounded(value + step)}+${step}x${scrapes - 1}`);
      value += step * scrapes;
    }
    return { series: name, values: parts.join(' ') };
  });
}

/** Takes the noise of binary fractions off. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
