import { describe, expect, it } from 'vitest';
import { headline } from '../../../../src/ui/pages/incidents/headline.js';

const ALL = { open: 0, unacknowledged: 0, isMore: false, isNarrowed: false };

describe('the headline of incidents', () => {
  it('says how many are open, and how many nobody has', () => {
    expect(headline(ALL)).toBe('0 incidents open');
    expect(headline({ ...ALL, open: 1, unacknowledged: 1 })).toBe('1 incident open, 1 not acknowledged');
    expect(headline({ ...ALL, open: 50, isMore: true })).toBe('50 incidents and more open');
  });

  it('does not say of all what holds for those that are looked at', () => {
    expect(headline({ ...ALL, isNarrowed: true })).toBe('0 incidents open, by these filters');
  });
});
