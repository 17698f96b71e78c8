import { nextClockChanges } from '../../time/clock-changes.js';
import { formatDuration, HOUR } from '../../time/duration.js';
import { wallText } from '../../time/wall-text.js';
import { handoffOf, personOf, turnAt } from '../handoffs.js';
import type { OnCallPlan } from '../plan.js';
import type { Schedule } from '../schedule.js';

/** The next times that clocks of a zone are set, and what it does to the schedules that go by them. */
export interface ClockReport {
  readonly timeZone: string;
  /** Two at most; none where clocks are not set any more. */
  readonly changes: readonly {
    readonly at: number;
    /** What wall clocks gain (ms); negative where they are set back. */
    readonly by: number;
    readonly effects: readonly ClockEffect[];
  }[];
}

/** The turn of a layer in which clocks are set. */
export interface ClockEffect {
  readonly schedule: string;
  readonly layer: string;
  readonly text: string;
}

/** What the next two settings of clocks do, of each zone of the schedules. Handoffs stay where they are on the wall. */
export function clockReport({ schedules }: OnCallPlan, at: number): ClockReport[] {
  const zones = new Set([...schedules.values()].map(({ timeZone }) => timeZone));
  return [...zones].sort().map((timeZone) => {
    const own = [...schedules.values()].filter((schedule) => schedule.timeZone === timeZone);
    return {
      timeZone,
      changes: nextClockChanges(timeZone, at, 2).map((change) => ({
        at: change.at,
        by: change.after - change.before,
        effects: own.flatMap((schedule) => effectsOn(schedule, change.at)),
      })),
    };
  });
}

function effectsOn({ id, timeZone, layers }: Schedule, set: number): ClockEffect[] {
  return layers.flatMap(({ name, rotation, until }) => {
    // A handoff that clocks skip is at the very end of the jump: it is the turn before it that is shorter.
    const turn = turnAt(rotation, timeZone, set - 1);
    const person = personOf(rotation, turn);
    if (turn === undefined || person === undefined || (until !== undefined && until <= set)) return [];
    const [from, to] = [handoffOf(rotation, timeZone, turn), handoffOf(rotation, timeZone, turn + 1)];
    const next = handoffOf(rotation, timeZone, turn + 2);
    const text = `${person}'s turn from ${wallText(timeZone, from)} lasts ${hours(to - from)}; handoffs are at ${utc(from)} UTC before and ${utc(next)} UTC after`;
    return [{ schedule: id, layer: name, text }];
  });
}

function hours(ms: number): string {
  const whole = Math.floor(ms / HOUR);
  return `${whole}h${ms > whole * HOUR ? formatDuration(ms - whole * HOUR) : ''}`;
}

function utc(at: number): string {
  return wallText('UTC', at).slice(-5);
}
