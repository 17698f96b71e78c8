import { DAY } from '../../time/duration.js';
import type { Stretch } from '../schedule.js';
import type { Shift } from '../shifts.js';

/** A shorter break is no rest. */
const REST = DAY;

/** When each person answers by the shifts of one schedule, be it as override, turn or cover. */
export function stretchesOfPeople(shifts: readonly Shift[]): Map<string, Stretch[]> {
  const people = new Map<string, Stretch[]>();
  for (const { from, to, onCall } of shifts) {
    if (!onCall) continue;
    const own = people.get(onCall.person) ?? [];
    people.set(onCall.person, own);
    own.push({ from, to });
  }
  return people;
}

/** From the first shift after a day of rest to the end of the last before the next; who answers here and then there has no rest either. */
export function joinRuns(stretches: readonly Stretch[]): Stretch[] {
  const runs: Stretch[] = [];
  for (const { from, to } of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = runs.at(-1);
    if (last && from - last.to < REST) runs[runs.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    else runs.push({ from, to });
  }
  return runs;
}
