import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { yamlText } from '../../../src/rules/yaml-text.js';

const key = fc.stringMatching(/^[a-z][a-z_/.]{0,12}$/);
const awkward = fc.constantFrom(
  'true',
  'No',
  'null',
  '1e3',
  '5m',
  '30',
  '',
  ' ',
  'a: b',
  'a:',
  'a #b',
  '- a',
  '{{ $value }}',
  'x\n\ny',
  'x \ny',
  '\tx\ny',
  ' x\ny',
  'x\n  y\nz',
  'x\ny\n',
  '"',
  "'",
  'é — −',
  '😀\n"',
  'a\u0085b',
  'a\u2028b',
  'sum(a{b="c"}[5m])',
  '%a',
  '@a',
  'a\r\nb',
  '~',
  'y',
);
const scalar = fc.oneof(
  awkward,
  fc.string({ unit: 'grapheme' }),
  fc.array(awkward).map((parts) => parts.join('\n')),
);
const { tree } = fc.letrec<{ tree: string | object }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

describe('yamlText', () => {
  it('writes what a YAML parser reads back, whatever the text', () => {
    fc.assert(
      fc.property(tree, (value) => {
        expect(parse(yamlText(value as never), { version: '1.2', schema: 'core' })).toEqual(value);
        expect(parse(yamlText(value as never), { version: '1.1' })).toEqual(value);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps several lines in a block and durations plain, as people write them', () => {
    expect(yamlText({ for: '15m', expr: 'a\n/ b{c="d"}', list: ['x', { y: 'z' }] })).toBe(
      'for: 15m\nexpr: |-\n  a\n  / b{c="d"}\nlist:\n  - x\n  - "y": z\n',
    );
  });
});
