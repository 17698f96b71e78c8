import { handoffOf, turnAt } from '../../../core/oncall/handoffs.js';
import type { Layer, Rotation, WeeklyHours } from '../../../core/oncall/schedule.js';
import { DAY, formatDuration, MINUTE } from '../../../core/time/duration.js';
import { wallText, wallTime } from '../../../core/time/wall-text.js';
import { type LocalDate, localDate } from '../../../core/time/zone-clock.js';

/** Turns as other tools count them: by a length from an instant on. */
export interface ForeignTurns {
  readonly name: string;
  /** In their order; at least one. */
  readonly people: readonly string[];
  /** When the first of the first person begins (epoch ms). */
  readonly start: number;
  /** When anybody answers by it at first; a turn may have begun before. */
  readonly begins: number;
  readonly until: number | undefined;
  /** How long a turn lasts (ms). */
  readonly length: number;
  readonly hours: readonly WeeklyHours[];
}

/** Layers that say the same, or why none do. */
export type TurnLayers =
  | { readonly layers: readonly Layer[]; readonly notes: readonly string[] }
  | { readonly why: string };

/** As on-call files have it. */
const LONGEST = 999 * DAY;

/** A turn lasts days here. Turns that are an even part of a day become a layer of daily turns for each part. */
export function layersOfTurns(turns: ForeignTurns, timeZone: string, at: number): TurnLayers {
  const { length, hours } = turns;
  if (length > LONGEST) return { why: `turns of ${formatDuration(length)} are longer than 999 days` };
  if (length > 0 && length % DAY === 0) return layersOf(turns, timeZone, at, length / DAY, 1);
  if (!(length > 0) || DAY % length !== 0)
    return { why: `turns of ${formatDuration(length)} are neither whole days nor an even part of a day` };
  if (hours.length > 0)
    return { why: `turns of ${formatDuration(length)} that rest at some hours cannot be said` };
  return layersOf(turns, timeZone, at, 1, DAY / length);
}

/** @param parts of a day, each a layer */
function layersOf(
  { name, people, start, begins, until, length, hours }: ForeignTurns,
  timeZone: string,
  at: number,
  days: number,
  parts: number,
): TurnLayers {
  const { time } = wallTime(timeZone, start);
  const whole: Rotation = { people, from: localDate(timeZone, start), handoff: time, days };
  const first = begins > start ? (turnAt(whole, timeZone, begins) ?? 0) : 0;
  const from = later(whole.from, first * days);
  const handoff = handoffOf(whole, timeZone, first);
  const notes = [
    ...(begins - handoff >= MINUTE && begins > at
      ? [
          `it begins with its turn, at ${wallText(timeZone, handoff)} rather than ${wallText(timeZone, begins)}`,
        ]
      : []),
    ...(start % MINUTE === 0
      ? []
      : [`handoffs are at whole minutes: ${wallText(timeZone, handoff).slice(-5)}`]),
  ];
  const layers = Array.from({ length: parts }, (_, part) => {
    const wall = time + (parts === 1 ? 0 : part * length);
    return {
      name: parts === 1 ? name : `${name} ${part + 1}`,
      rotation: {
        people: orderOf(people, first * parts + part, parts),
        from: later(from, Math.floor(wall / DAY)),
        handoff: wall % DAY,
        days,
      },
      hours:
        parts === 1
          ? hours
          : [{ weekdays: [0, 1, 2, 3, 4, 5, 6], from: wall % DAY, to: (wall + length) % DAY }],
      until,
    };
  });
  return { layers, notes };
}

/** Every step-th of the people from a place on, until it begins anew. */
function orderOf(people: readonly string[], from: number, step: number): string[] {
  const order: string[] = [];
  for (let turn = 0; ; turn += 1) {
    const person = people[(from + turn * step) % people.length];
    if (person === undefined || (turn > 0 && (turn * step) % people.length === 0)) return order;
    order.push(person);
  }
}

function later({ year, month, day }: LocalDate, days: number): LocalDate {
  const date = new Date(Date.UTC(year, month, day + days));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate() };
}
