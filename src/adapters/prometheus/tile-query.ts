import { SECOND } from '../../core/time/duration.js';

/** Which series, and by which label the answer is split. */
interface Grouped {
  readonly selector: string;
  /** Finds the series that show which targets are being scraped. */
  readonly watched: string;
  readonly by: string | undefined;
}

/** A series may be gone for this long and goes on from its last value. */
const HELD = '10m';

/**
 * Estimates the events of the tile that ends at the evaluation time. `increase()` leaves out what lies between two of its ranges and
 * guesses at it; a range that is one scrape wider holds it, and scaled back the sum over many tiles is right to about a thousandth.
 */
export function coarseTile(grouped: Grouped, tileMs: number, scrapeMs: number): string {
  const rangeMs = tileMs + scrapeMs;
  return `${sumBy(grouped)} (increase(${grouped.selector}[${duration(rangeMs)}])) * ${tileMs / rangeMs}`;
}

/**
 * Counts the events of the tile that ends at the evaluation time as differences of counters, which add up over any tiles. What fell
 * was reset and counts from zero, as does what is new on a target that was there before; what is new with its target only sets the base.
 * A series without a sample for `staleAfterMs` is gone, and when all are, there is no answer.
 */
export function exactTile(grouped: Grouped, tileMs: number, staleAfterMs: number): string {
  const before = (selector: string) => `last_over_time(${selector}[${HELD}] offset ${duration(tileMs)})`;
  const now = `last_over_time(${grouped.selector}[${duration(staleAfterMs)}])`;
  const grown = `${before(grouped.selector)} <= ${now}`;
  const onKnownTarget = `${now} and on (job, instance) ${before(grouped.watched)}`;
  return `${sumBy(grouped)} (${now} - ((${grown}) or (${onKnownTarget}) * 0 or ${now}))`;
}

/** How many samples the best scraped series has in the span that ends at the evaluation time. */
export function samplesIn(selector: string, spanMs: number): string {
  return `max(count_over_time(${selector}[${duration(spanMs)}]))`;
}

/** When the newest sample at the evaluation time was scraped, in seconds. */
export function newestSample({ watched, by }: Pick<Grouped, 'watched' | 'by'>): string {
  return `max${byText(by)} (timestamp(${watched}))`;
}

export function seriesCount({ selector, by }: Pick<Grouped, 'selector' | 'by'>): string {
  return `count${byText(by)} (${selector})`;
}

function sumBy({ by }: Pick<Grouped, 'by'>): string {
  return `sum${byText(by)}`;
}

function byText(by: string | undefined): string {
  return by === undefined ? '' : ` by (${by})`;
}

function duration(ms: number): string {
  return ms % SECOND === 0 ? `${ms / SECOND}s` : `${Math.ceil(ms)}ms`;
}
