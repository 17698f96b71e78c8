import { describe, expect, it } from 'vitest';
import { packCursors, unpackCursors } from '../../../../src/core/events/series-cursors.js';

const T = 1_800_000_000_000;
const two = new Map([
  ['a', { at: T, value: 1 }],
  ['b', { at: T + 1, value: 0.5 }],
]);

describe('series cursors', () => {
  it('come back as they were packed', () => {
    expect([...unpackCursors(packCursors(two, undefined))]).toEqual([...two]);
    expect(unpackCursors(undefined).size).toBe(0);
  });

  it('share the list of series with the read before, until a series comes or goes', () => {
    const before = packCursors(two, undefined);
    expect(
      packCursors(new Map([...two].map(([name, { at, value }]) => [name, { at: at + 15, value }])), before)
        .series,
    ).toBe(before.series);
    const more = packCursors(new Map([...two, ['c', { at: T, value: 3 }]]), before);
    expect(more.series).toEqual(['a', 'b', 'c']);
    expect(before.series).toEqual(['a', 'b']);
    const other = packCursors(
      new Map([
        ['a', { at: T, value: 1 }],
        ['x', { at: T, value: 1 }],
      ]),
      before,
    );
    expect(other.series).toEqual(['a', 'x']);
  });
});
