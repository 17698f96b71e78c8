import { expect, it } from 'vitest';
import { compareEveryHour, HOURS } from '../../support/hour-by-hour.js';

it('250 schedules at random (seeds from 500) agree with the oracle in each hour of five years', () => {
  expect(compareEveryHour(500, 250)).toEqual({ compared: 250 * HOURS, zones: 8, differing: [] });
}, 600_000);
