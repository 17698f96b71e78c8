import { expect, it } from 'vitest';
import { type Day, dayLook } from '../../../../src/ui/pages/status/day-look.js';

const look = (uptime: number | null, coverage: number | null, grade: Day['grade'] = 'good') =>
  dayLook({ day: '2026-11-28', uptime, coverage, grade });

it('of a day that was not seen is never that of a good one, and what was seen in part says so', () => {
  expect(look(null, 0, null)).toEqual({ look: 'unseen', isPartly: false, text: '2026-11-28: not seen' });
  expect(look(null, null, null).look).toBe('unseen');
  expect(look(1, 0.4)).toEqual({
    look: 'good',
    isPartly: true,
    text: '2026-11-28: 100 %, as promised, 40 % of that day was seen',
  });
});

it('is by what was promised, and not by a share that is the same for all', () => {
  expect(look(0.985, 1)).toMatchObject({
    look: 'good',
    isPartly: false,
    text: '2026-11-28: 98.5 %, as promised',
  });
  expect(look(0.9995, 1, 'fair')).toMatchObject({
    look: 'fair',
    text: '2026-11-28: 99.95 %, less than promised',
  });
  expect(look(0.5, 1, 'bad').look).toBe('bad');
});
