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

/** Windows up to this many times the shortest of their level share it. */
const LEVEL_REACH = 24;
const SLOTS_IN_SHORTEST_ALERT_WINDOW = 30;
const SLOTS_IN_SLO_WINDOW = 720;

/**
 * Levels for an SLO: fine slots for the short alert windows, coarser ones for the long, and one for the SLO window.
 * The default tiers of 30 days give 10 s × 2 h, 10 m × 3 d and 1 h × 30 d.
 */
export function ringLevels(alertWindows: readonly number[], sloWindowMs: number): RingLevel[] {
  const levels: RingLevel[] = [];
  let rest = [...new Set(alertWindows)].sort((a, b) => a - b);
  while (rest.length > 0) {
    const shortest = rest[0] as number;
    const covered = rest.filter((window) => window <= shortest * LEVEL_REACH);
    levels.push(level(shortest / SLOTS_IN_SHORTEST_ALERT_WINDOW, Math.max(...covered)));
    rest = rest.slice(covered.length);
  }
  levels.push(level(sloWindowMs / SLOTS_IN_SLO_WINDOW, sloWindowMs));
  return levels;
}

/** One slot more than the span needs: the window's first edge falls inside a slot. */
function level(widest: number, spanMs: number): RingLevel {
  const slotMs = SLOT_WIDTHS.findLast((width) => width <= widest) ?? SECOND;
  return { slotMs, slots: Math.ceil(spanMs / slotMs) + 1 };
}
