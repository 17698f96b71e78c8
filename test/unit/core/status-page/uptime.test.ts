import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countDays, type DailyCounts, firstDay, uptimeOf } from '../../../../src/core/status-page/uptime.js';
import { DAY, HOUR } from '../../../../src/core/time/duration.js';

/** Ten o'clock. */
const AT = Date.UTC(2026, 10, 28, 10);
const TODAY = Date.UTC(2026, 10, 28);
/** Of SLOs of 99 %. */
const of99 = (...all: readonly (DailyCounts | undefined)[]) => all.map((days) => ({ days, target: 0.99 }));
const slot = (start: number, bad: number, total: number) => ({ start, bad, total, knownMs: HOUR });

describe('uptime', () => {
  it('is good over all events, of each day and of all of them, counted by hand', () => {
    const slots = [
      slot(TODAY + 9 * HOUR, 1, 100),
      slot(TODAY, 0, 100),
      slot(TODAY - HOUR, 25, 100),
      slot(TODAY - DAY, 5, 200),
      slot(TODAY - 30 * DAY, 0, 600),
    ];
    const { uptime, daysSeen, coverage, days } = uptimeOf(of99(countDays(slots, HOUR, [], AT)), AT);
    expect(days).toHaveLength(90);
    expect(days.at(-1)).toEqual({ day: '2026-11-28', uptime: 199 / 200, coverage: 2 / 10, grade: 'good' });
    expect(days.at(-2)).toEqual({ day: '2026-11-27', uptime: 270 / 300, coverage: 2 / 24, grade: 'fair' });
    expect(days.at(-31)).toEqual({ day: '2026-10-29', uptime: 1, coverage: 1 / 24, grade: 'good' });
    expect(days[0]).toEqual({ day: '2026-08-31', uptime: undefined, coverage: 0, grade: undefined });
    expect(uptime).toBe((1100 - 31) / 1100);
    expect(daysSeen).toBe(3);
    expect(coverage).toBe(5 / (30 * 24 + 10));
  });

  it('leaves out what is excluded, whole slots of it, and says nothing of a day that is excluded', () => {
    const slots = [slot(TODAY + HOUR, 50, 100), slot(TODAY + 2 * HOUR, 1, 100)];
    const excluded = [
      { from: TODAY - DAY, to: TODAY },
      { from: TODAY + HOUR + 1, to: TODAY + HOUR + 2 },
    ];
    const { days } = uptimeOf(of99(countDays(slots, HOUR, excluded, AT)), AT);
    expect(days.at(-1)).toMatchObject({ uptime: 0.99, coverage: 1 / 9 });
    expect(days.at(-2)).toMatchObject({ uptime: undefined, coverage: undefined });
  });

  it('of several SLOs is that of the worst, and as well seen as the one that was seen least', () => {
    const good = countDays([slot(TODAY, 0, 100), slot(TODAY + HOUR, 0, 100)], HOUR, [], AT);
    const bad = countDays([slot(TODAY, 10, 100)], HOUR, [], AT);
    expect(uptimeOf(of99(good, bad), AT)).toMatchObject({ uptime: 0.9, coverage: 0.1, daysSeen: 1 });
    expect(uptimeOf(of99(good, undefined), AT)).toMatchObject({ uptime: 1, coverage: 0 });
  });

  it('grades a day by what each SLO promises, and by the one that fell shortest', () => {
    const day = (bad: number) => countDays([slot(TODAY, bad, 1000)], HOUR, [], AT);
    const graded = (...slos: readonly (readonly [bad: number, target: number])[]) =>
      uptimeOf(
        slos.map(([bad, target]) => ({ days: day(bad), target })),
        AT,
      ).days.at(-1)?.grade;
    expect([graded([50, 0.95]), graded([51, 0.95]), graded([501, 0.95])]).toEqual(['good', 'fair', 'bad']);
    expect([graded([1, 0.999]), graded([2, 0.999]), graded([11, 0.999])]).toEqual(['good', 'fair', 'bad']);
    expect(graded([50, 0.95], [2, 0.999])).toBe('fair');
    expect([graded([0, 1]), graded([1, 1])]).toEqual(['good', 'bad']);
  });

  it('is unknown where nothing was seen, and not 100 %', () => {
    const quiet = countDays([slot(TODAY, 0, 0)], HOUR, [], AT);
    for (const slos of [[], [undefined], [quiet]]) {
      expect(uptimeOf(of99(...slos), AT)).toMatchObject({ uptime: undefined, daysSeen: 0, coverage: 0 });
    }
    expect(uptimeOf(of99(quiet), AT).days.at(-1)).toMatchObject({ uptime: undefined, coverage: 0.1 });
  });

  it('loses no event of the days that it looks at', () => {
    const slots = fc.uniqueArray(
      fc.record({ hour: fc.integer({ min: -3000, max: 9 }), total: fc.integer({ min: 0, max: 1e6 }) }),
      { selector: ({ hour }) => hour },
    );
    fc.assert(
      fc.property(slots, (given) => {
        const all = given.map(({ hour, total }) => slot(TODAY + hour * HOUR, 0, total));
        const counted = countDays(all, HOUR, [], AT).reduce((sum, { total }) => sum + total, 0);
        const within = all.filter(({ start }) => start >= firstDay(AT));
        expect(counted).toBe(within.reduce((sum, { total }) => sum + total, 0));
      }),
    );
  });
});
