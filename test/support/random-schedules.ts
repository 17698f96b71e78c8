import type { Layer, Schedule } from '../../src/core/oncall/schedule.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Five years from here on are looked at. */
export const FROM = Date.UTC(2026, 0, 1);
export const TO = Date.UTC(2031, 0, 1);
/** Half hours, a jump of half an hour, clocks set at midnight, the southern half, none at all. */
export const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Asia/Beirut',
  'Pacific/Auckland',
  'UTC',
];
export const PEOPLE = ['ana', 'ben', 'cem', 'dia', 'eli', 'fay'];

export type Random = () => number;
const pick = <Value>(random: Random, values: readonly Value[]): Value =>
  values[Math.floor(random() * values.length)] as Value;
export const whole = (random: Random, least: number, most: number) =>
  least + Math.floor(random() * (most - least + 1));
const some = <Value>(random: Random, most: number, make: () => Value): Value[] =>
  Array.from({ length: whole(random, 0, most) }, make);

function randomLayer(random: Random, n: number): Layer {
  const start = new Date(FROM + whole(random, -20, 700) * DAY);
  const handoffs = [0, 2, 2.5, 9, 9.5, 23.5];
  return {
    name: `layer ${n}`,
    rotation: {
      people: Array.from({ length: whole(random, 1, 5) }, () => pick(random, PEOPLE)),
      from: { year: start.getUTCFullYear(), month: start.getUTCMonth(), day: start.getUTCDate() },
      handoff: pick(random, handoffs) * HOUR,
      days: pick(random, [1, 2, 7, 7, 7, 14, 10]),
    },
    hours: some(random, 2, () => ({
      weekdays: [0, 1, 2, 3, 4, 5, 6].filter(() => random() < 0.6),
      from: pick(random, [0, 1.5, 2, 9, 22]) * HOUR,
      to: pick(random, [0, 2, 2.5, 9, 17.5]) * HOUR,
    })),
    until: random() < 0.2 ? FROM + whole(random, 100, 1_800) * DAY : undefined,
  };
}

export function randomSchedule(random: Random): Schedule {
  const stretch = (longest: number) => {
    const from = FROM + whole(random, 0, 5 * 365 * 48) * (HOUR / 2);
    return { from, to: from + whole(random, 1, longest * 48) * (HOUR / 2) };
  };
  return {
    id: 'primary',
    timeZone: pick(random, ZONES),
    layers: [randomLayer(random, 1), ...some(random, 2, () => randomLayer(random, 2))],
    overrides: some(random, 6, () => ({ ...stretch(10), person: pick(random, PEOPLE) })),
    leaves: some(random, 12, () => ({ ...stretch(120), person: pick(random, PEOPLE) })),
    covers: Object.fromEntries(PEOPLE.map((person) => [person, some(random, 3, () => pick(random, PEOPLE))])),
    shadows: some(random, 4, () => ({
      ...stretch(200),
      person: pick(random, PEOPLE),
      of: pick(random, PEOPLE),
    })),
  };
}
