import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWindow } from '../../../../src/core/burn-rate/read-window.js';
import { HOUR } from '../../../../src/core/time/duration.js';

const sum = { bad: 20, total: 1_000, knownMs: HOUR, spanMs: HOUR };
const read = (over: Partial<typeof sum> = {}) => readWindow(HOUR, { ...sum, ...over }, 0.001, undefined);

describe('readWindow', () => {
  it('measures the burn rate by events', () => {
    expect(read()).toEqual({
      kind: 'measured',
      windowMs: HOUR,
      badEvents: 20,
      totalEvents: 1_000,
      errorRatio: 0.02,
      burnRate: 20,
      coverage: 1,
    });
  });

  it('tells no traffic from no data', () => {
    expect(read({ bad: 0, total: 0 })).toEqual({ kind: 'no-traffic', windowMs: HOUR, coverage: 1 });
    expect(read({ bad: 0, total: 0, knownMs: 0 })).toMatchObject({ kind: 'unknown', reason: 'no-series' });
  });

  it('is unknown while blind, whatever the slots hold', () => {
    expect(readWindow(HOUR, sum, 0.001, 'stale')).toEqual({
      kind: 'unknown',
      windowMs: HOUR,
      coverage: 1,
      reason: 'stale',
    });
  });

  it('keeps the figures of events whose time is unknown', () => {
    expect(read({ knownMs: 0 })).toMatchObject({ kind: 'measured', coverage: 0, badEvents: 20 });
  });

  it('never leaves the range that ratios have, however total − good came out', () => {
    const count = fc.double({ min: -1e6, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(count, count, fc.integer({ min: 0, max: 2 * HOUR }), (bad, total, knownMs) => {
        const reading = read({ bad, total, knownMs });
        expect(reading.coverage).toBeGreaterThanOrEqual(0);
        expect(reading.coverage).toBeLessThanOrEqual(1);
        if (reading.kind !== 'measured') return;
        expect(reading.errorRatio).toBeGreaterThanOrEqual(0);
        expect(reading.errorRatio).toBeLessThanOrEqual(1);
        expect(reading.badEvents).toBeLessThanOrEqual(reading.totalEvents);
      }),
    );
  });
});
