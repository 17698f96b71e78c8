import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { WhatIf } from '../../../../src/http/answers.js';
import { jsonView } from '../../../../src/http/json-view.js';
import { rowsOf } from '../../../../src/ui/pages/what-if/rows.js';
import {
  alertsSummary,
  budgetSummary,
  burnSummary,
  pointsIn,
  ratioSummary,
  shownOf,
  stripsOf,
} from '../../../../src/ui/pages/what-if/series.js';
import { unseenOf } from '../../../../src/ui/parts/unseen.js';
import { tierDrafts } from '../../../../src/ui/pages/what-if/tier-drafts.js';
import { durationOf, durationText } from '../../../../src/ui/words/durations.js';
import { draftOf, proposalOf, readTiers, tiersText } from '../../../../src/ui/words/proposal.js';
import { COMPARED } from '../../../support/slo-history-samples.js';

const RESULT = jsonView(COMPARED) as WhatIf;
const ALL = shownOf(new URLSearchParams(), RESULT);
const draft = (text: string) => draftOf(new URLSearchParams(text));

describe('a proposal in the address', () => {
  it('reads back as it was written, whatever was typed', () => {
    const tiers = [
      { severity: 'page', longWindow: '1h', shortWindow: '5m', burnRate: '14.4' },
      { severity: 'ticket', longWindow: '3d', shortWindow: '6h', burnRate: '1' },
    ] as const;
    expect(tiersText(tiers)).toBe('page:1h/5m@14.4+ticket:3d/6h@1');
    expect(readTiers(tiersText(tiers))).toEqual(tiers);
    const typed = fc.string({ unit: 'grapheme' });
    const tier = fc.record({
      severity: fc.constantFrom('page' as const, 'ticket' as const),
      longWindow: typed,
      shortWindow: typed,
      burnRate: typed,
    });
    fc.assert(
      fc.property(fc.array(tier, { maxLength: 4 }), (some) => {
        const address = new URLSearchParams({ tiers: tiersText(some) }).toString();
        expect(draft(address).tiers).toEqual(some);
      }),
    );
  });

  it('is asked as the API takes it', () => {
    expect(proposalOf(draft('target=99.95&window=7d'))).toEqual({ target: 0.9995, window: '7d' });
    expect(proposalOf(draft('window=month&zone=Europe/Berlin&tiers=page:1h/5m@10'))).toEqual({
      window: { calendar: 'month', time_zone: 'Europe/Berlin' },
      tiers: [{ severity: 'page', longWindow: '1h', shortWindow: '5m', burnRate: 10 }],
    });
    expect(proposalOf(draft('window=quarter&tiers=none'))).toEqual({
      window: { calendar: 'quarter', time_zone: 'UTC' },
      tiers: [],
    });
    expect(proposalOf(draft(''))).toEqual({});
  });

  it('has no tiers where the text is no list of them', () => {
    expect(['', 'call:1h/5m@1', 'page:1h', 'page:%/5m@1'].map(readTiers)).toEqual(Array(4).fill(undefined));
  });

  it('writes and reads durations exactly', () => {
    expect([5_400_000, 259_200_000, 30_000].map(durationText)).toEqual(['90m', '3d', '30s']);
    expect(['90m', ' 1h30m ', '1w', '', 'soon', '0s', '5'].map(durationOf)).toEqual([
      5_400_000,
      5_400_000,
      604_800_000,
      ...Array<undefined>(4).fill(undefined),
    ]);
  });
});

describe('tierDrafts', () => {
  const OWN = {
    tiers: [
      {
        severity: 'page',
        long: { windowMs: 3_600_000 },
        short: { windowMs: 300_000 },
        burnRateThreshold: 14.4,
      },
    ],
  } as unknown as Parameters<typeof tierDrafts>[0];
  const REPLAYED = [
    {
      id: 'page-14m',
      severity: 'page',
      longWindow: 840_000,
      shortWindow: 70_000,
      burnRateThreshold: 14.4,
      minBadEvents: 3,
    },
  ] as const;

  it('are those of the SLO, until a target or window is proposed that brings others along', () => {
    expect(tierDrafts(OWN, draft(''), REPLAYED)[0]).toMatchObject({ longWindow: '1h', shortWindow: '5m' });
    expect(tierDrafts(OWN, draft('window=7d'), undefined)[0]).toMatchObject({ longWindow: '1h' });
    expect(tierDrafts(OWN, draft('window=7d'), REPLAYED)[0]).toMatchObject({
      longWindow: '14m',
      shortWindow: '70s',
    });
  });
});

describe('the replay through time', () => {
  it('shows all of it, or the stretch that was dragged over', () => {
    expect(ALL.isAll).toBe(true);
    expect(pointsIn(RESULT.points, ALL)).toHaveLength(2);
    const half = shownOf(new URLSearchParams({ from: RESULT.points[0]?.at ?? '', to: RESULT.endAt }), RESULT);
    expect(half.isAll).toBe(false);
    expect(pointsIn(RESULT.points, half)).toHaveLength(1);
    expect(shownOf(new URLSearchParams('from=2026-01-01&to=2025-01-01'), RESULT).isAll).toBe(true);
  });

  it('has a row for when each would have paged; a page that is open still lasts to the end', () => {
    const [present, proposed] = stripsOf(RESULT, ALL);
    expect(present?.spans).toHaveLength(2);
    expect(present?.spans.at(-1)?.to).toBe(Date.parse(RESULT.endAt));
    expect(proposed?.spans).toEqual([]);
    expect(alertsSummary(RESULT, ALL)).toBe(
      'as it is 2 pages and no ticket, as it could be no page and no ticket',
    );
    const later = { ...ALL, from: Date.parse(RESULT.points[0]?.at ?? '') + 2 * 3_600_000 };
    expect(stripsOf(RESULT, later)[0]?.spans).toHaveLength(1);
  });

  it('hatches what was not seen, and makes no zero of it', () => {
    expect(unseenOf(RESULT.points)).toHaveLength(1);
    expect(ratioSummary(RESULT.points)).toMatch(/^3 of 1,000 events failed \(0.3 %\). Highest: 0.3 %/);
    expect(ratioSummary(RESULT.points.slice(0, 1))).toBe('No events were seen in this time.');
    expect(burnSummary(RESULT.points)).toBe('As it is highest 6x; as it could be highest 3x.');
    expect(burnSummary(RESULT.points.slice(0, 1))).toBe(
      'As it is not known in this time; as it could be not known in this time.',
    );
    expect(budgetSummary(RESULT.points)).toMatch(/^As it is 40 % left at the end, 40 % at its lowest; /);
  });
});

describe('rowsOf', () => {
  it('sets both beside each other, and makes no zero of what is unknown', () => {
    const rows = rowsOf(RESULT);
    const row = (name: string) => rows.find((each) => each.name === name);
    expect(row('Promise')).toMatchObject({ present: '99.95 % over 30d', proposed: '99.9 % over 30d' });
    expect(row('Pages a month')?.present).toBe('2.1 (2 in this time)');
    expect(row('Tickets a month')?.present).toBe('?');
    expect(row('Budget at its lowest')).toMatchObject({ present: '10 %', proposed: '?' });
    expect(row('Page when 100 % fail')?.present).toBe('after 26s');
    expect(row('Ticket when 100 % fail')?.present).toBe('never');
  });
});
