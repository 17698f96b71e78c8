import type { Additions } from './additions.js';
import { ChangedSlots } from './changed-slots.js';
import type { EventDelta, EventSum, KnownSpan, Slot } from './event-counts.js';
import { KnownTime } from './known-time.js';
import type { RingLevel } from './ring-levels.js';
import { partOf } from './part-of.js';
import { SlotCounts } from './slot-counts.js';
import type { Stretch } from '../time/stretches.js';

type TrackSlot = Omit<Slot, 'level'>;

const NOTHING = { bad: 0, total: 0, knownMs: 0 };

/** One level of a ring. Entry k mod n of the counts holds slot k. */
export class SlotTrack {
  private readonly counts: SlotCounts;
  private readonly known: KnownTime;
  private newest = Number.NEGATIVE_INFINITY;
  private readonly changed = new ChangedSlots();

  constructor(private readonly level: RingLevel) {
    this.counts = new SlotCounts(level.slots);
    this.known = new KnownTime(level.slotMs);
  }

  get slotMs(): number {
    return this.level.slotMs;
  }

  get reachMs(): number {
    return (this.level.slots - 1) * this.level.slotMs;
  }

  get oldestStart(): number {
    return this.oldest * this.level.slotMs;
  }

  beginsSlot(at: number): boolean {
    return at % this.level.slotMs === 0;
  }

  /** The slot that begins at `start`. */
  slotAt(start: number): number {
    return Math.round(start / this.level.slotMs);
  }

  /** Spreads events evenly over the slots of their time. Whole events stay whole: none of them falls into two slots. */
  spread(added: Additions, { from, to, bad, total }: EventDelta): void {
    if (to <= from) {
      added.add(this.slotOf(to), bad, total, 0);
      return;
    }
    const { slotMs } = this.level;
    const share = (at: number) => Math.min(1, Math.max(0, (at - from) / (to - from)));
    for (const slot of this.slotsOf(from, to)) {
      const [before, after] = [share(slot * slotMs), share((slot + 1) * slotMs)];
      added.add(slot, partOf(bad, before, after), partOf(total, before, after), 0);
    }
  }

  cover(added: Additions, { from, to }: KnownSpan): void {
    const { slotMs } = this.level;
    for (const slot of this.slotsOf(from, to)) {
      const overlap = Math.min(to, (slot + 1) * slotMs) - Math.max(from, slot * slotMs);
      if (overlap > 0) added.add(slot, 0, 0, overlap);
    }
  }

  add({ bySlot }: Additions): void {
    if (bySlot.size === 0) return;
    const slots = [...bySlot.keys()].sort((a, b) => a - b);
    this.advance(slots.at(-1) as number);
    const kept = slots.filter((slot) => slot >= this.oldest);
    const additions = kept.map((slot) => bySlot.get(slot) ?? NOTHING);
    this.counts.prepareFor(additions);
    for (const [index, slot] of kept.entries()) {
      const { bad, total, knownMs } = additions[index] ?? NOTHING;
      this.counts.add(this.entry(slot), bad, total);
      if (knownMs > 0) this.known.add(slot, knownMs);
      this.changed.mark(slot);
    }
  }

  /** Over whole slots, without those that `excluded` touches (in order, apart). */
  sum(windowMs: number, to: number, excluded: readonly Stretch[] = []): EventSum {
    const { slotMs } = this.level;
    const edge = Math.round((to - windowMs) / slotMs);
    return this.after(edge, to, Math.max(to - edge * slotMs, 1), excluded);
  }

  /** As `sum`, over the very window: of the slot at its far edge counts the share that lies within. */
  within(windowMs: number, to: number, excluded: readonly Stretch[] = []): EventSum {
    return this.after((to - windowMs) / this.level.slotMs, to, Math.max(windowMs, 1), excluded);
  }

  /** @param edge where the window begins, in slots; it lies within one when it is no whole number */
  private after(edge: number, to: number, spanMs: number, excluded: readonly Stretch[]): EventSum {
    const { slotMs } = this.level;
    const last = this.slotOf(to);
    let { bad, total, knownMs } = this.counted(edge, last);
    let excludedMs = 0;
    // Two stretches may touch one slot.
    let next = Math.floor(edge);
    for (const stretch of excluded) {
      const first = Math.max(next, Math.floor(stretch.from / slotMs));
      const end = Math.min(last, this.slotOf(stretch.to));
      if (end < first) continue;
      const cut = this.counted(Math.max(edge, first), end);
      [bad, total, knownMs] = [bad - cut.bad, total - cut.total, knownMs - cut.knownMs];
      excludedMs += Math.min(to, (end + 1) * slotMs) - Math.max(to - spanMs, first * slotMs);
      next = end + 1;
    }
    return { bad, total, knownMs, spanMs, ...(excludedMs > 0 ? { excludedMs } : {}) };
  }

  /** The counts from an edge up to and including a slot. */
  private counted(edge: number, upTo: number): Omit<TrackSlot, 'start'> {
    const whole = Math.ceil(edge);
    const last = Math.min(upTo, this.newest);
    const first = Math.max(whole, this.oldest);
    const inside = last < first ? NOTHING : this.between(first, last);
    const share = whole - edge;
    if (share === 0 || whole - 1 < this.oldest || whole - 1 > last) return inside;
    const cut = this.between(whole - 1, whole - 1);
    return {
      bad: inside.bad + share * cut.bad,
      total: inside.total + share * cut.total,
      knownMs: inside.knownMs + share * cut.knownMs,
    };
  }

  *list(from: number, to: number): Generator<TrackSlot> {
    const first = Math.max(this.slotAt(from), this.oldest);
    const last = Math.min(this.slotOf(to), this.newest);
    for (let slot = last; slot >= first; slot -= 1) yield this.slot(slot);
  }

  /** Made for thousands of tracks at a time: nothing is built for a slot. */
  parts(from: number, to: number, count: number): { bad: number; total: number }[] {
    const end = Math.min(this.slotOf(to), this.newest);
    const firstOf = (part: number) => Math.ceil((from + (part * (to - from)) / count) / this.level.slotMs);
    return Array.from({ length: count }, (_, part) => {
      const first = Math.max(firstOf(part), this.oldest);
      const last = part + 1 < count ? Math.min(firstOf(part + 1) - 1, end) : end;
      if (last < first) return { bad: 0, total: 0 };
      return this.counts.sum(this.entry(first), this.entry(last));
    });
  }

  takeChanged(): TrackSlot[] {
    return this.changed.take(this.oldest).map((slot) => this.slot(slot));
  }

  markChanged(start: number): void {
    this.changed.mark(this.slotAt(start));
  }

  private get oldest(): number {
    return this.newest - this.level.slots + 1;
  }

  /** The slot whose (start, end] holds the instant. */
  private slotOf(at: number): number {
    return Math.ceil(at / this.level.slotMs) - 1;
  }

  /** The slots that (from, to] touches, as far as they are kept. */
  private *slotsOf(from: number, to: number): Generator<number> {
    const last = this.slotOf(to);
    const horizon = Math.max(this.newest, last) - this.level.slots + 1;
    for (let slot = Math.max(Math.floor(from / this.level.slotMs), horizon); slot <= last; slot += 1)
      yield slot;
  }

  private slot(slot: number): TrackSlot {
    return { start: slot * this.level.slotMs, ...this.between(slot, slot) };
  }

  private between(first: number, last: number): Omit<TrackSlot, 'start'> {
    const { bad, total } = this.counts.sum(this.entry(first), this.entry(last));
    const knownMs = this.known.upTo(last) - this.known.upTo(first - 1);
    return { bad, total: Math.max(0, total), knownMs: Math.max(0, knownMs) };
  }

  /** Moves the newest slot forward; what is skipped had no events. */
  private advance(newest: number): void {
    if (newest <= this.newest) return;
    const from = Math.max(this.newest + 1, newest - this.level.slots + 1);
    for (let slot = from; slot <= newest; slot += 1) this.counts.clear(this.entry(slot));
    this.newest = newest;
    this.known.forgetBefore(this.oldest - 1);
  }

  private entry(slot: number): number {
    const { slots } = this.level;
    return ((slot % slots) + slots) % slots;
  }
}
