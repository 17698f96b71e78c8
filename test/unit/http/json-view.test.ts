import { describe, expect, it } from 'vitest';
import { jsonView } from '../../../src/http/json-view.js';

const AT = Date.parse('2026-11-23T02:30:00Z');
const TEXT = '2026-11-23T02:30:00.000Z';

describe('jsonView', () => {
  it('writes instants wherever they stand, and leaves other numbers alone', () => {
    const instants = { at: AT, since: AT, dataUntil: AT, failingSince: AT, firingSince: AT, openedAt: AT };
    expect(jsonView({ ...instants, windowMs: AT, deep: [{ at: AT, seq: 3 }] })).toEqual({
      ...Object.fromEntries(Object.keys(instants).map((field) => [field, TEXT])),
      windowMs: AT,
      deep: [{ at: TEXT, seq: 3 }],
    });
  });

  it('writes what is not there, and what JSON has no word for, as null', () => {
    expect(
      jsonView({ a: undefined, b: null, c: Number.NaN, d: Number.NEGATIVE_INFINITY, openedAt: undefined }),
    ).toEqual({ a: null, b: null, c: null, d: null, openedAt: null });
  });

  it('leaves words, flags and labels as they are', () => {
    const plain = { text: 'at', flag: false, labels: { at: 'noon', since: '2019' }, list: ['a'] };
    expect(jsonView(plain)).toEqual(plain);
  });
});
