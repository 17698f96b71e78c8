import type { EventSum } from '../events/event-counts.js';
import type { SloWindow } from '../slo/slo-window.js';
import { windowText } from '../slo/slo-window.js';
import { calendarPeriod } from '../time/calendar.js';
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
  /** What is left of the period (ms). */
  readonly leftMs: number;
}

/** Where the events of windows that end at one instant come from. */
export interface WindowSums {
  /** The last so many ms. */
  readonly last: (windowMs: number) => EventSum;
  /** From an instant on. */
  readonly since: (from: number) => EventSum;
}

/** The events of a window that ends at `end`, where counts end: at the very edge of two periods those of the old one, whole. */
export function countBudget(
  window: SloWindow,
  { last, since }: WindowSums,
  end: number,
): Omit<BudgetCounts, 'approximate'> {
  if (window.kind === 'rolling') return last(window.durationMs);
  const { from, to } = calendarPeriod(window.unit, window.timeZone, end - 1);
  const period = { window: windowText(window), startAt: from, endAt: to };
  return { ...since(from), calendar: { period, trailing: last(window.durationMs), leftMs: to - end } };
}
