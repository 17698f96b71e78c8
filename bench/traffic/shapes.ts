import { DAY } from '../../src/core/time/duration.js';
import { type Random, between, secondBetween } from './random.js';
import { type Span, within } from './span.js';

/** What holds at an instant: events per second, or a share of them (0-1). */
export type Shape = (at: number) => number;

/** A day's swing between `peak` (at `peakAt`, ms into the day) and a twentieth of it. */
export function diurnal(peak: number, peakAt: number): Shape {
  const trough = peak / 20;
  return (at) => {
    const turn = (2 * Math.PI * (at - peakAt)) / DAY;
    return trough + (peak - trough) * (0.5 + 0.5 * Math.cos(turn)) ** 1.5;
  };
}

/** `during` in each of the spans, `otherwise` between them. */
export function switched(spans: readonly Span[], during: number, otherwise: number): Shape {
  return (at) => (spans.some((span) => within(span, at)) ? during : otherwise);
}

/** Grows from 0 to `most` over the span, and is over at its end. */
export function ramp(span: Span, most: number): Shape {
  return (at) => (within(span, at) ? (most * (at - span.from)) / (span.to - span.from) : 0);
}

/** The greatest of several shapes. */
export function greatest(...shapes: readonly Shape[]): Shape {
  return (at) => Math.max(...shapes.map((shape) => shape(at)));
}

/** Runs of work with hours of quiet between them, over the whole span. */
export function workRuns(
  random: Random,
  { from, to }: Span,
  quietMs: readonly [number, number],
  workMs: readonly [number, number],
): Span[] {
  const runs: Span[] = [];
  let at = secondBetween(random, from, from + quietMs[1]);
  while (at < to) {
    const end = at + Math.floor(between(random, ...workMs) / 1000) * 1000;
    runs.push({ from: at, to: end });
    at = secondBetween(random, end + quietMs[0], end + quietMs[1]);
  }
  return runs;
}
