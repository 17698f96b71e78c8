import { groupBy } from '../../../group-by.js';
import { DAY, formatDuration, HOUR } from '../../../time/duration.js';
import { zoneOffset } from '../../../time/zone-clock.js';
import type { Stretch } from '../../schedule.js';
import type { Found, OnCallRule, Roster } from '../rule.js';
import { joinRuns, stretchesOfPeople } from '../runs.js';
import { stretchText } from '../words.js';

const LONGEST = 14 * DAY;

/** People who answer for more than two weeks without a rest. */
export const longOnCall: OnCallRule = {
  code: 'long-on-call',
  severity: 'error',
  title: 'somebody on call for more than 2 weeks without 24h off',
  explanation:
    'Who sleeps beside a pager for weeks errs more and leaves. Counted are real shifts of all schedules (overrides, covers, turns) with less than 24 hours off between one and the next.',
  check: (roster) => [...longRuns(roster)].map((run) => foundOf(roster, run)),
};

interface LongRun extends Stretch {
  readonly person: string;
  /** Where they answer. */
  readonly schedules: readonly string[];
  readonly timeZone: string;
}

function* longRuns({ plan, at, shifts }: Roster): Generator<LongRun> {
  const stretches = [...shifts].flatMap(([id, each]) =>
    [...stretchesOfPeople(each)].flatMap(([person, list]) => list.map((own) => ({ id, person, ...own }))),
  );
  for (const [person, own] of groupBy(stretches, (each) => each.person)) {
    for (const run of joinRuns(own)) {
      const schedules = new Set(
        own.filter(({ from, to }) => from < run.to && to > run.from).map(({ id }) => id),
      );
      const [first = ''] = schedules;
      const timeZone = plan.schedules.get(first)?.timeZone ?? 'UTC';
      if (run.to > at && onTheWall(timeZone, run) > LONGEST)
        yield { ...run, person, schedules: [...schedules], timeZone };
    }
  }
}

/** Two weeks are two weeks when clocks are set in between, too. */
function onTheWall(timeZone: string, { from, to }: Stretch): number {
  return to + zoneOffset(timeZone, to) - from - zoneOffset(timeZone, from);
}

function foundOf({ to }: Roster, { person, schedules, timeZone, ...run }: LongRun): Found {
  const [first = ''] = schedules;
  const length = Math.floor((run.to - run.from) / HOUR) * HOUR;
  const least = run.to >= to ? 'at least ' : '';
  return {
    subject: ['schedules', first],
    message: `${person} is on call over ${least}${formatDuration(length)} without 24h off, in ${schedules.join(' and ')}: ${stretchText(timeZone, run)}`,
    mend: 'have somebody else take a turn in between: an override, another order of the rotation, or another cover',
  };
}
