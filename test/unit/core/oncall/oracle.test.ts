import { describe, expect, it } from 'vitest';
import type { Layer, Schedule } from '../../../../src/core/oncall/schedule.js';
import { shiftsBetween } from '../../../../src/core/oncall/shifts.js';
import { whoIsOnCall } from '../../../../src/core/oncall/who-is-on-call.js';
import { seededRandom } from '../../../../src/core/backtest/seeded-random.js';
import { oracle, oracleShadows, Wall } from '../../../support/oncall-oracle.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FROM = Date.UTC(2026, 0, 1);
const TO = Date.UTC(2031, 0, 1);
const SCHEDULES = 1_000;
/** Each schedule is looked at on so many half hours at random, on those around every setting of its clocks, and on all of three days. */
const LOOKS = 150;

/** Half hours, a jump of half an hour, clocks set at midnight, the southern half, none at all. */
const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Asia/Beirut',
  'Pacific/Auckland',
  'UTC',
];
const PEOPLE = ['ana', 'ben', 'cem', 'dia', 'eli', 'fay'];

type Random = () => number;
const pick = <Value>(random: Random, values: readonly Value[]): Value =>
  values[Math.floor(random() * values.length)] as Value;
const whole = (random: Random, least: number, most: number) =>
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

function randomSchedule(random: Random): Schedule {
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

describe('schedules', () => {
  const walls = new Map(ZONES.map((zone) => [zone, new Wall(zone, FROM - 3 * HOUR, TO)]));
  const changes = new Map(
    [...walls].map(([zone, wall]) => [zone, wall.changes().filter((at) => at >= FROM)]),
  );

  it(`agree with counting on the wall: ${SCHEDULES} at random, five years, ${ZONES.length} zones`, {
    timeout: 120_000,
  }, () => {
    let compared = 0;
    for (let n = 0; n < SCHEDULES; n += 1) {
      const random = seededRandom(n);
      const schedule = randomSchedule(random);
      const wall = walls.get(schedule.timeZone) as Wall;
      const begin = FROM + whole(random, 0, 5 * 365 - 4) * DAY;
      const instants = [
        ...Array.from({ length: LOOKS }, () => FROM + whole(random, 0, (5 * 365 - 1) * 48) * (HOUR / 2)),
        ...(changes.get(schedule.timeZone) ?? []),
        ...Array.from({ length: 3 * 48 }, (_, half) => begin + half * (HOUR / 2)),
      ];
      for (const at of instants) {
        const seen = whoIsOnCall(schedule, at);
        const expected = oracle(schedule, wall, at);
        const shadows = oracleShadows(schedule, expected, at);
        if (seen?.person !== expected || String(seen?.shadows ?? []) !== String(shadows)) {
          expect({ n, at: new Date(at).toISOString(), schedule, seen }).toBe({ expected, shadows });
        }
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(SCHEDULES * LOOKS);
  });

  it('are shifts that follow each other, each as it is at each of its instants', { timeout: 60_000 }, () => {
    for (let n = 0; n < 200; n += 1) {
      const random = seededRandom(10_000 + n);
      const schedule = randomSchedule(random);
      const from = FROM + whole(random, 0, 4 * 365) * DAY;
      const to = from + 90 * DAY;
      const shifts = shiftsBetween(schedule, from, to);
      expect([shifts[0]?.from, shifts.at(-1)?.to]).toEqual([from, to]);
      for (const [index, shift] of shifts.entries()) {
        if (index > 0) expect(shift.from).toBe(shifts[index - 1]?.to);
        for (let look = 0; look < 3; look += 1) {
          const at = whole(random, shift.from, shift.to - 1);
          expect(whoIsOnCall(schedule, at)).toEqual(shift.onCall);
        }
      }
    }
  });

  it('never have a shadow answer for the one who is followed', () => {
    for (let n = 0; n < 300; n += 1) {
      const random = seededRandom(20_000 + n);
      const schedule = randomSchedule(random);
      const at = FROM + whole(random, 0, 5 * 365 * 24) * HOUR;
      const seen = whoIsOnCall(schedule, at);
      expect(seen?.person).toBe(whoIsOnCall({ ...schedule, shadows: [] }, at)?.person);
      expect(seen?.shadows ?? []).not.toContain(seen?.person);
    }
  });
});
