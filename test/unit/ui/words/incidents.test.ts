import { expect, it } from 'vitest';
import { inHand } from '../../../../src/ui/words/incidents.js';

const AT = '2026-11-23T02:10:00.000Z';
const declared = {
  acknowledgedAt: null,
  acknowledgedBy: null,
  answersFrom: '2026-11-23T02:00:00.000Z',
  roles: {},
};
const answered = { ...declared, acknowledgedAt: AT, acknowledgedBy: 'Ada' };

it('says who has an incident in hand, and as what', () => {
  expect(inHand(declared)).toBeNull();
  expect(inHand(answered)).toEqual({ name: 'Ada', as: 'acknowledged it, no commander' });
  expect(inHand({ ...answered, roles: { commander: 'Ben' } })).toEqual({ name: 'Ben', as: 'commander' });
  expect(inHand({ ...declared, roles: { commander: 'Ben' } })).toEqual({ name: 'Ben', as: 'commander' });
  // Whoever had answered before it was opened again is not meant any more.
  expect(inHand({ ...answered, answersFrom: '2026-11-23T02:20:00.000Z' })).toBeNull();
});
