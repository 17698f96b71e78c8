import { DAY } from '../time/duration.js';
import type { Stretch } from '../time/stretches.js';

/** As far back as a status page looks. */
const UPTIME_DAYS = 90;

/** Counts of a stretch of time; `spanMs` is what of it counts, `knownMs` what of that was seen. */
interface Counts {
  readonly bad: number;
  readonly total: number;
  readonly knownMs: number;
  readonly spanMs: number;
}

/** What an SLO has counted on each of the last days in UTC, oldest first; the last one is today, as far as it has come. */
export type DailyCounts = readonly Counts[];

/** What an SLO has counted, and the share of good events (0-1) that it promises. */
interface SloDays {
  /** Undefined for one of which nothing is known here. */
  readonly days: DailyCounts | undefined;
  readonly target: number;
}

/** How a day was by what was promised: as promised, less, or much less. */
export const GRADES = ['good', 'fair', 'bad'] as const;

/** With more than so many times the failures that may be, a day was bad. */
const FAIR_FAILURES = 10;

/** A day (`2026-11-28`, UTC) of a component. */
interface DayUptime {
  readonly day: string;
  /** Good over all events (0-1); undefined when none was seen. */
  readonly uptime: number | undefined;
  /** The share (0-1) of the day, as far as it has come, that was seen; undefined when none of it counts, because it is excluded. */
  readonly coverage: number | undefined;
  /** By the SLO that fell shortest of its promise; undefined when no event was seen. */
  readonly grade: (typeof GRADES)[number] | undefined;
}

/** How a component did over the last days. */
export interface Uptime {
  /** Good over all events (0-1); undefined when none was seen. */
  readonly uptime: number | undefined;
  /** How many of the days stand behind it. */
  readonly daysSeen: number;
  /** The share (0-1) that was seen of the time from the first of these days on. */
  readonly coverage: number;
  readonly days: readonly DayUptime[];
}

/** A slot of an SLO's ring. */
interface Slot {
  readonly start: number;
  readonly bad: number;
  readonly total: number;
  readonly knownMs: number;
}

/** When the days that a status page looks at begin (epoch ms). */
export function firstDay(at: number): number {
  return (Math.floor(at / DAY) - UPTIME_DAYS + 1) * DAY;
}

/**
 * Counts the events of slots by the days in which they begin.
 * @param slotMs their width, of which a day is a multiple
 * @param excluded stretches, in order and apart, that do not count, with every slot that they touch
 */
export function countDays(
  slots: Iterable<Slot>,
  slotMs: number,
  excluded: readonly Stretch[],
  at: number,
): DailyCounts {
  const first = firstDay(at);
  const days = Array.from({ length: UPTIME_DAYS }, (_, index) => {
    const from = first + index * DAY;
    const to = Math.min(at, from + DAY);
    return {
      bad: 0,
      total: 0,
      knownMs: 0,
      spanMs: Math.max(0, to - from - excludedOf(from, to, slotMs, excluded)),
    };
  });
  for (const { start, bad, total, knownMs } of slots) {
    const day = days[Math.floor((start - first) / DAY)];
    if (!day || touches(start, slotMs, excluded)) continue;
    day.bad += bad;
    day.total += total;
    day.knownMs += knownMs;
  }
  return days;
}

/** How much (ms) of a day lies in slots that exclusions touch. */
function excludedOf(from: number, to: number, slotMs: number, excluded: readonly Stretch[]): number {
  if (!excluded.some((stretch) => stretch.from < to && stretch.to > from)) return 0;
  let ms = 0;
  for (let start = from; start < to; start += slotMs) {
    if (touches(start, slotMs, excluded)) ms += Math.min(to, start + slotMs) - start;
  }
  return ms;
}

function touches(start: number, slotMs: number, excluded: readonly Stretch[]): boolean {
  return excluded.some(({ from, to }) => from < start + slotMs && to > start);
}

/**
 * How a component did by what its SLOs have counted. Events of different SLOs are not added up, since one request may be in several: of
 * each day, and of all days, the SLO that did worst says how the component did, and the one that was seen least how much was seen.
 */
export function uptimeOf(slos: readonly SloDays[], at: number): Uptime {
  const first = firstDay(at);
  const days = Array.from({ length: UPTIME_DAYS }, (_, index): DayUptime => {
    const counts = slos.map(({ days: own }) => own?.[index]);
    return {
      day: new Date(first + index * DAY).toISOString().slice(0, 10),
      uptime: least(counts.map(ratioOf)),
      coverage: leastSeen(counts),
      grade: gradeOf(slos, index),
    };
  });
  const firstSeen = days.findIndex(({ uptime }) => uptime !== undefined);
  const sums = slos.map(({ days: own }) => own && sumOf(own.slice(Math.max(0, firstSeen))));
  return {
    uptime: least(sums.map(ratioOf)),
    daysSeen: days.filter(({ uptime }) => uptime !== undefined).length,
    coverage: firstSeen < 0 ? 0 : (leastSeen(sums) ?? 0),
    days,
  };
}

function ratioOf(counts: Counts | undefined): number | undefined {
  return counts && counts.total > 0 ? Math.max(0, counts.total - counts.bad) / counts.total : undefined;
}

function gradeOf(slos: readonly SloDays[], index: number): DayUptime['grade'] {
  // By how many times the failures that may be; a promise of all events has none.
  const shares = slos.flatMap(({ days, target }) => {
    const uptime = ratioOf(days?.[index]);
    return uptime === undefined ? [] : [uptime >= target ? 0 : (1 - uptime) / (1 - target)];
  });
  if (shares.length === 0) return undefined;
  const most = Math.max(...shares);
  if (most <= 1) return 'good';
  return most <= FAIR_FAILURES ? 'fair' : 'bad';
}

function leastSeen(counts: readonly (Counts | undefined)[]): number | undefined {
  if (counts.length === 0) return 0;
  return least(counts.map(coverageOf));
}

/** Undefined when all of it is excluded. */
function coverageOf(counts: Counts | undefined): number | undefined {
  if (!counts) return 0;
  return counts.spanMs <= 0 ? undefined : Math.min(1, counts.knownMs / counts.spanMs);
}

function sumOf(days: DailyCounts): Counts {
  return days.reduce(
    (sum, day) => ({
      bad: sum.bad + day.bad,
      total: sum.total + day.total,
      knownMs: sum.knownMs + day.knownMs,
      spanMs: sum.spanMs + day.spanMs,
    }),
    { bad: 0, total: 0, knownMs: 0, spanMs: 0 },
  );
}

function least(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
