import { expect, it } from 'vitest';
import type { BudgetReading } from '../../../../src/core/error-budget/reading.js';
import { withSureForecast } from '../../../../src/core/error-budget/told-budget.js';
import { DAY } from '../../../../src/core/time/duration.js';

const budget = (coverage: number, consumed: number): BudgetReading => ({
  kind: 'measured',
  windowMs: 30 * DAY,
  badEvents: consumed * 100,
  totalEvents: 100_000,
  allowedBadEvents: 100,
  consumed,
  remaining: 1 - consumed,
  coverage,
  approximate: false,
  exhaustion: consumed >= 1 ? { kind: 'exhausted' } : { kind: 'at', at: 1_800_000_000_000, burnRate: 2 },
});

it.each([
  ['some minutes of data', 0.000056, 0.6, 'unknown'],
  ['just too little', 0.499, 0.6, 'unknown'],
  ['just enough', 0.5, 0.6, 'at'],
  ['more spent than minutes can tell', 0.000056, 110, 'unknown'],
  ['all spent even if the rest was healthy', 0.25, 4, 'exhausted'],
])('a forecast needs what the budget needs: %s', (_, coverage, consumed, kind) => {
  const told = withSureForecast(budget(coverage, consumed), 0.5);
  expect(told).toEqual({
    ...budget(coverage, consumed),
    ...(kind === 'unknown' ? { untold: true } : {}),
    exhaustion: expect.objectContaining({ kind }),
  });
});

it('leaves what is no measured budget as it is', () => {
  const unknown = { kind: 'unknown', windowMs: DAY, coverage: 0, reason: 'no-series' } as const;
  expect(withSureForecast(unknown, 0.5)).toBe(unknown);
});
