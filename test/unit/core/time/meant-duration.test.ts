import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { DAY, formatDuration, parseDuration } from '../../../../src/core/time/duration.js';
import { durationMend, meantDuration } from '../../../../src/core/time/meant-duration.js';

describe('meantDuration', () => {
  test.each([
    ['5min', '5m'],
    ['5 minutes', '5m'],
    ['1hr', '1h'],
    ['90sec', '90s'],
    ['500 millis', '500ms'],
    ['1.5h', '1h30m'],
    ['1 hour and 30 minutes', '1h30m'],
    ['30m 1h', '1h30m'],
    ['2 weeks', '14d'],
    ['1 Year', '365d'],
  ])('%s is %s', (text, meant) => {
    expect(meantDuration(text)).toBe(meant);
  });

  test.each(['', '5', 'soon', '5 parsecs', '1 month', '5min or so', '-5min', '0min', '0.1ms'])(
    'what %j means cannot be told',
    (text) => {
      expect(meantDuration(text)).toBeUndefined();
    },
  );

  it('is always a duration', () => {
    const text = fc.stringMatching(/^[\d.]{0,9} ?(min|hours?|sec|d|wk|x)( \d+ ?(m|s|h))?$/);
    fc.assert(
      fc.property(text, (given) => {
        const meant = meantDuration(given);
        expect(meant === undefined || parseDuration(meant) !== undefined).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 * DAY }), (ms) => {
        const spaced = formatDuration(ms).replace(/(\d+)/g, ' $1 ');
        expect(parseDuration(meantDuration(spaced) ?? '')).toBe(ms);
      }),
    );
  });
});

it('mends what may stand there, and says what else may be written otherwise', () => {
  expect(durationMend('5min', 'write 5m')).toBe('did you mean "5m"?');
  expect(durationMend('2 days', 'write 5m', (ms) => ms <= DAY)).toBe('write 5m');
  expect(durationMend('30d', 'up to 1d')).toBe('up to 1d');
  expect(durationMend('soon', 'write 5m')).toBe('write 5m');
});
