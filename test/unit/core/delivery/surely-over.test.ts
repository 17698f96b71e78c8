import { describe, expect, it } from 'vitest';
import type { TierReading, TierVerdict } from '../../../../src/core/burn-rate/reading.js';
import { isSurelyOver, type SeenSlo } from '../../../../src/core/delivery/surely-over.js';
import { sampleRow } from '../../../support/store-samples.js';

const page = sampleRow({}).signal;
const [sample] = page.tiers;
const tier = (policyId: string, verdict: TierVerdict): TierReading[] =>
  sample ? [{ ...sample, policyId, verdict }] : [];
const seen = (tiers: readonly TierReading[], unknownBecause?: string): SeenSlo => ({
  ...{ tiers, unknownBecause, sla: undefined },
});

describe('a page is surely over', () => {
  it.each([
    ['when its tiers are under', seen(tier('page-1h', 'under')), true],
    ['not while one is over', seen(tier('page-1h', 'over')), false],
    ['not while one is unknown', seen(tier('page-1h', 'unknown')), false],
    ['not while the SLO cannot be judged', seen(tier('page-1h', 'under'), 'stale'), false],
    ['when its tier is gone and the others are under', seen(tier('page-6h', 'under')), true],
    ['not when its tier is gone and another is unknown', seen(tier('page-6h', 'unknown')), false],
  ])('%s', (_, slo, over) => {
    expect(isSurelyOver(page, slo)).toBe(over);
  });

  it('of blindness when the SLO is seen again', () => {
    const blind = { ...page, cause: 'blind' as const, tiers: [] };
    expect([isSurelyOver(blind, seen([])), isSurelyOver(blind, seen([], 'no-series'))]).toEqual([
      true,
      false,
    ]);
  });

  it('of an SLA when its budget is above the warning', () => {
    const sla = { ...page, cause: 'sla' as const, tiers: [] };
    const left = (remaining: number) => ({
      ...seen([]),
      sla: {
        warnAt: 0.25,
        budget: {
          ...{ kind: 'measured' as const, windowMs: 1, badEvents: 0, totalEvents: 1, allowedBadEvents: 1 },
          ...{ consumed: 1 - remaining, remaining, coverage: 1, approximate: false },
          exhaustion: { kind: 'never' as const },
        },
      },
    });
    expect([isSurelyOver(sla, left(0.3)), isSurelyOver(sla, left(0.25))]).toEqual([true, false]);
    expect(isSurelyOver(sla, seen([]))).toBe(false);
  });

  it('never by our own view when others have reported it', () => {
    expect(isSurelyOver({ ...page, tiers: [] }, seen([]))).toBe(false);
    expect(isSurelyOver({ ...page, cause: 'outside' }, seen(tier('page-1h', 'under')))).toBe(false);
  });
});
