import type { RingLevel } from './ring-levels.js';

/** Events of a stretch of time. `from` = `to` puts them at one instant; otherwise they are spread evenly over (from, to]. */
export interface EventDelta {
  readonly from: number;
  readonly to: number;
  readonly bad: number;
  readonly total: number;
}

/** A stretch of time, (from, to], in which the source was seen working. */
export interface KnownSpan {
  readonly from: number;
  readonly to: number;
}

/** What a window holds. `spanMs` is the window as the slots cut it, at most half a slot off what was asked. */
export interface EventSum {
  readonly bad: number;
  readonly total: number;
  readonly knownMs: number;
  readonly spanMs: number;
}

/** One slot with its absolute counts. */
export interface Slot {
  readonly level: number;
  readonly start: number;
  readonly bad: number;
  readonly total: number;
  readonly knownMs: number;
}

/**
 * Event counts by slot, on several levels of resolution, as prefix sums: any window is the difference of two entries.
 * Adding in order is cheap; adding in the past costs one pass over the slots that follow.
 */
export class SlotRing {
  private readonly tracks: readonly Track[];

  constructor(readonly levels: readonly RingLevel[]) {
    this.tracks = levels.map((level) => new Track(level));
  }

  /** Adds events and known time in one pass per level. What lies before a level's horizon is left out of that level. */
  apply(deltas: readonly EventDelta[], known: readonly KnownSpan[]): void {
    for (const track of this.tracks) {
      const added = new Map<number, Triple>();
      for (const delta of deltas) track.spread(added, delta.from, delta.to, delta.bad, delta.total, 0);
      for (const span of known) track.spread(added, span.from, span.to, 0, 0, span.to - span.from);
      track.add(added);
    }
  }

  /** The events of (to − windowMs, to], from the finest level that reaches back far enough. */
  sum(windowMs: number, to: number): EventSum {
    const track = this.tracks.find((candidate) => candidate.reachMs >= windowMs) ?? this.tracks.at(-1);
    if (!track) return { bad: 0, total: 0, knownMs: 0, spanMs: windowMs };
    return track.sum(windowMs, to);
  }

  /** The slots that changed since the last call, with their absolute counts; they count as unchanged from here on. */
  takeChanged(): Slot[] {
    return this.tracks.flatMap((track, level) => track.takeChanged().map((slot) => ({ level, ...slot })));
  }

  /** Puts slots back on the list of changed ones, after a write that failed. */
  markChanged(slots: readonly { readonly level: number; readonly start: number }[]): void {
    for (const slot of slots) this.tracks[slot.level]?.markChanged(slot.start);
  }

  /** Puts stored slots into an empty ring. */
  restore(slots: readonly Slot[]): void {
    this.tracks.forEach((track, level) => {
      const added = new Map<number, Triple>();
      for (const slot of slots) {
        if (slot.level === level) added.set(track.slotAt(slot.start), [slot.bad, slot.total, slot.knownMs]);
      }
      track.add(added);
    });
    this.takeChanged();
  }

  /** The counts of every slot of (from, to] on the finest level that reaches from there to the newest slot, oldest first. */
  slots(from: number, to: number): readonly Omit<Slot, 'level'>[] {
    const track = this.tracks.find((candidate) => candidate.oldestStart <= from) ?? this.tracks.at(-1);
    return track ? track.list(from, to) : [];
  }
}

type Triple = [bad: number, total: number, knownMs: number];

/** One level: a ring of prefix sums. Entry k mod n holds the sum of everything up to and including slot k. */
class Track {
  private readonly size: number;
  private readonly sums: Float64Array;
  private newest = Number.NEGATIVE_INFINITY;
  private readonly changed = new Set<number>();

  constructor(private readonly level: RingLevel) {
    // One entry more than there are slots: the sum before the oldest slot.
    this.size = level.slots + 1;
    this.sums = new Float64Array(this.size * 3);
  }

  get reachMs(): number {
    return (this.level.slots - 1) * this.level.slotMs;
  }

  get oldestStart(): number {
    return (this.newest - this.level.slots + 1) * this.level.slotMs;
  }

  /** The slot that begins at `start`. */
  slotAt(start: number): number {
    return Math.round(start / this.level.slotMs);
  }

  /** The slot whose (start, end] holds the instant. */
  private slotOf(at: number): number {
    return Math.ceil(at / this.level.slotMs) - 1;
  }

  spread(added: Map<number, Triple>, from: number, to: number, bad: number, total: number, knownMs: number) {
    const last = this.slotOf(to);
    if (to <= from) {
      accumulate(added, last, bad, total, knownMs);
      return;
    }
    const { slotMs, slots } = this.level;
    const horizon = Math.max(this.newest, last) - slots + 1;
    for (let slot = Math.max(Math.floor(from / slotMs), horizon); slot <= last; slot += 1) {
      const overlap = Math.min(to, (slot + 1) * slotMs) - Math.max(from, slot * slotMs);
      const share = overlap / (to - from);
      if (share > 0) accumulate(added, slot, bad * share, total * share, knownMs * share);
    }
  }

  add(added: ReadonlyMap<number, Triple>): void {
    if (added.size === 0) return;
    const slots = [...added.keys()].sort((a, b) => a - b);
    this.advance(slots.at(-1) as number);
    const oldest = this.newest - this.level.slots + 1;
    const running: Triple = [0, 0, 0];
    let next = 0;
    while (next < slots.length && (slots[next] as number) < oldest) next += 1;
    if (next === slots.length) return;
    for (let slot = slots[next] as number; slot <= this.newest; slot += 1) {
      const triple = slot === slots[next] ? added.get(slot) : undefined;
      if (triple) {
        next += 1;
        this.changed.add(slot);
        for (let i = 0; i < 3; i += 1) running[i as 0] += triple[i as 0];
      }
      const base = this.entry(slot);
      for (let i = 0; i < 3; i += 1) this.sums[base + i] = this.at(base + i) + running[i as 0];
    }
  }

  sum(windowMs: number, to: number): EventSum {
    const { slotMs, slots } = this.level;
    const edge = Math.round((to - windowMs) / slotMs);
    const spanMs = Math.max(to - edge * slotMs, 1);
    const last = Math.min(this.slotOf(to), this.newest);
    const first = Math.max(edge, this.newest - slots + 1);
    if (last < first) return { bad: 0, total: 0, knownMs: 0, spanMs };
    const [bad, total, knownMs] = this.between(first, last);
    return { bad, total, knownMs, spanMs };
  }

  list(from: number, to: number): Omit<Slot, 'level'>[] {
    const result: Omit<Slot, 'level'>[] = [];
    const first = Math.max(Math.round(from / this.level.slotMs), this.newest - this.level.slots + 1);
    const last = Math.min(this.slotOf(to), this.newest);
    for (let slot = first; slot <= last; slot += 1) result.push(this.slot(slot));
    return result;
  }

  takeChanged(): Omit<Slot, 'level'>[] {
    const oldest = this.newest - this.level.slots + 1;
    const slots = [...this.changed].filter((slot) => slot >= oldest).sort((a, b) => a - b);
    this.changed.clear();
    return slots.map((slot) => this.slot(slot));
  }

  markChanged(start: number): void {
    this.changed.add(this.slotAt(start));
  }

  private slot(slot: number): Omit<Slot, 'level'> {
    const [bad, total, knownMs] = this.between(slot, slot);
    return { start: slot * this.level.slotMs, bad, total, knownMs };
  }

  /** Rounding of spread events can leave a hair below zero. */
  private between(first: number, last: number): Triple {
    const end = this.entry(last);
    const begin = this.entry(first - 1);
    const difference = (i: number) => Math.max(0, this.at(end + i) - this.at(begin + i));
    return [this.at(end) - this.at(begin), difference(1), difference(2)];
  }

  /** Moves the newest slot forward; the sums of skipped slots equal the last one. */
  private advance(newest: number): void {
    if (newest <= this.newest) return;
    const gap = newest - this.newest;
    const from = gap > this.size ? newest - this.size + 1 : this.newest + 1;
    const last = Number.isFinite(this.newest) ? this.entry(this.newest) : 0;
    const carry = [this.at(last), this.at(last + 1), this.at(last + 2)] as const;
    for (let slot = from; slot <= newest; slot += 1) this.sums.set(carry, this.entry(slot));
    this.newest = newest;
  }

  private entry(slot: number): number {
    return (((slot % this.size) + this.size) % this.size) * 3;
  }

  private at(index: number): number {
    return this.sums[index] as number;
  }
}

function accumulate(added: Map<number, Triple>, slot: number, bad: number, total: number, knownMs: number) {
  const triple = added.get(slot);
  if (triple) {
    triple[0] += bad;
    triple[1] += total;
    triple[2] += knownMs;
  } else {
    added.set(slot, [bad, total, knownMs]);
  }
}
