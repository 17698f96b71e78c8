import { DAY, HOUR } from '../../../time/duration.js';
import { mergeStretches } from '../../../time/stretches.js';
import { wallText } from '../../../time/wall-text.js';
import { startOfDate } from '../../../time/zone-clock.js';
import type { Person } from '../../plan.js';
import type { Stretch } from '../../schedule.js';
import { shiftsBetween } from '../../shifts.js';
import type { Found, OnCallRule, Roster } from '../rule.js';
import { totalText } from '../words.js';

const SHADOWED = 14 * DAY;
/** Who joined before that is no newcomer any more. */
const NEW = 91 * DAY;
/** What an hour that clocks skip takes away is not missing. */
const CLOCK_SET = 2 * HOUR;

/** Newcomers who answer before they have followed somebody for two weeks. */
export const newcomerAlone: OnCallRule = {
  code: 'newcomer-alone',
  severity: 'error',
  title: 'a newcomer who answers before 2 weeks as a shadow',
  explanation:
    'Who joined within the last 13 weeks follows somebody for two weeks before the first own shift: told of every page, and answerable for none.',
  check: (roster) => [...roster.plan.people.values()].flatMap((person) => checkPerson(roster, person)),
};

function checkPerson(roster: Roster, person: Person): Found[] {
  if (!person.joined) return [];
  const joined = startOfDate(person.timeZone, person.joined);
  const first = joined < roster.at - NEW ? undefined : firstShift(roster, person.name, joined);
  if (!first || first.from < roster.at) return [];
  const shadowed = shadowedBefore(roster, person.name, first.from);
  const whole = shadowed.reduce((sum, { from, to }) => sum + to - from, 0);
  if (whole >= SHADOWED - CLOCK_SET) return [];
  const { timeZone } = first;
  const before = whole === 0 ? 'without a day as a shadow' : `after ${totalText(shadowed)} as a shadow`;
  return [
    {
      subject: ['people', person.name, 'joined'],
      message: `${person.name} joins on ${wallText(person.timeZone, joined).slice(4, 14)} and answers in ${first.schedule} from ${wallText(timeZone, first.from)} ${timeZone}, ${before}`,
      mend: `add shadows: of ${first.schedule} with two weeks of somebody who answers then, and an override for the shift where it is too early`,
    },
  ];
}

interface FirstShift {
  readonly from: number;
  readonly schedule: string;
  readonly timeZone: string;
}

function firstShift({ plan, shifts }: Roster, person: string, joined: number): FirstShift | undefined {
  const own = [...shifts].flatMap(([schedule, list]) => {
    const shift = list.find(({ onCall, to }) => onCall?.person === person && to > joined);
    const timeZone = plan.schedules.get(schedule)?.timeZone ?? 'UTC';
    return shift ? [{ from: Math.max(joined, shift.from), schedule, timeZone }] : [];
  });
  return own.sort((a, b) => a.from - b.from)[0];
}

/** The time as a shadow of people who answer in it; to follow somebody who never does is none. */
function shadowedBefore({ plan }: Roster, person: string, before: number): Stretch[] {
  const stretches = [...plan.schedules.values()].flatMap((schedule) =>
    schedule.shadows
      .filter((shadow) => shadow.person === person)
      .map(({ from, to }) => ({ from: Math.max(from, before - NEW), to: Math.min(to, before) }))
      .filter(({ from, to }) =>
        shiftsBetween(schedule, from, to).some(({ onCall }) => onCall?.shadows.includes(person)),
      ),
  );
  return mergeStretches(stretches);
}
