import { describe, expect, it } from 'vitest';
import { columns, indent } from '../../../../src/cli/text/columns.js';
import {
  aboutDuration,
  aboutHours,
  count,
  exactPercent,
  percent,
  plural,
} from '../../../../src/cli/text/quantities.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../../../src/core/time/duration.js';

describe('quantities', () => {
  it.each([
    [0, '0s'],
    [400, '<1s'],
    [25_920, '26s'],
    [259_200, '4m19s'],
    [216 * MINUTE, '3h36m'],
    [59 * MINUTE + 59.7 * SECOND, '1h'],
    [5 * DAY + 3 * HOUR + 20 * MINUTE, '5d3h'],
  ])('writes %d ms as %s', (ms, text) => expect(aboutDuration(ms)).toBe(text));

  it.each([
    [50 * HOUR, '50h'],
    [5 * DAY, '5d'],
    [30 * MINUTE, '30m'],
  ])('writes %d ms of budget as %s', (ms, text) => expect(aboutHours(ms)).toBe(text));

  it('writes ratios, counts and plurals', () => {
    expect([percent(0.0072), percent(1), exactPercent(0.99995)]).toEqual(['0.72%', '100%', '99.995%']);
    expect([count(1234567.4), count(999), count(1000)]).toEqual(['1,234,567', '999', '1,000']);
    expect([plural(1, 'SLO'), plural(0, 'SLO')]).toEqual(['1 SLO', '0 SLOs']);
  });

  it('aligns columns by what is seen, not by colour codes', () => {
    const painted = columns(
      [
        ['a', 'b'],
        ['long', ''],
      ],
      (text, row) => (row === 0 ? `<${text}>` : text),
    );
    expect(painted).toBe('<a>     <b>\nlong\n');
    expect(indent('a\n\nb\n')).toBe('  a\n\n  b\n');
  });
});
