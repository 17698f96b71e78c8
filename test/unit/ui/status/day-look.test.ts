import { expect, it } from 'vitest';
import { dayLook } from '../../../../src/ui/pages/status/day-look.js';

const look = (uptime: number | null, coverage: number | null) =>
  dayLook({ day: '2026-11-28', uptime, coverage });

it('of a day that was not seen is never that of a good one, and what was seen in part says so', () => {
  expect(look(null, 0)).toEqual({ look: 'unseen', isPartly: false, text: '2026-11-28: not seen' });
  expect(look(null, null).look).toBe('unseen');
  expect(look(1, 0.4)).toEqual({
    look: 'good',
    isPartly: true,
    text: '2026-11-28: 100 %, 40 % of that day was seen',
  });
  expect(look(0.9995, 1)).toMatchObject({ look: 'good', isPartly: false, text: '2026-11-28: 99.95 %' });
  expect([look(0.995, 1).look, look(0.5, 1).look]).toEqual(['fair', 'bad']);
});
