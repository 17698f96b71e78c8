import { describe, expect, it } from 'vitest';
import { inPlace } from '../../../../src/ui/pages/incident/model/in-place.js';

const hypothesis = (number: number, outcome: 'open' | 'confirmed', extended = false) => ({
  number,
  text: 'the deploy',
  by: 'ada',
  statedAt: '2026-03-09T02:14:00Z',
  boxFrom: '2026-03-09T02:14:00Z',
  extended,
  reminded: 0,
  outcome,
  finding: null,
  decidedAt: null,
});
const INCIDENT = {
  status: 'open',
  roles: { commander: 'ada' },
  hypotheses: [hypothesis(1, 'confirmed'), hypothesis(2, 'open', true), hypothesis(3, 'open')],
  shareLinks: [],
} as const;
const labels = (more: object = {}, own = 'ada') =>
  inPlace({ incident: { ...INCIDENT, ...more }, own, names: [], now: 0 }).map(({ label }) => label);

describe('the list of commands', () => {
  it('has what becomes of hypotheses that are open', () => {
    expect(labels().filter((label) => / H\d$/.test(label))).toEqual([
      'Confirm H2',
      'Rule out H2',
      'Confirm H3',
      'Rule out H3',
      'Extend H3',
    ]);
  });

  it('has the roles: to take what one does not hold, to give, to release what somebody holds', () => {
    expect(labels()).not.toContain('Take Commander');
    expect(labels()).toContain('Release Commander');
    expect(labels()).toContain('Take Scribe');
    expect(labels()).not.toContain('Release Scribe');
    expect(labels({}, '').filter((label) => label.startsWith('Take'))).toEqual([]);
    expect(labels({ status: 'resolved' })).not.toContain('Give Scribe');
  });

  it('has the links that hold', () => {
    const link = { number: 1, for: 'bank', expiresAt: '2026-03-09T02:14:00Z', revokedAt: null };
    expect(labels({ shareLinks: [link] })).toContain('Revoke the link for bank');
    expect(labels({ shareLinks: [{ ...link, expiresAt: '1969-01-01T00:00:00Z' }] })).not.toContain(
      'Revoke the link for bank',
    );
  });
});
