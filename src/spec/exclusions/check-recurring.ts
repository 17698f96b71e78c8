import type { RecurringTime } from '../../core/exclusions/exclusion.js';
import { canOccur, type Recurrence, startsIn } from '../../core/exclusions/recurrence.js';
import { DAY, HOUR } from '../../core/time/duration.js';
import { coveredMs, mergeStretches } from '../../core/time/stretches.js';
import type { Findings } from '../firebreak/findings.js';

/** The rarest day, a certain weekday on 29 February, is no further away than that. */
const LONGEST_WAIT = 41 * 366 * DAY;
/** Beginnings are looked for by so much at a time. */
const BLOCK = 32 * DAY;

/** Times that touch leave nothing from the first day on; it is not asked of shorter ones. */
const SHORTEST_ALWAYS = 23 * HOUR;
const LOOKED_AT = 60 * DAY;
/** Of what ends after less it is meant. */
const BRIEF = 31 * DAY;
const ALWAYS = 0.99;

/** A maintenance that comes again; undefined with the reason in `at` where it never does, or never ends. */
export function checkRecurring(when: RecurringTime, at: Findings): RecurringTime | undefined {
  const { every, from, to } = when;
  if (!canOccur(every)) {
    const mend = 'leave out month_days: or weeks:, or write days that are in those weeks';
    return at.error('never-occurs', ['every'], 'no day meets all of its conditions', mend);
  }
  const first = to === undefined ? from : firstStart(every, from, Math.min(to, from + LONGEST_WAIT));
  if (first === undefined)
    return at.error('never-occurs', ['to'], 'it ends before it has come once', 'write a later to:');
  if (isAlways(every, first, Math.min(to ?? first + LOOKED_AT, first + LOOKED_AT))) {
    const mend = 'write a shorter duration:; an SLO that is not to count any more is taken out of its file';
    return at.error(
      'always-occurs',
      ['every', 'duration'],
      'it lasts until it begins again, so that no time counts',
      mend,
    );
  }
  return when;
}

function firstStart(every: Recurrence, from: number, to: number): number | undefined {
  for (let begin = from; begin < to; begin += BLOCK) {
    const [first] = startsIn(every, begin, Math.min(begin + BLOCK, to));
    if (first !== undefined) return first;
  }
  return undefined;
}

/** Whether next to nothing of (from, to] counts. */
function isAlways(every: Recurrence, from: number, to: number): boolean {
  if (every.durationMs < SHORTEST_ALWAYS || to - from < BRIEF) return false;
  // What has begun before lasts into it.
  const starts = startsIn(every, from - every.durationMs, to);
  const times = mergeStretches(starts.map((start) => ({ from: start, to: start + every.durationMs })));
  return coveredMs(times, { from, to }) >= ALWAYS * (to - from);
}
