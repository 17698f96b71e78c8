import { Additions } from './additions.js';
import type { EventDelta, EventSum, KnownSpan, Slot } from './event-counts.js';
import type { RingLevel } from './ring-levels.js';
import { SlotTrack } from './slot-track.js';
import type { Stretch } from '../time/stretches.js';

export type { EventDelta, EventSum, KnownSpan, Slot } from './event-counts.js';

/**
 * Event counts by slot, on several levels of resolution; a window is the sum of its slots on the finest level that reaches as far.
 * Adding is cheap, in order as well as in the past.
 */
export class SlotRing {
  private readonly tracks: readonly SlotTrack[];

  constructor(readonly levels: readonly RingLevel[]) {
    this.tracks = levels.map((level) => new SlotTrack(level));
  }

  /** Adds events and known time in one pass per level. What lies before a level's horizon is left out of that level. */
  apply(deltas: readonly EventDelta[], known: readonly KnownSpan[]): void {
    for (const track of this.tracks) {
      const added = new Additions();
      for (const delta of deltas) track.spread(added, delta);
      for (const span of known) track.cover(added, span);
      track.add(added);
    }
  }

  /**
   * The events of whole slots, about (to − windowMs, to]: exact counts of a span that is up to half a slot off.
   * @param excluded stretches, in order and apart, that do not count, with every slot that they touch
   */
  sum(windowMs: number, to: number, excluded?: readonly Stretch[]): EventSum {
    return this.trackFor(windowMs)?.sum(windowMs, to, excluded) ?? nothingIn(windowMs);
  }

  /** The events of (to − windowMs, to], where those of the slot at its far edge are taken as spread evenly over it. */
  within(windowMs: number, to: number, excluded?: readonly Stretch[]): EventSum {
    return this.trackFor(windowMs)?.within(windowMs, to, excluded) ?? nothingIn(windowMs);
  }

  /** The events of (from, to], by the finest slots that reach so far back and begin at `from`. */
  since(from: number, to: number, excluded?: readonly Stretch[]): EventSum {
    const windowMs = to - from;
    const aligned = this.tracks.find((track) => track.reachMs >= windowMs && track.beginsSlot(from));
    return (aligned ?? this.trackFor(windowMs))?.within(windowMs, to, excluded) ?? nothingIn(windowMs);
  }

  /**
   * The events of (from, to], where `to` may lie in the past: by slots that reach back to `from` and are no wider than the span, what is over
   * beyond their last edge by finer ones. Of the slot at `from` counts its share, as in `within`. Undefined where only wider slots are kept.
   */
  past(from: number, to: number, excluded?: readonly Stretch[]): EventSum | undefined {
    if (to <= from) return { bad: 0, total: 0, knownMs: 0, spanMs: 0 };
    const kept = this.tracks.filter(({ oldestStart }) => oldestStart <= from);
    const fitting = (kept.length > 0 ? kept : this.tracks.slice(-1)).filter(
      ({ slotMs }) => slotMs <= to - from,
    );
    const ending = fitting.find((track) => track.beginsSlot(to));
    if (ending) return ending.within(to - from, to, excluded);
    const widest = fitting.at(-1);
    if (widest) {
      const edge = widest.slotMs * Math.floor(to / widest.slotMs);
      const rest = this.past(edge, to, excluded);
      return rest && addSums(widest.within(edge - from, edge, excluded), rest);
    }
    // Nothing is finer: what is left is the newest slot so far.
    const [finest] = kept;
    return finest === this.tracks[0] ? finest?.within(to - from, to, excluded) : undefined;
  }

  /** The width (ms) of the finest slots that reach from there to the newest; of the widest where none does. */
  slotMsFrom(from: number): number {
    const track = this.tracks.find((candidate) => candidate.oldestStart <= from) ?? this.tracks.at(-1);
    return track?.slotMs ?? 1;
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
      const added = new Additions();
      for (const slot of slots) {
        if (slot.level === level) added.add(track.slotAt(slot.start), slot.bad, slot.total, slot.knownMs);
      }
      track.add(added);
    });
    this.takeChanged();
  }

  /** The counts of every slot of (from, to] on the finest level that reaches from there to the newest slot, newest first. */
  slots(from: number, to: number): Iterable<Omit<Slot, 'level'>> {
    const track = this.tracks.find((candidate) => candidate.oldestStart <= from) ?? this.tracks.at(-1);
    return track ? track.list(from, to) : [];
  }

  /** The events of so many equal parts of (from, to], oldest first. A slot belongs to the part in which it begins. */
  parts(
    from: number,
    to: number,
    count: number,
  ): readonly { readonly bad: number; readonly total: number }[] {
    const track = this.tracks.find((candidate) => candidate.oldestStart <= from) ?? this.tracks.at(-1);
    return track?.parts(from, to, count) ?? [];
  }

  /** As `slots`, with the width of the slots (ms). */
  series(
    from: number,
    to: number,
  ): { readonly slotMs: number; readonly slots: readonly Omit<Slot, 'level'>[] } {
    const index = this.tracks.findIndex((candidate) => candidate.oldestStart <= from);
    const track = this.tracks.at(index);
    return { slotMs: this.levels.at(index)?.slotMs ?? 1, slots: track ? [...track.list(from, to)] : [] };
  }

  /** The finest level that reaches back far enough. */
  private trackFor(windowMs: number): SlotTrack | undefined {
    return this.tracks.find((candidate) => candidate.reachMs >= windowMs) ?? this.tracks.at(-1);
  }
}

function addSums(a: EventSum, b: EventSum): EventSum {
  const excludedMs = (a.excludedMs ?? 0) + (b.excludedMs ?? 0);
  return {
    bad: a.bad + b.bad,
    total: a.total + b.total,
    knownMs: a.knownMs + b.knownMs,
    spanMs: a.spanMs + b.spanMs,
    ...(excludedMs > 0 ? { excludedMs } : {}),
  };
}

function nothingIn(windowMs: number): EventSum {
  return { bad: 0, total: 0, knownMs: 0, spanMs: windowMs };
}
