import { describe, expect, it } from 'vitest';
import type { WhatIf } from '../../../../src/http/answers.js';
import { jsonView } from '../../../../src/http/json-view.js';
import { rowsOf } from '../../../../src/ui/pages/what-if/rows.js';
import { durationText, proposalOf, readTiers, tiersText } from '../../../../src/ui/words/proposal.js';
import { COMPARED } from '../../../support/slo-history-samples.js';

describe('a proposal in the address', () => {
  it('reads back as it was written', () => {
    const tiers = [
      { severity: 'page', longWindow: '1h', shortWindow: '5m', burnRate: 14.4 },
      { severity: 'ticket', longWindow: '3d', shortWindow: '6h', burnRate: 1 },
    ] as const;
    expect(tiersText(tiers)).toBe('page:1h/5m@14.4+ticket:3d/6h@1');
    expect(readTiers(tiersText(tiers))).toEqual(tiers);
  });

  it('takes a target in percent, and leaves out what makes no sense', () => {
    expect(proposalOf(new URLSearchParams('target=99.95&window=7d'))).toEqual({
      target: 0.9995,
      window: '7d',
    });
    expect(proposalOf(new URLSearchParams('target=101&window=&tiers=call:1h'))).toEqual({});
  });

  it('writes durations exactly', () => {
    expect([5_400_000, 259_200_000, 30_000].map(durationText)).toEqual(['90m', '3d', '30s']);
  });
});

describe('rowsOf', () => {
  it('sets both beside each other, and makes no zero of what is unknown', () => {
    const rows = rowsOf(jsonView(COMPARED) as WhatIf);
    const row = (name: string) => rows.find((each) => each.name === name);
    expect(row('Promise')).toMatchObject({ present: '99.95 % over 30d', proposed: '99.9 % over 30d' });
    expect(row('Pages a month')?.present).toBe('2.1 (2 in this time)');
    expect(row('Tickets a month')?.present).toBe('?');
    expect(row('Budget at its lowest')).toMatchObject({ present: '10 %', proposed: '?' });
    expect(row('Page when 100 % fail')?.present).toBe('after 26s');
    expect(row('Ticket when 100 % fail')?.present).toBe('never');
  });
});
