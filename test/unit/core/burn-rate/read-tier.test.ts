import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTier } from '../../../../src/core/burn-rate/read-tier.js';
import { readWindow } from '../../../../src/core/burn-rate/read-window.js';
import type { WindowReading } from '../../../../src/core/burn-rate/reading.js';
import { errorRatioThreshold } from '../../../../src/core/burn-rate/theory.js';
import type { AlertPolicy } from '../../../../src/core/slo/alert-policy.js';
import { errorBudget } from '../../../../src/core/slo/slo.js';
import { DAY, HOUR, MINUTE } from '../../../../src/core/time/duration.js';
import { measured } from '../../../support/readings.js';

const policy: AlertPolicy = {
  id: 'page-1h',
  severity: 'page',
  longWindow: HOUR,
  shortWindow: 5 * MINUTE,
  burnRateThreshold: 14.4,
  minBadEvents: 3,
};
const over = measured({ burnRate: 20, badEvents: 100 });
const under = measured({ burnRate: 10, badEvents: 50 });
const noTraffic: WindowReading = { kind: 'no-traffic', windowMs: HOUR, coverage: 1 };
const unknown: WindowReading = { kind: 'unknown', windowMs: HOUR, coverage: 0, reason: 'stale' };
const verdict = (long: WindowReading, short: WindowReading) => readTier(policy, long, short).verdict;

describe('readTier', () => {
  it.each([
    ['over', over, over],
    ['under', over, under],
    ['under', under, over],
    ['under', under, unknown],
    ['under', unknown, under],
    ['unknown', over, unknown],
    ['unknown', unknown, over],
    ['unknown', noTraffic, noTraffic],
    ['unknown', over, noTraffic],
  ] as const)('is %s for %o and %o', (expected, long, short) => {
    expect(verdict(long, short)).toBe(expected);
  });

  it('carries its windows and policy along', () => {
    expect(readTier(policy, over, under)).toEqual({
      policyId: 'page-1h',
      severity: 'page',
      burnRateThreshold: 14.4,
      long: over,
      short: under,
      verdict: 'under',
    });
  });

  it('keeps too few failures from firing, however large their share', () => {
    const two = measured({ burnRate: 1_000, badEvents: 2, totalEvents: 2, errorRatio: 1 });
    expect(verdict(two, two)).toBe('under');
    expect(verdict({ ...two, badEvents: 3 }, two)).toBe('over');
  });

  it('cannot call a half-seen window with too few failures well', () => {
    const two = measured({ burnRate: 1_000, badEvents: 2, coverage: 0.5 });
    expect(verdict(two, over)).toBe('unknown');
  });

  it('alarms on a half-seen window only on what it has surely seen', () => {
    expect(verdict(measured({ burnRate: 20, badEvents: 100, coverage: 0.5 }), over)).toBe('unknown');
    expect(verdict(measured({ burnRate: 30, badEvents: 100, coverage: 0.5 }), over)).toBe('over');
    expect(verdict(measured({ burnRate: 1, badEvents: 9, coverage: 0.5 }), over)).toBe('unknown');
    expect(verdict(measured({ burnRate: 1, badEvents: 9, coverage: 0.95 }), over)).toBe('under');
  });

  it.each([0.9, 0.95, 0.99, 0.995, 0.999, 0.9995, 0.9997, 0.9999, 0.99999])(
    'is not over at the very threshold of a target of %d, and is one event later',
    (target) => {
      const objective = { target, sloWindow: { kind: 'rolling', durationMs: 30 * DAY } } as const;
      const tier = { ...policy, burnRateThreshold: target <= 0.95 ? 2 : 14.4 };
      const total = 10_000_000;
      const bad = Math.round(errorRatioThreshold(objective, tier) * total);
      const read = (count: number) => {
        const sum = { bad: count, total, knownMs: HOUR, spanMs: HOUR };
        const reading = readWindow(HOUR, sum, errorBudget(objective), undefined);
        return readTier(tier, reading, reading).verdict;
      };
      expect([read(bad), read(bad + 1)]).toEqual(['under', 'over']);
    },
  );

  const ratio = fc.double({ min: 0, max: 1, noNaN: true });
  const reading = fc.oneof(
    fc.constant(noTraffic),
    fc.constant(unknown),
    fc
      .tuple(ratio, ratio, fc.integer({ min: 0, max: 10 }))
      .map(([errorRatio, coverage, badEvents]) =>
        measured({ errorRatio, burnRate: errorRatio * 100, coverage, badEvents }),
      ),
  );

  it('never gets better when more fails', () => {
    const rank = { under: 0, unknown: 1, over: 2 };
    fc.assert(
      fc.property(reading, reading, ratio, (long, short, more) => {
        const worse = (window: WindowReading): WindowReading =>
          window.kind === 'measured'
            ? { ...window, burnRate: window.burnRate + more * 100, badEvents: window.badEvents + 1 }
            : window;
        expect(rank[verdict(worse(long), worse(short))]).toBeGreaterThanOrEqual(rank[verdict(long, short)]);
      }),
    );
  });

  it('says nothing firm unless some window was measured', () => {
    const blank = fc.constantFrom(noTraffic, unknown);
    fc.assert(fc.property(blank, blank, (long, short) => verdict(long, short) === 'unknown'));
  });
});
