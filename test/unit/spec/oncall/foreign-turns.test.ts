import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { whoIsOnCall } from '../../../../src/core/oncall/who-is-on-call.js';
import { DAY, HOUR, MINUTE } from '../../../../src/core/time/duration.js';
import { hoursOverlap } from '../../../../src/spec/oncall/foreign/hours-overlap.js';
import { layersOfTurns } from '../../../../src/spec/oncall/foreign/turns.js';
import { hoursOfWeek } from '../../../../src/spec/oncall/foreign/week-hours.js';
import { isWithin } from '../../../../src/core/oncall/weekly-hours.js';

const START = Date.UTC(2026, 2, 2);
const NAMES = ['ana', 'ben', 'cem', 'dia', 'eli'];

const scheduleOf = (turns: Partial<Parameters<typeof layersOfTurns>[0]>, at = START) => {
  const made = layersOfTurns(
    {
      name: 'turns',
      people: NAMES,
      start: START,
      begins: START,
      until: undefined,
      length: DAY,
      hours: [],
      ...turns,
    },
    'UTC',
    at,
  );
  if ('why' in made) throw new Error(made.why);
  return {
    notes: made.notes,
    schedule: {
      id: 'turns',
      timeZone: 'UTC',
      layers: made.layers,
      overrides: [],
      leaves: [],
      covers: {},
      shadows: [],
    },
  };
};

describe('turns of other tools', () => {
  it('have the same people at every time, whatever their length', () => {
    const lengths = [1, 2, 3, 4, 6, 8, 12, 24, 48, 168, 336].map((hours) => hours * HOUR);
    fc.assert(
      fc.property(
        fc.constantFrom(...lengths),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 0, max: 60 * 24 * 10 }),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 60 * 24 * 60 }),
        (length, count, offset, turnsBefore, minutes) => {
          const people = NAMES.slice(0, count);
          const start = START + offset * MINUTE;
          const begins = start + turnsBefore * length;
          const { schedule } = scheduleOf({ people, start, begins, length });
          const at = begins + minutes * MINUTE;
          const turn = Math.floor((at - start) / length);
          expect(whoIsOnCall(schedule, at)?.person).toBe(people[turn % count]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('begin with a turn, and say so where that is still to come', () => {
    const begins = START + 3.5 * DAY;
    expect(scheduleOf({ begins }).notes).toEqual([
      'it begins with its turn, at Thu 2026-03-05 00:00 rather than Thu 2026-03-05 12:00',
    ]);
    expect(scheduleOf({ begins }, begins).notes).toEqual([]);
    expect(scheduleOf({ start: START + 1_000, begins: START + 1_000 }).notes).toEqual([
      'handoffs are at whole minutes: 00:00',
    ]);
  });

  it('cannot be said when they are no days and no part of one', () => {
    const why = (length: number, hours: Parameters<typeof hoursOfWeek>[0] = []) =>
      layersOfTurns(
        {
          name: 'turns',
          people: NAMES,
          start: START,
          begins: START,
          until: undefined,
          length,
          hours: hoursOfWeek(hours),
        },
        'UTC',
        START,
      );
    expect(why(84 * HOUR)).toEqual({
      why: 'turns of 3d12h are neither whole days nor an even part of a day',
    });
    expect(why(0)).toHaveProperty('why');
    expect(why(1000 * DAY)).toHaveProperty('why');
    expect(why(12 * HOUR, [{ weekday: 1, from: 0, length: HOUR }])).toHaveProperty('why');
  });
});

describe('hours of a week', () => {
  const covered = (stretch: Parameters<typeof hoursOfWeek>[0][number]) => {
    const hours = hoursOfWeek([stretch]);
    // 1 March 2026 is a Sunday.
    const sunday = Date.UTC(2026, 2, 1);
    const minutes = Array.from({ length: 7 * 24 * 60 }, (_, minute) => sunday + minute * MINUTE);
    return minutes.filter((at) => isWithin(hours, 'UTC', at)).map((at) => (at - sunday) / MINUTE);
  };

  it('hold just the minutes of the stretch, over midnight, over days and over the end of the week', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 0, max: 1439 }),
        fc.integer({ min: 1, max: 7 * 24 * 60 }),
        (weekday, from, length) => {
          const first = weekday * 1440 + from;
          const expected = Array.from({ length }, (_, index) => (first + index) % (7 * 1440));
          expect(covered({ weekday, from: from * MINUTE, length: length * MINUTE })).toEqual(
            expected.sort((a, b) => a - b),
          );
        },
      ),
      { numRuns: 15 },
    );
  });

  it('are told together where days are alike', () => {
    const workdays = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: 9 * HOUR, length: 8 * HOUR }));
    expect(hoursOfWeek(workdays)).toEqual([{ weekdays: [1, 2, 3, 4, 5], from: 9 * HOUR, to: 17 * HOUR }]);
  });

  it('overlap where a minute is in both', () => {
    const late = [{ weekdays: [6], from: 22 * HOUR, to: 6 * HOUR }];
    const sunday = (hour: number) => [{ weekdays: [0], from: hour * HOUR, to: 12 * HOUR }];
    expect(hoursOverlap(late, sunday(6))).toBe(false);
    expect(hoursOverlap(late, sunday(5))).toBe(true);
    expect(hoursOverlap([], sunday(6))).toBe(true);
  });
});
