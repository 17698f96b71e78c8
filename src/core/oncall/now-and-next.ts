import { DAY } from '../time/duration.js';
import type { OnCall, Schedule } from './schedule.js';
import { shiftsBetween } from './shifts.js';
import { whoIsOnCall } from './who-is-on-call.js';

/** How far ahead (ms) somebody else is looked for: 13 weeks, what people can plan for. */
export const LOOKED_AHEAD = 91 * DAY;

/** Most schedules change hands within a week; only for the others more of the time to come is worked out. */
const SOON = 8 * DAY;

/** Who answers at an instant, and who after them. Undefined for an `onCall` is a gap. */
export interface NowAndNext {
  readonly now: OnCall | undefined;
  /** When somebody else answers, or nobody; undefined where that is not within `LOOKED_AHEAD`. Handing over to oneself is no handoff. */
  readonly next: { readonly at: number; readonly onCall: OnCall | undefined } | undefined;
}

export function nowAndNext(schedule: Schedule, at: number): NowAndNext {
  const now = whoIsOnCall(schedule, at);
  for (const ahead of [SOON, LOOKED_AHEAD]) {
    const shifts = shiftsBetween(schedule, at, at + ahead);
    const next = shifts.find(({ onCall }) => onCall?.person !== now?.person);
    if (next) return { now, next: { at: next.from, onCall: next.onCall } };
  }
  return { now, next: undefined };
}

/** Why somebody answers: `turn in weekly`, `override`, `stands in for bob (weekly)`. */
export function reasonText({ because, layer, insteadOf }: OnCall): string {
  switch (because) {
    case 'override':
      return 'override';
    case 'rotation':
      return `turn in ${layer ?? ''}`;
    case 'cover':
      return `stands in for ${insteadOf ?? ''} (${layer ?? ''})`;
  }
}
