import { expect, it } from 'vitest';
import { nextIs, stateOf } from '../../../../src/ui/pages/deliveries/view.js';

it('shows all for a state that there is not', () => {
  const state = (query: string) => stateOf(new URLSearchParams(query));
  expect([state('state=failed'), state('state=dead'), state('')]).toEqual(['failed', '', '']);
});

it('says of a message that is due and was never tried that it waits, and not that it is tried again', () => {
  const next = (attempts: number, nextAttemptAt: string | null) =>
    nextIs({ attempts, nextAttemptAt }, Date.parse('2026-11-28T20:00:00Z'));
  expect(next(0, '2026-11-28T19:52:00Z')).toBe('waiting');
  expect(next(0, '2026-11-28T20:00:05Z')).toBe('first');
  expect([next(1, '2026-11-28T19:59:59Z'), next(3, '2026-11-28T20:01:00Z')]).toEqual(['again', 'again']);
  expect(next(2, null)).toBe('none');
});
