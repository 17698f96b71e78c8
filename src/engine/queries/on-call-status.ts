import { LOOKED_AHEAD, nowAndNext, reasonText } from '../../core/oncall/now-and-next.js';
import type { OnCallPlan, Team } from '../../core/oncall/plan.js';
import type { OnCall, Schedule } from '../../core/oncall/schedule.js';
import type { StandingFinding } from '../../core/oncall/standing-finding.js';
import { type OnCallTier, TIERS } from '../../core/oncall/tiers.js';
import { whyNobody } from '../../core/oncall/why-nobody.js';
import { wallText } from '../../core/time/wall-text.js';
import type {
  Answering,
  OnCallStatus,
  PersonOnCall,
  ScheduleOnCall,
  TeamOnCall,
  TierOnCall,
} from '../read-models.js';

/**
 * Who is on call at an instant and who next, by schedules and by the tiers of teams.
 * @param findings what a daemon has found about the plan; undefined where nobody has looked
 * @param turn lets others have theirs: where nobody else comes next, 13 weeks are looked through
 */
export async function onCallStatus(
  plan: OnCallPlan,
  at: number,
  turn: () => Promise<void>,
  findings?: readonly StandingFinding[],
): Promise<OnCallStatus> {
  const schedules: ScheduleOnCall[] = [];
  for (const schedule of plan.schedules.values()) {
    schedules.push(scheduleStatus(plan, schedule, at));
    await turn();
  }
  const byId = new Map(schedules.map((schedule) => [schedule.id, schedule]));
  const teams = [...plan.teams.values()].map((team): TeamOnCall => {
    const { name, lead, services } = team;
    return { name, lead, services, tiers: TIERS.map((tier) => tierStatus(team, tier, byId)) };
  });
  return { at, lookedUntilAt: at + LOOKED_AHEAD, schedules, teams, findings };
}

function scheduleStatus(plan: OnCallPlan, schedule: Schedule, at: number): ScheduleOnCall {
  const { now, next } = nowAndNext(schedule, at);
  const { id, timeZone } = schedule;
  const view = {
    now: now && personOnCall(plan, now),
    next: next && { at: next.at, onCall: next.onCall && personOnCall(plan, next.onCall) },
  };
  const text = answeringText(timeZone, view);
  if (now) return { id, timeZone, state: 'covered', text, whyNobody: undefined, ...view };
  return { id, timeZone, state: 'gap', text, whyNobody: whyNobody(schedule, at), ...view };
}

function tierStatus(
  { name, tiers }: Team,
  tier: OnCallTier,
  schedules: ReadonlyMap<string, ScheduleOnCall>,
): TierOnCall {
  const id = tiers[tier];
  const nobody = { tier, schedule: id, now: undefined, whyNobody: undefined, next: undefined };
  if (id === undefined) return { ...nobody, state: 'unset', text: `${name} has no ${tier}` };
  const schedule = schedules.get(id);
  if (!schedule)
    return { ...nobody, state: 'unknown', text: `the schedule ${id} is broken, and not in force` };
  const { state, text, now, whyNobody: why, next } = schedule;
  return { tier, schedule: id, state, text, now, whyNobody: why, next };
}

function personOnCall({ people }: OnCallPlan, onCall: OnCall): PersonOnCall {
  const fullName = people.get(onCall.person)?.fullName ?? onCall.person;
  return { ...onCall, fullName, reason: reasonText(onCall) };
}

function answeringText(timeZone: string, { now, next }: Pick<Answering, 'now' | 'next'>): string {
  const present = now
    ? `${now.person} is on call (${now.reason})${now.shadows.map((name) => `, ${name} is told as well`).join('')}`
    : 'nobody is on call: a gap';
  if (!next) return `${present}; the same for the next 13 weeks`;
  return `${present}, until ${wallText(timeZone, next.at)} ${timeZone}; then ${next.onCall?.person ?? 'nobody: a gap'}`;
}
