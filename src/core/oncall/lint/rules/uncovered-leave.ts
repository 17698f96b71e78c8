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
      schedule.leaves.flatMap((_, index) => checkLeave(roster, schedule, index)),
    ),
};

function checkLeave(roster: Roster, schedule: Schedule, index: number): Found[] {
  const leave = schedule.leaves[index];
  const stretch = leave && { from: Math.max(leave.from, roster.at), to: Math.min(leave.to, roster.to) };
  if (!stretch || stretch.from >= stretch.to) return [];
  const missed = overlaps(ownTurns(schedule, leave, index, stretch), nobodyIn(roster, schedule, stretch));
  const [first] = missed;
  if (!first) return [];
  return [
    {
      subject: ['schedules', schedule.id, 'leaves', index],
      message: `nobody answers in ${schedule.id} while ${leave.person} is on leave, ${totalText(missed)} ${timesText(missed.length)}: from ${stretchText(schedule.timeZone, first)}`,
      mend: `name who stands in for ${leave.person} under covers:, or add an override for that time`,
    },
  ];
}

/** When they would answer by their own turn if it were not for this leave. */
function ownTurns(schedule: Schedule, { person }: Leave, index: number, { from, to }: Stretch): Stretch[] {
  const leaves = schedule.leaves.filter((_, each) => each !== index);
  return shiftsBetween({ ...schedule, leaves }, from, to).filter(
    ({ onCall }) => onCall?.because === 'rotation' && onCall.person === person,
  );
}

function nobodyIn({ shifts }: Roster, { id }: Schedule, { from, to }: Stretch): Stretch[] {
  return (shifts.get(id) ?? []).filter((shift) => !shift.onCall && shift.from < to && shift.to > from);
}
