import { expect, it } from 'vitest';
import { clocksOf, withClocks, zoneOf } from '../../../../src/ui/pages/oncall/clocks.js';
import { reachOf } from '../../../../src/ui/pages/oncall/reach.js';

it('says of somebody whether a page is known to reach them', () => {
  const never = { person: 'alice', route: 'mail', state: 'never-tested', text: 'never tested' } as const;
  const phone = { person: 'alice', route: 'phone', state: 'verified', text: 'verified' } as const;
  expect(reachOf('alice', [never, phone])).toEqual({ isKnown: true, text: 'reached by phone' });
  expect(reachOf('alice', [never])).toEqual({ isKnown: false, text: 'mail never tested' });
  expect(reachOf('bob', [never, phone])).toEqual({
    isKnown: false,
    text: 'has no contact: cannot be reached',
  });
});

it('shows the calendar by the clocks that the address names, otherwise by UTC', () => {
  const params = (text: string) => clocksOf(new URLSearchParams(text));
  expect([params(''), params('clocks=schedule'), params('clocks=moon')]).toEqual(['utc', 'schedule', 'utc']);
  expect(zoneOf('schedule', 'Asia/Tokyo')).toBe('Asia/Tokyo');
  expect(zoneOf('utc', 'Asia/Tokyo')).toBe('UTC');
  expect(withClocks(new URLSearchParams('span=week'), 'local').toString()).toBe('span=week&clocks=local');
  expect(withClocks(new URLSearchParams('span=week&clocks=local'), 'utc').toString()).toBe('span=week');
});
