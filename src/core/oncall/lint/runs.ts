import { DAY } from '../../time/duration.js';
import type { Stretch } from '../schedule.js';
import type { Shift } from '../shifts.js';

/** A shorter break is no rest. */
const REST = DAY;

/**
 * For how long each person answers without a rest by the shifts of one schedule. Hours in which nobody has the layer do not end a turn, and
 * neither does a break of less than a day.
 */
export function runsOf(shifts: readonly Shift[]): Map<string, Stretch[]> {
  const runs = new Map<string, Stretch[]>();
  /** Who has had each layer last, as long as nobody else has stepped in. */
  let turns = new Map<string, string>();
  for (const { from, to, onCall } of shifts) {
    if (!onCall) continue;
    const { person, layer } = onCall;
    const goesOn = layer !== undefined && turns.get(layer) === person;
    if (layer === undefined) turns = new Map([...turns].filter(([, holder]) => holder === person));
    else turns.set(layer, person);
    runs.set(person, withStretch(runs.get(person) ?? [], { from, to }, goesOn));
  }
  return runs;
}

/** The same over several schedules: who answers here and then there has no rest either. */
export function joinRuns(runs: readonly Stretch[]): Stretch[] {
  const sorted = [...runs].sort((a, b) => a.from - b.from);
  return sorted.reduce<Stretch[]>((joined, each) => withStretch(joined, each, false), []);
}

function withStretch(runs: readonly Stretch[], { from, to }: Stretch, goesOn: boolean): Stretch[] {
  const last = runs.at(-1);
  if (!last || !(goesOn || from - last.to < REST)) return [...runs, { from, to }];
  return [...runs.slice(0, -1), { from: last.from, to: Math.max(last.to, to) }];
}
