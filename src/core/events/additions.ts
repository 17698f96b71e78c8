import { saturated } from './saturated.js';

/** What is added to slots, by slot. */
export class Additions {
  readonly bySlot = new Map<number, { bad: number; total: number; knownMs: number }>();

  add(slot: number, bad: number, total: number, knownMs: number): void {
    const known = this.bySlot.get(slot);
    if (known) {
      known.bad = saturated(known.bad + bad);
      known.total = saturated(known.total + total);
      known.knownMs += knownMs;
    } else {
      this.bySlot.set(slot, { bad, total, knownMs });
    }
  }
}
