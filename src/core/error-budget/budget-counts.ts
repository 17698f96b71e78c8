import type { EventSum } from '../events/event-counts.js';
import type { SloWindow } from '../slo/slo-window.js';
import { windowText } from '../slo/slo-window.js';
import { calendarPeriod } from '../time/calendar.js';
import { coveredMs, type Stretch } from '../time/stretches.js';
import type { BudgetPeriod } from './reading.js';

/** The events that a budget is told from: those of the rolling window, or of a calendar period so far. */
export interface BudgetCounts extends EventSum {
  /** True when part of them are estimates. */
  readonly approximate: boolean;
  readonly calendar?: CalendarCounts;
}

/** What a calendar period's budget rests on besides its events. */
export interface CalendarCounts {
  readonly period: BudgetPeriod;
  /** The events of the last nominal window, whose mean rate is expected for the time that is left. */
  readonly trailing: EventSum;
  /** What is left of the period (ms), without what is excluded of it. */
  readonly leftMs: number;
}

/** Where the events of windows that end at one instant come from. */
export interface WindowSums {
  /** The last so many ms. */
  readonly last: (windowMs: number) => EventSum;
  /** From an instant on. */
  readonly since: (from: number) => EventSum;
  /** The time to come that is excluded already; left out: none. */
  readonly excluded?: readonly Stretch[];
}

/** What of the time is excluded, as readings tell it: only when some is. */
export function excludedOf({ excludedMs }: EventSum): { readonly excludedMs?: number } {
  return excludedMs === undefined ? {} : { excludedMs };
}

/** The events of a window that ends at `end`, where counts end: at the very edge of two periods those of the old one, whole. */
export function countBudget(
  window: SloWindow,
  { last, since, excluded = [] }: WindowSums,
  end: number,
): Omit<BudgetCounts, 'approximate'> {
  if (window.kind === 'rolling') return last(window.durationMs);
  const { from, to } = calendarPeriod(window.unit, window.timeZone, end - 1);
  const period = { window: windowText(window), startAt: from, endAt: to };
  const leftMs = to - end - coveredMs(excluded, { from: end, to });
  return { ...since(from), calendar: { period, trailing: last(window.durationMs), leftMs } };
}
