import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, fitLines } from '../../../../src/adapters/notifiers/fit-text.js';

describe('cut', () => {
  it('leaves what fits, and shows where it cut', () => {
    expect(cut('abc', 3)).toBe('abc');
    expect(cut('abcd', 3)).toBe('ab…');
  });

  it('never exceeds the limit and never leaves half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 50 }), (text, most) => {
        const short = cut(text, most);
        expect(short.length).toBeLessThanOrEqual(most);
        expect(short).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
      }),
    );
  });
});

describe('fitLines', () => {
  const within = (most: number) => (lines: readonly string[]) => lines.join('\n').length <= most;

  it('shortens the longest first', () => {
    const lines = ['x'.repeat(500), 'Runbook: https://runbooks.example/checkout'];
    const fitted = fitLines(lines, within(200));
    expect(fitted[0]).toMatch(/^x{50,}…$/);
    expect(fitted[1]).toBe(lines[1]);
  });

  it('always fits, keeps the order, and leaves out only the last', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 300 })),
        fc.integer({ min: 0, max: 2_000 }),
        (lines, most) => {
          const fitted = fitLines(lines, within(most));
          expect(within(most)(fitted)).toBe(true);
          fitted.forEach((line, index) => {
            const original = lines[index] ?? '';
            expect(original.startsWith(line.replace(/…$/, ''))).toBe(true);
          });
          if (within(most)(lines)) expect(fitted).toEqual(lines);
        },
      ),
    );
  });
});
