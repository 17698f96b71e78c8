import type { UnknownReason } from '../burn-rate/reading.js';

/** When the budget is gone if events keep failing at `burnRate`. */
export type Exhaustion =
  | { readonly kind: 'exhausted' }
  | { readonly kind: 'never' }
  | { readonly kind: 'at'; readonly at: number; readonly burnRate: number }
  | { readonly kind: 'unknown' };

/** The period of a calendar window that a budget is of, (startAt, endAt] in epoch ms; its end fills the budget again. */
export interface BudgetPeriod {
  /** As every figure names it: `calendar month (Europe/Berlin)`. */
  readonly window: string;
  readonly startAt: number;
  readonly endAt: number;
}

/**
 * The error budget over the SLO window, in events. `consumed` and `remaining` are ratios of the budget and add up to 1;
 * `remaining` is below zero when more was spent than there was. A calendar window has
 * its period, of which events are those so far, and coverage that of the time so far. `excludedMs` of it do not count, left out when all
 * does; coverage is that of the rest.
 */
export type BudgetReading =
  | {
      readonly kind: 'measured';
      readonly windowMs: number;
      readonly period?: BudgetPeriod;
      readonly badEvents: number;
      readonly totalEvents: number;
      /** (1 − target) × totalEvents; of a calendar period × the events that are expected in all of it. */
      readonly allowedBadEvents: number;
      readonly consumed: number;
      readonly remaining: number;
      readonly coverage: number;
      readonly excludedMs?: number;
      /** True while part of the counts are estimates, because history is still being read. */
      readonly approximate: boolean;
      /** Too little of the window is known to tell the budget, and more may be left, or less; left out where it can be told. */
      readonly untold?: true;
      readonly exhaustion: Exhaustion;
    }
  | {
      readonly kind: 'no-traffic';
      readonly windowMs: number;
      readonly period?: BudgetPeriod;
      readonly coverage: number;
      readonly excludedMs?: number;
    }
  | {
      readonly kind: 'unknown';
      readonly windowMs: number;
      readonly period?: BudgetPeriod;
      readonly coverage: number;
      readonly excludedMs?: number;
      readonly reason: UnknownReason;
    };
