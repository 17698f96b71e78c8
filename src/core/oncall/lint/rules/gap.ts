import type { Schedule, Stretch } from '../../schedule.js';
import { shiftsBetween } from '../../shifts.js';
import { liveLayers } from '../live-layers.js';
import type { Found, OnCallRule, Roster } from '../rule.js';
import { stretchText, timesText, totalText } from '../words.js';

/** Times at which nobody answers; those that leave makes are another rule's. */
export const gap: OnCallRule = {
  code: 'gap',
  severity: 'error',
  title: 'a time at which nobody answers',
  explanation:
    'A page that reaches nobody is told to the next step of the escalation only after the first has timed out, if at all. A schedule whose layers all have hours is meant to rest: a warning.',
  check: (roster) =>
    [...roster.plan.schedules.values()].flatMap((schedule) => checkSchedule(roster, schedule)),
};

function checkSchedule(roster: Roster, schedule: Schedule): Found[] {
  const gaps: Stretch[] = shiftsBetween({ ...schedule, leaves: [] }, roster.at, roster.to).filter(
    ({ onCall }) => !onCall,
  );
  const [first] = gaps;
  if (!first) return [];
  const live = liveLayers(roster).filter((each) => each.schedule === schedule);
  const rests = live.length > 0 && live.every(({ layer }) => layer.hours.length > 0);
  return [
    {
      ...(rests ? { severity: 'warning' as const } : {}),
      subject: ['schedules', schedule.id],
      message: `nobody answers in ${schedule.id} ${timesText(gaps.length)} in 13 weeks, ${totalText(gaps)} of them; first from ${stretchText(schedule.timeZone, first)}`,
      mend: rests
        ? 'add a layer without hours below, or have the escalation ask somebody who is there then'
        : 'add a layer without an end whose first turn has begun',
    },
  ];
}
