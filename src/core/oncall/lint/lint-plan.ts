import { DAY } from '../../time/duration.js';
import type { OnCallPlan } from '../plan.js';
import type { Schedule } from '../schedule.js';
import { shiftsBetween } from '../shifts.js';
import type { OnCallFinding } from './finding.js';
import { handoversOf } from './handovers.js';
import type { Roster } from './rule.js';
import { ON_CALL_RULES } from './rules.js';

const WEEK = 7 * DAY;

/** A quarter of a year: what people can plan for. */
const AHEAD = 13 * WEEK;
const BACK = 4 * WEEK;

/** What is unwise in a plan at an instant and over the 13 weeks after it, in the order of the rules. */
export function lintPlan(plan: OnCallPlan, at: number): OnCallFinding[] {
  const roster = rosterOf(plan, at);
  return ON_CALL_RULES.flatMap(({ code, severity, check }) =>
    check(roster).map((found) => ({ code, severity, ...found })),
  );
}

function rosterOf(plan: OnCallPlan, at: number): Roster {
  const to = at + AHEAD;
  const since = at - BACK;
  const of = <Made>(make: (schedule: Schedule) => Made) =>
    new Map([...plan.schedules].map(([id, schedule]) => [id, make(schedule)] as const));
  return {
    ...{ plan, at, to },
    shifts: of((schedule) => shiftsBetween(schedule, since, to)),
    handovers: of((schedule) => handoversOf(schedule, since, at, to)),
  };
}
