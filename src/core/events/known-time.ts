/** Slots from `start` up to the next run's, each of which is known for `ms`; `before` is the known time of all runs before it. */
interface Run {
  start: number;
  ms: number;
  before: number;
}

/**
 * Known time by slot, as runs of slots that are known for equally long: mostly a single one, and two more for every gap. The time
 * before a slot is the prefix sum that windows are the difference of.
 */
export class KnownTime {
  private readonly runs: Run[] = [];

  constructor(private readonly slotMs: number) {}

  /** The known ms of all slots up to and including this one. */
  upTo(slot: number): number {
    const run = this.runs[this.find(slot)];
    return run ? run.before + (slot - run.start + 1) * run.ms : 0;
  }

  /** A slot is never known for longer than it lasts. */
  add(slot: number, ms: number): void {
    const index = this.find(slot);
    const known = this.runs[index]?.ms ?? 0;
    const next = Math.min(this.slotMs, known + ms);
    if (next !== known) this.replace(index, slot, known, next);
  }

  /** Lets go of everything before a slot. */
  forgetBefore(slot: number): void {
    while ((this.runs[1]?.start ?? Number.POSITIVE_INFINITY) <= slot) this.runs.shift();
  }

  /** The run that holds a slot; -1 before the first. Most questions are about the newest. */
  private find(slot: number): number {
    let index = this.runs.length - 1;
    while (index >= 0 && (this.runs[index] as Run).start > slot) index -= 1;
    return index;
  }

  private replace(index: number, slot: number, known: number, ms: number): void {
    const following = this.runs[index + 1];
    const parts: Run[] = [{ start: slot, ms, before: 0 }];
    if (following?.start !== slot + 1) parts.push({ start: slot + 1, ms: known, before: 0 });
    const startsHere = this.runs[index]?.start === slot;
    this.runs.splice(startsHere ? index : index + 1, startsHere ? 1 : 0, ...parts);
    this.tidy(Math.max(0, index));
  }

  /** Joins neighbours that are alike, and adds up anew from a run on. */
  private tidy(from: number): void {
    for (let i = Math.max(1, from); i < this.runs.length; i += 1) {
      const [before, run] = [this.runs[i - 1] as Run, this.runs[i] as Run];
      if (before.ms === run.ms) {
        this.runs.splice(i, 1);
        i -= 1;
      } else {
        run.before = before.before + (run.start - before.start) * before.ms;
      }
    }
  }
}
