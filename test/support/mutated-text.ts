import fc from 'fast-check';

/** A change of a file's text; where it happens is a share (0-1) of its length or its lines. */
export type Mutation = (text: string) => string;

/** What YAML, PromQL and people's editors make of files that were whole. */
const FRAGMENTS = [
  ...[
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '"',
    "'",
    '|',
    '>',
    '&a',
    '*a',
    '!!binary',
    '? ',
    ': ',
    '- ',
    '---\n',
    '...\n',
    '#',
    '%',
    '@',
    '`',
  ],
  ...[
    '\t',
    '\r\n',
    '\u0000',
    '\ufeff',
    '\u2028',
    '😀',
    '\ud800',
    '\n\n',
    '  ',
    '<<: *a',
    '__proto__: {a: 1}',
    'constructor: 1',
  ],
  ...[
    'null',
    'true',
    '~',
    '-1',
    '0',
    '1e400',
    '.nan',
    '.inf',
    '99.95%',
    '100%',
    '-0',
    '0x1F',
    '1_000',
    '30d',
    '1M',
    '0s',
    '9'.repeat(40),
  ],
  ...[
    'sum(rate(',
    '[5m]',
    '[5m:1m]',
    ' offset 1d',
    ' by (le)',
    ' / ',
    '=~"("',
    '!~".*"',
    '{le="+Inf"}',
    'histogram_quantile(',
    '{{.window}}',
    '$__range',
  ],
  ...[
    '14.4x',
    '400ms at p99',
    '21.6 minutes/month',
    '10 %',
    '(a+)+$',
    'a'.repeat(3000),
    '['.repeat(300),
    '('.repeat(300),
    '- '.repeat(300),
  ],
] as const;

const VALUES = [
  null,
  true,
  false,
  0,
  -1,
  1e308,
  Number.NaN,
  '',
  ' ',
  '5m',
  '100%',
  [],
  {},
  [null],
  [[]],
  { a: {} },
  '\u0000',
  'x'.repeat(500),
];

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const at = (text: string, where: number) => Math.floor(where * text.length);

/** Characters taken out, put in or put in place of others. */
const spliced: fc.Arbitrary<Mutation> = fc
  .record({
    where: share,
    length: fc.nat({ max: 12 }),
    fragment: fc.oneof(
      fc.constant(''),
      fc.constantFrom(...FRAGMENTS),
      fc.string({ maxLength: 8, unit: 'binary' }),
    ),
  })
  .map(
    ({ where, length, fragment }) =>
      (text) =>
        text.slice(0, at(text, where)) + fragment + text.slice(at(text, where) + length),
  );

/** A line left out, told twice, moved or indented. */
const relined: fc.Arbitrary<Mutation> = fc
  .record({ from: share, to: share, how: fc.constantFrom('drop', 'double', 'move', 'indent') })
  .map(({ from, to, how }) => (text) => {
    const lines = text.split('\n');
    const index = Math.floor(from * lines.length);
    const line = lines[index] ?? '';
    if (how === 'indent') lines[index] = `  ${line}`;
    else if (how === 'double') lines.splice(index, 0, line);
    else lines.splice(index, 1);
    if (how === 'move') lines.splice(Math.floor(to * lines.length), 0, line);
    return lines.join('\n');
  });

/** The value behind a `key:` replaced by one that is odd there. */
const revalued: fc.Arbitrary<Mutation> = fc
  .record({ where: share, value: fc.constantFrom(...VALUES) })
  .map(({ where, value }) => (text) => {
    const places = [...text.matchAll(/: *[^\n,{}[\]]+/g)];
    const place = places[Math.floor(where * places.length)];
    if (!place) return text;
    const odd = Number.isNaN(value) ? '.nan' : JSON.stringify(value);
    return `${text.slice(0, place.index)}: ${odd}${text.slice(place.index + place[0].length)}`;
  });

/** The text cut off, as by a full disk. */
const truncated: fc.Arbitrary<Mutation> = share.map((where) => (text) => text.slice(0, at(text, where)));

/** One of these texts with one to four mutations. */
export function mutatedText(texts: readonly string[]): fc.Arbitrary<string> {
  const mutation = fc.oneof(
    { weight: 5, arbitrary: spliced },
    { weight: 3, arbitrary: relined },
    { weight: 4, arbitrary: revalued },
    { weight: 1, arbitrary: truncated },
  );
  return fc
    .tuple(fc.constantFrom(...texts), fc.array(mutation, { minLength: 1, maxLength: 4 }))
    .map(([text, mutations]) => mutations.reduce((changed, mutate) => mutate(changed), text));
}
