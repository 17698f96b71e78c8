import { handoffOf, turnAt } from './handoffs.js';
import type { Layer, OnCall, Schedule, Stretch } from './schedule.js';
import { stretchesIn } from './weekly-hours.js';
import { whoIsOnCall } from './who-is-on-call.js';

/** Somebody answers, or nobody does, from one instant to another. */
export interface Shift extends Stretch {
  /** Undefined: a gap. */
  readonly onCall: OnCall | undefined;
}

/** Who answers from an instant to another: shifts that follow each other without gap or overlap, each unlike the one before. */
export function shiftsBetween(schedule: Schedule, from: number, to: number): Shift[] {
  const shifts: Shift[] = [];
  for (const at of changesIn(schedule, from, to)) {
    const onCall = whoIsOnCall(schedule, at);
    const last = shifts.at(-1);
    if (last && isSame(last.onCall, onCall)) continue;
    if (last) shifts[shifts.length - 1] = { ...last, to: at };
    shifts.push({ from: at, to, onCall });
  }
  return shifts;
}

/** Every instant of [from, to) at which something may be another than before, in order; the first is `from`. */
function changesIn(schedule: Schedule, from: number, to: number): number[] {
  const { timeZone, layers, overrides, leaves, shadows } = schedule;
  const edges = [
    ...[...overrides, ...leaves, ...shadows].flatMap((each) => [each.from, each.to]),
    ...layers.flatMap((layer) => [
      ...handoffsIn(layer, timeZone, from, to),
      ...stretchesIn(layer.hours, timeZone, from, to).flatMap((each) => [each.from, each.to]),
      ...(layer.until === undefined ? [] : [layer.until]),
    ]),
  ];
  const within = edges.filter((at) => at > from && at < to);
  return from < to ? [...new Set([from, ...within])].sort((a, b) => a - b) : [];
}

function handoffsIn({ rotation }: Layer, timeZone: string, from: number, to: number): number[] {
  const handoffs: number[] = [];
  for (let turn = turnAt(rotation, timeZone, from) ?? 0; ; turn += 1) {
    const at = handoffOf(rotation, timeZone, turn);
    if (at >= to) return handoffs;
    handoffs.push(at);
  }
}

function isSame(a: OnCall | undefined, b: OnCall | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
