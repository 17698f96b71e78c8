import { DAY, HOUR, MINUTE } from '../../src/core/time/duration.js';
import { seededRandom, secondBetween } from './random.js';
import { workRuns } from './shapes.js';
import type { Span } from './span.js';

/** 2026-01-01. */
const START = Date.UTC(2026, 0, 1);
const DAYS = 35;
/** Checkout and search are busiest at noon, and quiet at midnight. */
export const PEAK_AT = 12 * HOUR;

/** A moment at which budgets are compared; epoch ms, a multiple of 30 s. */
export interface Moment {
  readonly name: string;
  readonly at: number;
}

/** What goes wrong when, in the 35 days of one seed. */
export interface Timetable {
  readonly span: Span;
  readonly moments: readonly Moment[];
  readonly checkoutOutages: readonly Span[];
  readonly searchOutages: readonly Span[];
  readonly paymentsOutages: readonly Span[];
  readonly slowness: readonly Span[];
  readonly leak: Span;
  readonly batchRuns: readonly Span[];
  readonly badBatchRuns: readonly Span[];
  readonly crashLoop: Span;
  readonly stopped: readonly Span[];
  readonly paymentsUnreachable: Span;
  readonly catalogUnreachable: Span;
}

export function timetable(seed: number): Timetable {
  const random = seededRandom(seed, 'timetable');
  const day = (number: number, ms = 0) => START + number * DAY + ms;
  const some = (from: number, shortest: number, longest = shortest): Span => {
    const lasts = longest > shortest ? secondBetween(random, shortest, longest) : shortest;
    return { from, to: from + lasts };
  };
  const sometime = (firstDay: number, lastDay: number, shortest: number, longest?: number) =>
    some(secondBetween(random, day(firstDay), day(lastDay)), shortest, longest);

  const span = { from: day(0), to: day(DAYS) };
  const atPeak = some(day(30, PEAK_AT + secondBetween(random, -HOUR, HOUR)), 15 * MINUTE, 40 * MINUTE);
  const atTrough = some(day(32, secondBetween(random, -HOUR, HOUR)), 30 * MINUTE, 50 * MINUTE);
  const underWay = some(day(32, secondBetween(random, 8 * HOUR, 20 * HOUR)), 50 * MINUTE);
  const batchRuns = workRuns(random, span, [5 * HOUR, 9 * HOUR], [15 * MINUTE, 40 * MINUTE]);
  const quiet = batchRuns.find(({ to }) => to > day(33));
  const moment = (name: string, at: number): Moment => ({ name, at: Math.ceil(at / 30_000) * 30_000 });
  return {
    span,
    moments: [
      moment('after the peak outage', atPeak.to + secondBetween(random, MINUTE, 10 * MINUTE)),
      moment('after the trough outage', atTrough.to + secondBetween(random, MINUTE, 10 * MINUTE)),
      moment('during an outage', underWay.from + 30 * MINUTE),
      moment('batch quiet', (quiet?.to ?? day(33)) + 2 * HOUR),
      moment('any time', secondBetween(random, day(34), day(34, 20 * HOUR))),
      moment('the end', span.to - 5 * MINUTE),
    ],
    checkoutOutages: [sometime(7, 9, 20 * MINUTE, 45 * MINUTE), atPeak],
    searchOutages: [sometime(11, 13, 20 * MINUTE, 45 * MINUTE), atTrough],
    // The first one leaves the window between two moments.
    paymentsOutages: [
      sometime(1, 4, 10 * MINUTE, 30 * MINUTE),
      sometime(17, 20, 10 * MINUTE, HOUR),
      underWay,
    ],
    slowness: [sometime(5, 8, HOUR, 2 * HOUR), sometime(20, 29, 20 * MINUTE, 40 * MINUTE)],
    leak: sometime(14, 18, 3 * DAY, 5 * DAY),
    batchRuns,
    badBatchRuns: batchRuns.filter(() => random() < 0.1),
    crashLoop: sometime(22, 25, 3 * HOUR, 5 * HOUR),
    stopped: [sometime(2, 15, 2 * MINUTE), sometime(15, 29, 25 * MINUTE)],
    paymentsUnreachable: sometime(1, 34, 12 * MINUTE),
    catalogUnreachable: sometime(1, 34, 3 * HOUR),
  };
}
