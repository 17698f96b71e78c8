import { describe, expect, it } from 'vitest';
import { faultsOf, fullOf, isSound } from '../../../../src/ui/pages/what-if/faults.js';
import { nextTier } from '../../../../src/ui/pages/what-if/next-tier.js';
import { isZone, zoneNames } from '../../../../src/ui/pages/what-if/zones.js';
import { draftOf, readTiers, type TierDraft } from '../../../../src/ui/words/proposal.js';

const DAY = 86_400_000;
const PRESENT = { target: 0.999, sloWindowMs: 30 * DAY };
const faults = (text: string) => faultsOf(draftOf(new URLSearchParams(text)), PRESENT, isZone);
const tiersOf = (text: string) => readTiers(text) ?? [];

describe('faultsOf', () => {
  it.each([
    '',
    'target=99.95',
    'window=7d',
    'window=week&zone=Asia/Kathmandu',
    'window=quarter',
    'tiers=none',
    'tiers=page:1h/5m@14.4%2Bticket:1h/5m@3',
  ])('finds nothing in %j', (text) => {
    expect(isSound(faults(text))).toBe(true);
  });

  it.each([
    ['target=100', 'target', 'under 100'],
    ['target=0', 'target', 'over 0'],
    ['target=', 'target', 'percentage'],
    ['target=many', 'target', 'percentage'],
    ['window=soon', 'window', 'A duration'],
    ['window=', 'window', 'A duration'],
    ['window=5m', 'window', 'From 1h'],
    ['window=2y', 'window', 'to 366d'],
    ['window=month&zone=Europe/Bonn', 'zone', 'No time zone'],
  ] as const)('says of %j what is wrong with the %s', (text, field, words) => {
    expect(faults(text)[field]).toContain(words);
    expect(isSound(faults(text))).toBe(false);
  });

  it.each([
    ['tiers=page:long/5m@1', 'longWindow', 'A duration'],
    ['tiers=page:31d/5m@1', 'longWindow', 'window of 30d'],
    ['window=7d&tiers=page:8d/5m@1', 'longWindow', 'window of 7d'],
    ['window=week&tiers=page:8d/5m@1', 'longWindow', 'window of 7d'],
    ['tiers=page:1h/@1', 'shortWindow', 'A duration'],
    ['tiers=page:1h/1h@1', 'shortWindow', 'shorter'],
    ['tiers=page:1h/5m@0', 'burnRate', 'over 0'],
    ['tiers=page:1h/5m@', 'burnRate', 'over 0'],
    ['tiers=page:1h/5m@1000', 'burnRate', '1000x at this target'],
    ['target=90&tiers=page:1h/5m@14.4', 'burnRate', '10x at this target'],
  ] as const)('says of %j what is wrong with the %s of the tier', (text, field, words) => {
    expect(faults(text).tiers[0]).toEqual({ [field]: expect.stringContaining(words) as string });
  });

  it('finds twins at the second of them', () => {
    expect(faults('tiers=page:1h/5m@14.4%2Bpage:60m/2m@10').tiers).toEqual([
      {},
      { longWindow: 'Tier 1 is a page over 1h already.' },
    ]);
  });

  it('leaves out of a tier what a target that makes no sense would say', () => {
    expect(faults('target=many&tiers=page:1h/5m@1000').tiers).toEqual([{}]);
  });
});

describe('nextTier', () => {
  it('is the first of the usual ones that is not there', () => {
    expect(nextTier([], 30 * DAY, 1000)).toEqual(tiersOf('page:1h/5m@14.4')[0]);
    expect(nextTier(tiersOf('page:1h/5m@10+page:6h/30m@6'), 28 * DAY, 1000)).toEqual(
      tiersOf('ticket:1d/2h@3')[0],
    );
  });

  it('goes by the window, and by what can be reached', () => {
    expect(nextTier([], 7 * DAY, 1000)).toEqual(tiersOf('page:14m/70s@14.4')[0]);
    expect(nextTier([], 30 * DAY, 10)).toEqual(tiersOf('page:6h/30m@6')[0]);
  });

  it('is to be filled in where all of the usual ones are there', () => {
    const all: readonly TierDraft[] = tiersOf('page:1h/5m@14.4+page:6h/30m@6+ticket:1d/2h@3+ticket:3d/6h@1');
    expect(nextTier(all, undefined, undefined)).toEqual({
      severity: 'ticket',
      longWindow: '',
      shortWindow: '',
      burnRate: '',
    });
  });

  it('may be added while there are fewer than eight', () => {
    const eight = Array.from({ length: 8 }, () => nextTier([], undefined, undefined));
    expect(fullOf(eight.slice(1))).toBeUndefined();
    expect(fullOf(eight)).toBe('8 tiers at most.');
  });
});

describe('time zones', () => {
  it('can be chosen from, or typed', () => {
    expect(zoneNames()).toContain('Europe/Berlin');
    expect(['UTC', 'Europe/Kyiv', 'Europe/Bonn', '+02:00', ''].map(isZone)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
