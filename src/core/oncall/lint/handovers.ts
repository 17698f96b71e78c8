import type { Layer, OnCall, Schedule } from '../schedule.js';
import { shiftsBetween } from '../shifts.js';

/** One person really takes over from another. */
export interface Handover {
  readonly at: number;
  readonly from: string;
  readonly to: string;
  /** The layer whose doing it is. */
  readonly layer: Layer;
  /** Its next turn, or that its hours begin or end above another layer. */
  readonly by: 'turn' | 'hours';
}

/**
 * The handovers of a schedule in [from, to), as planned: overrides, leave and covers aside. A turn that begins while its layer has nobody wakes nobody: the
 * next takes over when the hours begin.
 *
 * @param since from where on shifts are looked at, so that who had a layer before is known
 */
export function handoversOf(schedule: Schedule, since: number, from: number, to: number): Handover[] {
  const planned = { ...schedule, overrides: [], leaves: [], covers: {}, shadows: [] };
  const handovers: Handover[] = [];
  /** Who has had each layer last. */
  const holders = new Map<string, string>();
  let before: OnCall | undefined;
  for (const { from: at, onCall } of shiftsBetween(planned, since, to)) {
    const last = before?.person ?? holders.get(onCall?.layer ?? '');
    const cause = onCall && causeOf(schedule, before, onCall);
    if (at > from && cause && last !== undefined && last !== onCall.person)
      handovers.push({ at, from: last, to: onCall.person, ...cause });
    if (onCall?.layer !== undefined) holders.set(onCall.layer, onCall.person);
    before = onCall;
  }
  return handovers;
}

/** Of two layers the upper one gives and takes; undefined for none. */
function causeOf(
  { layers }: Schedule,
  before: OnCall | undefined,
  after: OnCall,
): Pick<Handover, 'layer' | 'by'> | undefined {
  const names = [after.layer, before?.layer];
  const layer = layers.findLast(({ name }) => names.includes(name));
  return layer && { layer, by: before && before.layer !== after.layer ? 'hours' : 'turn' };
}
