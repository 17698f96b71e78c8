import { FirebreakError } from '../errors.js';
import { DAY } from '../time/duration.js';
import { wallText } from '../time/wall-text.js';
import type { OnCallPlan } from './plan.js';
import type { Override, Schedule } from './schedule.js';
import { shiftsBetween } from './shifts.js';

/** Somebody takes a schedule for a while, said through the daemon instead of a file; of several at once the one that was said last holds, over those of files. */
export interface PlannedOverride extends Override {
  /** Counts from 1 within its schedule. */
  readonly number: number;
  readonly reason: string | undefined;
  readonly by: string;
  readonly at: number;
  /** What had passed of it by then stays as it was. */
  readonly withdrawn: Withdrawal | undefined;
}

/** Who took an override back, when (epoch ms) and why. */
export interface Withdrawal {
  readonly by: string;
  readonly at: number;
  /** Undefined where it was not said. */
  readonly reason: string | undefined;
}

/** What is written down: that an override was made, and that it was taken back; each once. */
export interface PlannedOverrideChange {
  readonly schedule: string;
  readonly kind: 'made' | 'withdrawn';
  /** As it is from then on. */
  readonly override: PlannedOverride;
}

/** By the ids of schedules, in the order in which they were said. */
export type PlannedOverrides = ReadonlyMap<string, readonly PlannedOverride[]>;

/** What follows from all changes, in the order in which they were made. */
export function overridesAfter(changes: readonly PlannedOverrideChange[]): PlannedOverrides {
  const all = new Map<string, PlannedOverride[]>();
  for (const { schedule, override } of changes) {
    const had = (all.get(schedule) ?? []).filter(({ number }) => number !== override.number);
    all.set(
      schedule,
      [...had, override].sort((a, b) => a.number - b.number),
    );
  }
  return all;
}

export interface AskedPlannedOverride {
  readonly person: string;
  readonly from: number;
  readonly to: number;
  readonly reason: string | undefined;
}

/** Longer than this is another rotation, and belongs into a file. */
const LONGEST = 90 * DAY;
/** What somebody says while the first minute passes is meant from now on. */
const GRACE = 60_000;

/**
 * The plan with what people said on top. Left out are schedules that no file has any more, and people: nobody would be reached, and whoever's
 * turn it is answers.
 */
export function withPlannedOverrides(plan: OnCallPlan, planned: PlannedOverrides): OnCallPlan {
  const changed = [...planned].flatMap(([id, overrides]): [string, Schedule][] => {
    const schedule = plan.schedules.get(id);
    if (!schedule) return [];
    const known = overrides.filter(({ person }) => plan.people.has(person));
    return [[id, { ...schedule, overrides: [...schedule.overrides, ...known.flatMap(heldStretch)] }]];
  });
  return changed.length === 0 ? plan : { ...plan, schedules: new Map([...plan.schedules, ...changed]) };
}

/** What is left of an override that may have been taken back. */
function heldStretch({ person, from, to, withdrawn }: PlannedOverride): Override[] {
  const end = withdrawn ? Math.min(to, withdrawn.at) : to;
  return end > from ? [{ person, from, to: end }] : [];
}

/**
 * The override that is asked for.
 * @param plan with what people said
 * @throws FirebreakError `invalid-input`, `not-found` or `conflict`, with what can be done
 */
export function planOverride(
  plan: OnCallPlan,
  id: string,
  asked: AskedPlannedOverride,
  had: readonly PlannedOverride[],
  { by, at }: { readonly by: string; readonly at: number },
): PlannedOverride {
  const { person, to, reason } = asked;
  const schedule = plan.schedules.get(id);
  if (!schedule) {
    throw new FirebreakError(
      'not-found',
      `there is no schedule ${id}; there are ${[...plan.schedules.keys()].join(', ') || 'none'}`,
    );
  }
  if (!plan.people.has(person)) {
    throw new FirebreakError(
      'invalid-input',
      `the on-call files know no ${person}; they know ${[...plan.people.keys()].join(', ')}`,
    );
  }
  const from = asked.from < at && asked.from > at - GRACE ? at : asked.from;
  if (from < at)
    throw new FirebreakError(
      'invalid-input',
      'it would begin in the past, which is on record: let it begin now or later',
    );
  if (to <= from) throw new FirebreakError('invalid-input', 'it would end before it begins');
  if (to - from > LONGEST) {
    throw new FirebreakError(
      'invalid-input',
      'it would last longer than 90 days: change the rotation in the file instead',
    );
  }
  refuseDoubleBooking(plan, schedule, { person, from, to });
  return { number: had.length + 1, person, from, to, reason, by, at, withdrawn: undefined };
}

/** One person cannot answer for two schedules at once. */
function refuseDoubleBooking({ schedules }: OnCallPlan, own: Schedule, { person, from, to }: Override): void {
  for (const other of schedules.values()) {
    if (other.id === own.id) continue;
    const shift = shiftsBetween(other, from, to).find(({ onCall }) => onCall?.person === person);
    if (!shift) continue;
    const when = `${wallText(own.timeZone, shift.from)} to ${wallText(own.timeZone, shift.to)} ${own.timeZone}`;
    throw new FirebreakError(
      'conflict',
      `${person} answers for ${other.id} then (${when}), and cannot answer for both: have somebody take ${other.id} first, or choose somebody else`,
    );
  }
}

/** The override taken back. @throws FirebreakError when there is none, or when it is over */
export function withdrawOverride(
  had: readonly PlannedOverride[],
  number: number,
  withdrawal: Withdrawal,
): PlannedOverride {
  const override = had.find((each) => each.number === number);
  if (!override) throw new FirebreakError('not-found', `there is no override ${number} of this schedule`);
  if (override.withdrawn)
    throw new FirebreakError('conflict', `${override.withdrawn.by} has taken it back already`);
  if (override.to <= withdrawal.at) throw new FirebreakError('conflict', 'it is over, and stays on record');
  return { ...override, withdrawn: withdrawal };
}
