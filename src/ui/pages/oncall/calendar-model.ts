import type { ScheduleShifts } from '../../../http/answers.js';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** How long a calendar is, by what it is called. */
export const SPANS = { week: 7 * DAY, fortnight: 14 * DAY, month: 28 * DAY } as const;
export type Span = keyof typeof SPANS;

/** A bar of a calendar: from where to where of its width, 0 to 1. */
export interface Bar {
  readonly left: number;
  readonly width: number;
}

/** Monday 0:00 UTC of the week of an instant: where calendars begin, so that they do not move while one looks. */
export function weekOf(at: number): number {
  // 1970-01-05 was a Monday.
  const monday = 4 * DAY;
  return Math.floor((at - monday) / (7 * DAY)) * 7 * DAY + monday;
}

export function barOf(startAt: number, endAt: number, from: number, until: number): Bar {
  const left = (Math.max(startAt, from) - from) / (until - from);
  const right = (Math.min(endAt, until) - from) / (until - from);
  return { left, width: Math.max(0, right - left) };
}

/** The instant at a place of the calendar's width, to the full hour. */
export function instantAt(place: number, from: number, until: number): number {
  const at = from + Math.max(0, Math.min(1, place)) * (until - from);
  return Math.round(at / HOUR) * HOUR;
}

/** The two ends of a drag in order, at least an hour apart. */
export function dragged(a: number, b: number): { readonly from: number; readonly until: number } {
  const from = Math.min(a, b);
  return { from, until: Math.max(Math.max(a, b), from + HOUR) };
}

/** Everybody whom a calendar names, each with a number that stays while the set of names does. */
export function coloursOf(calendars: readonly ScheduleShifts[]): ReadonlyMap<string, number> {
  const people = new Set<string>();
  for (const { shifts, layers } of calendars)
    for (const { onCall } of [...shifts, ...layers.flatMap((layer) => layer.shifts)])
      if (onCall) people.add(onCall.person);
  return new Map([...people].sort().map((person, index) => [person, index % 6]));
}
