import type { Span } from '../../words/span.js';
import type { Stretch } from '../../words/stretch.js';
import { spanText } from '../../words/times.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Shorter ones than the window, and the window itself. */
const USUAL = [HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY, 14 * DAY, 30 * DAY];

/** The spans that are offered for an SLO's window, in ms. */
export function rangesOf(windowMs: number): readonly number[] {
  return [...USUAL.filter((range) => range < windowMs), windowMs];
}

/** What the address asks for: `from` and `to`, or `range` in hours; else the window. */
export function spanOf(params: URLSearchParams, windowMs: number): Span {
  const [from, to] = [Date.parse(params.get('from') ?? ''), Date.parse(params.get('to') ?? '')];
  if (from < to) return { from, to };
  const hours = Number(params.get('range'));
  return { lastMs: hours > 0 ? Math.min(hours * HOUR, windowMs) : windowMs };
}

/** The parameters of one of the offered spans, or of a stretch that was dragged over. */
export function paramsOf(span: Span, windowMs: number): Record<string, string> {
  if ('lastMs' in span) return span.lastMs === windowMs ? {} : { range: String(span.lastMs / HOUR) };
  return { from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString() };
}

/** `7d`, `1h`. */
export function rangeText(rangeMs: number): string {
  return spanText(rangeMs);
}

/** From when to when a span shows something of the past that is kept; all of it where it lies outside. */
export function shownOf(span: Span, whole: Stretch): Stretch {
  const { from, to } = 'lastMs' in span ? { from: whole.to - span.lastMs, to: whole.to } : span;
  const shown = { from: Math.max(from, whole.from), to: Math.min(to, whole.to) };
  return shown.from < shown.to ? shown : whole;
}
