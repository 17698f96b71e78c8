import { describe, expect, it } from 'vitest';
import { judgeBucket } from '../../../../src/core/slo/judge-bucket.js';

const live = ['0.1', '+Inf', '5', '0.5', '1', '10'];

describe('judgeBucket', () => {
  it.each(['0.5', '1', '1.0', '1e0', '10'])('finds %s among the live buckets', (bucket) => {
    expect(judgeBucket(bucket, live)).toEqual({ ok: true });
  });

  it('says between which buckets a threshold falls', () => {
    expect(judgeBucket('0.4', live)).toEqual({
      ok: false,
      below: '0.1',
      above: '0.5',
      message: 'the histogram has no bucket le="0.4"; the nearest are le="0.1" and le="0.5"',
    });
  });

  it.each([
    ['0.05', undefined, '0.1'],
    ['30', '10', undefined],
  ])('knows %s to lie outside', (bucket, below, above) => {
    const verdict = judgeBucket(bucket, live);
    expect(verdict).toMatchObject({ ok: false });
    expect(verdict).toEqual(expect.objectContaining({ ...(below && { below }), ...(above && { above }) }));
    expect(Object.keys(verdict)).toHaveLength(3);
  });

  it('has nothing near when there is no finite bucket', () => {
    expect(judgeBucket('0.4', ['+Inf'])).toEqual({
      ok: false,
      message: 'the histogram has no bucket le="0.4"; it has no finite bucket',
    });
  });
});
