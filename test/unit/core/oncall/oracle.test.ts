import { describe, expect, it } from 'vitest';
import { shiftsBetween } from '../../../../src/core/oncall/shifts.js';
import { whoIsOnCall } from '../../../../src/core/oncall/who-is-on-call.js';
import { seededRandom } from '../../../../src/core/backtest/seeded-random.js';
import { FROM, randomSchedule, TO, whole, ZONES } from '../../../support/random-schedules.js';
import { oracle, oracleShadows, Wall } from '../../../support/oncall-oracle.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SCHEDULES = 1_000;
/** Each schedule is looked at on so many half hours at random, on those around every setting of its clocks, and on all of a day; whole hours are all compared by test/contract/oncall. */
const LOOKS = 30;

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
        ...Array.from({ length: 48 }, (_, half) => begin + half * (HOUR / 2)),
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
