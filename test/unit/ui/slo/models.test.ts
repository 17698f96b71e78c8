import { describe, expect, it } from 'vitest';
import type { SloHistory } from '../../../../src/http/answers.js';
import { jsonView } from '../../../../src/http/json-view.js';
import { bandOfSteps, bandStretches } from '../../../../src/ui/pages/slo/bands.js';
import { nearestTier } from '../../../../src/ui/pages/slo/nearest.js';
import { paramsOf, rangesOf, shownOf, spanOf } from '../../../../src/ui/pages/slo/range.js';
import {
  bandEdges,
  budgetSummary,
  ratioSummary,
  tierSummary,
  trafficOf,
} from '../../../../src/ui/pages/slo/series.js';
import { unseenOf } from '../../../../src/ui/parts/unseen.js';
import { pastOf } from '../../../support/slo-history-samples.js';

const HOUR = 3_600_000;
const PAST = jsonView(pastOf('checkout-api/latency')) as SloHistory;

describe('the span of the page', () => {
  it('is a part of the address, and reads back as it was', () => {
    const window = 30 * 24 * HOUR;
    for (const span of [{ lastMs: HOUR }, { lastMs: window }, { from: 1000, to: 90_000 }]) {
      expect(spanOf(new URLSearchParams(paramsOf(span, window)), window)).toEqual(span);
    }
  });

  it('is the window where the address makes no sense, and never more', () => {
    for (const text of ['', 'range=abc', 'range=-1', 'from=2026-01-02&to=2026-01-01', 'range=99999'])
      expect(spanOf(new URLSearchParams(text), 12 * HOUR)).toEqual({ lastMs: 12 * HOUR });
  });

  it('shows what of it is kept; all of that where it lies outside', () => {
    const whole = { from: 12 * HOUR, to: 24 * HOUR };
    expect(shownOf({ lastMs: HOUR }, whole)).toEqual({ from: 23 * HOUR, to: 24 * HOUR });
    expect(shownOf({ from: 11 * HOUR, to: 13 * HOUR }, whole)).toEqual({ from: 12 * HOUR, to: 13 * HOUR });
    expect(shownOf({ from: HOUR, to: 2 * HOUR }, whole)).toEqual(whole);
  });

  it('is offered up to the window', () => {
    expect(rangesOf(12 * HOUR)).toEqual([HOUR, 6 * HOUR, 12 * HOUR]);
    expect(rangesOf(HOUR)).toEqual([HOUR]);
  });
});

describe('what charts show', () => {
  it('hatches what was not seen, and draws no zero there', () => {
    expect(trafficOf(PAST)).toEqual([null, 1000 / 3600]);
    const begin = Date.parse(PAST.startAt);
    expect(unseenOf(PAST.steps)).toEqual([{ from: begin, to: begin + HOUR }]);
  });

  it('has a line at the edge of each band but the last', () => {
    expect(bandEdges(PAST)).toEqual([{ value: 0.5, label: 'exhausted below: block', colour: '--ticket' }]);
  });

  it('says in words what is seen', () => {
    expect(budgetSummary(PAST)).toMatch(/^50 % of the budget over 30d is left/);
    expect(ratioSummary(PAST)).toMatch(
      /^3 of 1,000 events failed \(0\.3 %\); 0\.05 % may\. Highest: 0\.3 % in 1h/,
    );
    const [tier] = PAST.tiers;
    if (!tier) throw new Error('the sample has a tier');
    expect(tierSummary(tier)).toBe('Highest over 1h: 6x; below 14.4x in both windows throughout.');
    expect(tierSummary({ ...tier, over: [true, false] })).toContain('over in 1 step: a page');
    expect(tierSummary({ ...tier, long: [null, null] })).toContain('not known');
  });

  it('says that nothing is known, and no zero', () => {
    const nothing = { ...PAST, steps: PAST.steps.slice(0, 1) };
    expect(budgetSummary(nothing)).toContain('not known');
    expect(ratioSummary(nothing)).toBe('No events were seen in this time.');
  });
});

describe('nearestTier', () => {
  const reading = (burnRate: number) =>
    ({
      kind: 'measured',
      windowMs: HOUR,
      badEvents: 1,
      totalEvents: 10,
      errorRatio: 0.1,
      burnRate,
      coverage: 1,
      excluded: 0,
    }) as const;
  const tier = (policyId: string, long: number, short: number) =>
    ({
      policyId,
      severity: 'page',
      burnRateThreshold: 10,
      long: reading(long),
      short: reading(short),
      verdict: 'under',
    }) as const;

  it('goes by the window that is further from the threshold', () => {
    expect(nearestTier([tier('a', 9, 1), tier('b', 3, 4)])).toEqual({ policyId: 'b', share: 0.3 });
  });

  it('knows none where windows are unknown', () => {
    const unknown = { kind: 'unknown', windowMs: HOUR, coverage: 0, reason: 'stale', excluded: 0 } as const;
    expect(nearestTier([{ ...tier('a', 9, 1), short: unknown }])).toBeUndefined();
  });
});

describe('bands', () => {
  const at = (hours: number) => new Date(Date.parse(PAST.endAt) - hours * HOUR).toISOString();

  it('are told in stretches, the newest first, with what began before and what goes on', () => {
    const stretches = bandStretches({
      ...PAST,
      bandChanges: [
        { at: at(2), band: 'unknown' },
        { at: at(1), band: 'gone-from-the-file' },
      ],
    });
    expect(stretches.map(({ band, from, to, known }) => [band, from, to, known?.gate])).toEqual([
      ['gone-from-the-file', at(1), null, undefined],
      ['unknown', at(2), at(1), undefined],
      ['above-50', null, at(2), 'allow'],
    ]);
    expect(bandStretches({ ...PAST, bandBefore: null, bandChanges: [] })).toEqual([]);
  });

  it('stand beside each step as they were at its end, and none before the first that is recorded', () => {
    const steps = [3, 2, 1, 0].map((hours) => ({ at: at(hours) })) as unknown as SloHistory['steps'];
    const bandChanges = [
      { at: at(2.5), band: 'low' },
      { at: at(1), band: 'spent' },
    ];
    expect(bandOfSteps({ steps, bandBefore: null, bandChanges })).toEqual([null, 'low', 'spent', 'spent']);
    expect(bandOfSteps({ steps, bandBefore: 'fine', bandChanges: [] })).toEqual(Array(4).fill('fine'));
  });
});
