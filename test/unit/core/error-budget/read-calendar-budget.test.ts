import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WindowReading } from '../../../../src/core/burn-rate/reading.js';
import { readCalendarBudget } from '../../../../src/core/error-budget/read-calendar-budget.js';
import { calendarWindow } from '../../../../src/core/slo/slo-window.js';
import { DAY, HOUR } from '../../../../src/core/time/duration.js';

const START = Date.UTC(2026, 5, 1);
const MONTH = 30 * DAY;
const objective = { target: 0.99, sloWindow: calendarWindow('month', 'UTC') };
const QUIET: WindowReading = { kind: 'no-traffic', windowMs: HOUR, coverage: 1 };

/** A steady thousand events an hour, so many of them bad since the month began. */
function read(elapsed: number, bad: number, pace = QUIET, knownShare = 1) {
  const sum = (spanMs: number, badEvents: number) => ({
    bad: badEvents,
    total: (spanMs / HOUR) * 1000 * knownShare,
    knownMs: spanMs * knownShare,
    spanMs,
  });
  const counts = {
    period: { window: 'calendar month (UTC)', startAt: START, endAt: START + MONTH },
    trailing: sum(MONTH, bad),
    leftMs: MONTH - elapsed,
  };
  return readCalendarBudget(
    objective,
    { ...sum(elapsed, bad), approximate: false },
    counts,
    pace,
    undefined,
    START + elapsed,
  );
}

describe('readCalendarBudget', () => {
  it('an hour that fails whole on the first day spends what it is of the month, not all', () => {
    const budget = read(2 * HOUR, 1000);
    // A hundredth of 720 000 events may fail.
    expect(budget).toMatchObject({ kind: 'measured', allowedBadEvents: 7200, badEvents: 1000 });
    expect(budget.kind === 'measured' && budget.consumed).toBeCloseTo(1000 / 7200, 12);
  });

  it('on the last day it is (1 − target) of what was counted', () => {
    expect(read(MONTH, 3600)).toMatchObject({ allowedBadEvents: 7200, remaining: 0.5 });
  });

  it('what would last beyond the end of the period never runs out, and what does not tells when', () => {
    const pace = (burnRate: number): WindowReading => ({
      kind: 'measured',
      windowMs: HOUR,
      badEvents: 1,
      totalEvents: 100,
      errorRatio: burnRate / 100,
      burnRate,
      coverage: 1,
    });
    expect(read(10 * DAY, 3600, pace(0.7))).toMatchObject({ exhaustion: { kind: 'never' } });
    // Half of the budget at twice the pace lasts a quarter of the month.
    const budget = read(10 * DAY, 3600, pace(2));
    expect(budget).toMatchObject({ exhaustion: { kind: 'at', at: START + 10 * DAY + MONTH / 4 } });
  });

  it('is a number whatever was counted, and says of how much time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: MONTH }),
        fc.nat(100_000),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (elapsed, bad, known) => {
          const budget = read(elapsed, bad, QUIET, known);
          expect(budget.coverage).toBeCloseTo(known, 6);
          if (budget.kind !== 'measured') return;
          expect(Number.isFinite(budget.remaining)).toBe(true);
          expect(budget.consumed + budget.remaining).toBeCloseTo(1, 9);
        },
      ),
    );
  });
});
