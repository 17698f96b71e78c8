import type { LocalDate } from '../time/zone-clock.js';

/** Who answers when, by the wall clocks of one zone. People are known by a name each; instants are epoch ms. */
export interface Schedule {
  readonly id: string;
  /** An IANA name: `Europe/Berlin`. */
  readonly timeZone: string;
  /** The last that has somebody answers. */
  readonly layers: readonly Layer[];
  /** Somebody takes the whole schedule for a while; of several at once the last in the list. */
  readonly overrides: readonly Override[];
  readonly leaves: readonly Leave[];
  /** Who stands in for somebody on leave, the first who is not on leave; whoever is has people standing in for him in turn. */
  readonly covers: Readonly<Record<string, readonly string[]>>;
  /** They are told as well, and never answer for the one they follow. */
  readonly shadows: readonly Shadow[];
}

export interface Layer {
  readonly name: string;
  readonly rotation: Rotation;
  /** When it has somebody; empty: always. */
  readonly hours: readonly WeeklyHours[];
  /** It ends at this instant; undefined: never. */
  readonly until: number | undefined;
}

/** People take turns. A turn lasts whole days, so that handoffs stay at their time on the wall whenever clocks are set. */
export interface Rotation {
  /** In the order of their turns; at least one. */
  readonly people: readonly string[];
  /** The day of the first handoff; the first of them begins then. */
  readonly from: LocalDate;
  /** When handoffs are: ms after midnight on the wall; the end of the jump where clocks skip it, the first of two where they show it twice. */
  readonly handoff: number;
  /** How long a turn lasts: 1 daily, 7 weekly. */
  readonly days: number;
}

/** Some hours of some days of the week; they belong to the day on which they begin. */
export interface WeeklyHours {
  /** 0 is Sunday, 6 is Saturday. */
  readonly weekdays: readonly number[];
  /** ms after midnight on the wall. */
  readonly from: number;
  /** The same; not after `from`: of the next day. */
  readonly to: number;
}

export interface Stretch {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

export interface Override extends Stretch {
  readonly person: string;
}

export interface Leave extends Stretch {
  readonly person: string;
}

export interface Shadow extends Stretch {
  readonly person: string;
  /** Whom they follow. */
  readonly of: string;
}

/** Who answers at an instant, and why. */
export interface OnCall {
  readonly person: string;
  readonly because: 'override' | 'rotation' | 'cover';
  /** The layer whose turn it is; undefined for an override. */
  readonly layer: string | undefined;
  /** Whose turn it would be; set for a cover. */
  readonly insteadOf: string | undefined;
  /** Who is told as well. */
  readonly shadows: readonly string[];
}
