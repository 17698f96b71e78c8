import { DAY, HOUR, MINUTE, SECOND } from '../time/duration.js';

/** Slots of one width; slot k holds the events of (k × slotMs, (k + 1) × slotMs], aligned to the epoch. */
export interface RingLevel {
  readonly slotMs: number;
  readonly slots: number;
}

const SLOT_WIDTHS = [
  SECOND,
  2 * SECOND,
  5 * SECOND,
  10 * SECOND,
  30 * SECOND,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  6 * HOUR,
  DAY,
];

const SLOTS_IN_SHORTEST_WINDOW = 30;
/** Windows up to this many times the shortest share its level. */
const SHORT_REACH = 12;

/** Longer windows have finer slots than their own length asks for: an alert is late by up to half a slot. */
const SLOTS_IN_LONG_WINDOW = 60;
const LONG_REACH = 12;
const WIDEST_ALERT_SLOT = 2 * MINUTE;

const SLOTS_IN_SLO_WINDOW = 720;

/** Some zones are a quarter of an hour off. */
const BUDGET_WIDTHS = [...SLOT_WIDTHS, 15 * MINUTE].sort((a, b) => a - b);

/**
 * Levels for an SLO: fine slots for the short alert windows, coarser ones for the long, and those of its budgets, the first of which also
 * serves alert windows of at least 60 of its slots. The default tiers of 30 days give 10 s × 1 h, 2 m × 1 d and 1 h × 30 d.
 * @param budgets from `budgetLevel`, the SLO's own first
 */
export function ringLevels(
  alertWindows: readonly number[],
  budgets: readonly [RingLevel, ...RingLevel[]],
): RingLevel[] {
  const [slo] = budgets;
  const levels: RingLevel[] = [];
  let rest = [...new Set(alertWindows)].sort((a, b) => a - b);
  while (rest.length > 0) {
    const shortest = rest[0] as number;
    const isFirst = levels.length === 0;
    const covered = rest.filter((window) => window <= shortest * (isFirst ? SHORT_REACH : LONG_REACH));
    const widest = isFirst
      ? shortest / SLOTS_IN_SHORTEST_WINDOW
      : Math.min(shortest / SLOTS_IN_LONG_WINDOW, WIDEST_ALERT_SLOT);
    levels.push(level(widest, Math.max(...covered)));
    rest = rest.slice(covered.length).filter((window) => window < SLOTS_IN_LONG_WINDOW * slo.slotMs);
  }
  const byReach = [...budgets].sort((a, b) => a.slotMs * a.slots - b.slotMs * b.slots);
  return [...levels, ...byReach];
}

/**
 * The level of a budget.
 * @param edgeMs every edge of the budget's periods is a multiple of it, and so of the slots' width; undefined where edges are anywhere
 */
export function budgetLevel(reachMs: number, edgeMs?: number): RingLevel {
  const widest = reachMs / SLOTS_IN_SLO_WINDOW;
  if (edgeMs === undefined) return level(widest, reachMs);
  const slotMs = BUDGET_WIDTHS.findLast((width) => width <= widest && edgeMs % width === 0) ?? MINUTE;
  return { slotMs, slots: Math.ceil(reachMs / slotMs) + 1 };
}

/** One slot more than the span needs: the window's first edge falls inside a slot. */
function level(widest: number, spanMs: number): RingLevel {
  const slotMs = SLOT_WIDTHS.findLast((width) => width <= widest) ?? SECOND;
  return { slotMs, slots: Math.ceil(spanMs / slotMs) + 1 };
}
