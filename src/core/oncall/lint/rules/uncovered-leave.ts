import { groupBy } from '../../../group-by.js';
import type { Leave, Schedule, Stretch } from '../../schedule.js';
import { shiftsBetween } from '../../shifts.js';
import { overlaps } from '../../../time/stretches.js';
import type { Found, OnCallRule, Roster } from '../rule.js';
import { stretchText, timesText, totalText } from '../words.js';

/** Leave at somebody's own turn for whom nobody stands in. */
export const uncoveredLeave: OnCallRule = {
  code: 'uncovered-leave',
  severity: 'error',
  title: 'leave that nobody covers',
  explanation:
    'Whoever is on leave is not paged. Where no cover, no override and no lower layer has anybody, nobody is.',
  check: (roster) =>
    [...roster.plan.schedules.values()].flatMap((schedule) =>
      absencesOf(schedule).flatMap((absence) => checkAbsence(roster, schedule, absence)),
    ),
};

/** Somebody is away: leaves of theirs that overlap or follow each other are one. */
interface Absence extends Leave {
  /** Of the leave that begins first. */
  readonly index: number;
}

function absencesOf({ leaves }: Schedule): Absence[] {
  const all = leaves.map((leave, index) => ({ ...leave, index })).sort((a, b) => a.from - b.from);
  return [...groupBy(all, ({ person }) => person).values()].flatMap((own) =>
    own.reduce<Absence[]>((absences, leave) => {
      const last = absences.at(-1);
      if (!last || leave.from > last.to) return [...absences, leave];
      return [...absences.slice(0, -1), { ...last, to: Math.max(last.to, leave.to) }];
    }, []),
  );
}

function checkAbsence(roster: Roster, schedule: Schedule, { person, index, ...leave }: Absence): Found[] {
  const stretch = { from: Math.max(leave.from, roster.at), to: Math.min(leave.to, roster.to) };
  if (stretch.from >= stretch.to) return [];
  const missed = overlaps(ownTurns(schedule, person, stretch), nobodyIn(roster, schedule, stretch));
  const [first] = missed;
  if (!first) return [];
  return [
    {
      subject: ['schedules', schedule.id, 'leaves', index],
      message: `nobody answers in ${schedule.id} while ${person} is on leave, ${totalText(missed)} ${timesText(missed.length)}: from ${stretchText(schedule.timeZone, first)}`,
      mend: `name who stands in for ${person} under covers:, or add an override for that time`,
    },
  ];
}

/** When they would answer by their own turn if they were there. */
function ownTurns(schedule: Schedule, person: string, { from, to }: Stretch): Stretch[] {
  const leaves = schedule.leaves.filter((leave) => leave.person !== person);
  return shiftsBetween({ ...schedule, leaves }, from, to).filter(
    ({ onCall }) => onCall?.because === 'rotation' && onCall.person === person,
  );
}

function nobodyIn({ shifts }: Roster, { id }: Schedule, { from, to }: Stretch): Stretch[] {
  return (shifts.get(id) ?? []).filter((shift) => !shift.onCall && shift.from < to && shift.to > from);
}
