import type { Team } from '../../plan.js';
import type { Stretch } from '../../schedule.js';
import type { Shift } from '../../shifts.js';
import type { Found, OnCallRule, Roster } from '../rule.js';
import { stretchText, timesText, totalText } from '../words.js';

/** People who answer in two places at once. */
export const doubleBooking: OnCallRule = {
  code: 'double-booking',
  severity: 'error',
  title: 'one person on call in two places at once',
  explanation:
    'A secondary who is the primary as well is nobody to escalate to. In schedules of different teams two incidents at once leave one of them alone: a warning.',
  check: (roster) => {
    const within = [...roster.plan.teams.values()].flatMap((team) => ofTeam(roster, team));
    return [
      ...within.flatMap(({ found }) => found),
      ...ofSchedules(roster, new Set(within.map(({ pair }) => pair))),
    ];
  },
};

interface OfTeam {
  /** The schedules, told already. */
  readonly pair: string;
  readonly found: readonly Found[];
}

function ofTeam(roster: Roster, { name, tiers: { primary, secondary } }: Team): OfTeam[] {
  if (primary === undefined || secondary === undefined) return [];
  const subject = ['teams', name, 'tiers', 'secondary'];
  const mend =
    'begin the rotation of the secondary with another person, or turn its order, so that both never meet';
  if (primary === secondary) {
    const message = `primary and secondary of ${name} are both ${primary}: always the same person`;
    return [{ pair: pairOf(primary, secondary), found: [{ subject, message, mend }] }];
  }
  const found = bookingsOf(roster, primary, secondary).map((booking) => ({
    subject,
    message: `${booking.person} is primary and secondary of ${name} at once ${figures(roster, secondary, booking)}`,
    mend,
  }));
  return [{ pair: pairOf(primary, secondary), found }];
}

function ofSchedules(roster: Roster, told: ReadonlySet<string>): Found[] {
  const ids = [...roster.plan.schedules.keys()];
  return ids.flatMap((id, index) =>
    ids.slice(index + 1).flatMap((other) =>
      told.has(pairOf(id, other))
        ? []
        : bookingsOf(roster, id, other).map((booking) => ({
            severity: 'warning' as const,
            subject: ['schedules', other],
            message: `${booking.person} answers in ${id} and ${other} at once ${figures(roster, other, booking)}`,
            mend: 'add an override for one of the two, or leave one of the rotations',
          })),
    ),
  );
}

function pairOf(one: string, other: string): string {
  return JSON.stringify([one, other].sort());
}

interface Booking {
  readonly person: string;
  readonly times: readonly Stretch[];
}

function figures({ plan }: Roster, schedule: string, { times }: Booking): string {
  const [first] = times;
  const timeZone = plan.schedules.get(schedule)?.timeZone ?? 'UTC';
  return `${timesText(times.length)} in 13 weeks, for ${totalText(times)}${first ? `; first from ${stretchText(timeZone, first)}` : ''}`;
}

/** When the same person answers by both schedules; shifts of both are in order. */
function bookingsOf({ shifts, at }: Roster, one: string, other: string): Booking[] {
  const times = new Map<string, Stretch[]>();
  const [some, others] = [shifts.get(one) ?? [], shifts.get(other) ?? []];
  let next = 0;
  for (const shift of some) {
    while ((others[next]?.to ?? Infinity) <= shift.from) next += 1;
    for (let index = next; (others[index]?.from ?? Infinity) < shift.to; index += 1) {
      const both = sameAnswer(shift, others[index], at);
      if (both) times.set(both.person, joined(times.get(both.person) ?? [], both));
    }
  }
  return [...times].map(([person, list]) => ({ person, times: list }));
}

function sameAnswer(
  one: Shift,
  other: Shift | undefined,
  at: number,
): (Stretch & { person: string }) | undefined {
  const person = one.onCall?.person;
  if (!other || person === undefined || other.onCall?.person !== person) return undefined;
  const [from, to] = [Math.max(one.from, other.from, at), Math.min(one.to, other.to)];
  return from < to ? { from, to, person } : undefined;
}

function joined(times: readonly Stretch[], { from, to }: Stretch): Stretch[] {
  const last = times.at(-1);
  return last?.to === from ? [...times.slice(0, -1), { from: last.from, to }] : [...times, { from, to }];
}
