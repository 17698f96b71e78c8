import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countSamples } from '../../../../src/core/events/count-samples.js';
import { startReader } from '../../../../src/core/events/reader-state.js';
import { worthOfSample } from '../../../../src/core/events/sample-worth.js';
import { weightedSelectors } from '../../../../src/core/events/weighted-selectors.js';
import type { Comparison, CounterSelector, Sli } from '../../../../src/core/slo/sli.js';
import { MINUTE, SECOND } from '../../../../src/core/time/duration.js';

const T = 1_800_000_000_000;

function counted(sli: Pick<Sli, 'bad' | 'total'>, byText: Readonly<Record<string, readonly number[]>>) {
  const selectors = weightedSelectors({ name: 'x', derivation: { kind: 'gauge', reason: '' }, ...sli });
  const reads = selectors.map(({ text }) => {
    const values = byText[text] ?? [];
    const times = values.map((_, i) => T + (i + 1) * 15 * SECOND);
    return [{ fingerprint: 'a', labels: { job: 'j', instance: 'a' }, times, values }];
  });
  const options = { upTo: T + 10 * MINUTE, baseline: T, staleAfter: 150 * SECOND };
  const { deltas } = countSamples(startReader(T), selectors, reads, options);
  const sum = (key: 'bad' | 'total') => deltas.reduce((all, delta) => all + delta[key], 0);
  return { bad: sum('bad'), total: sum('total') };
}

describe('worthOfSample', () => {
  it.each<[Comparison, readonly number[]]>([
    ['==', [0, 1, 0]],
    ['!=', [1, 0, 1]],
    ['<', [1, 0, 0]],
    ['<=', [1, 1, 0]],
    ['>', [0, 0, 1]],
    ['>=', [0, 1, 1]],
  ])('compares values below, at and above the limit: %s', (op, worth) => {
    expect([4, 5, 6].map((value) => worthOfSample({ kind: 'compared', op, value: 5 }, value))).toEqual(worth);
  });

  it('a share is never less than none and never more than one event', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (value) => {
        const worth = worthOfSample({ kind: 'share' }, value);
        expect(worth).toBeGreaterThanOrEqual(0);
        expect(worth).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('countSamples of what is no counter', () => {
  const probe: CounterSelector = { metric: 'probe_success', matchers: [] };

  it('a probe that falls to 0 is no reset: each sample is one event, also the first', () => {
    const sli: Pick<Sli, 'bad' | 'total'> = {
      bad: [{ sign: 1, selector: { ...probe, meaning: { kind: 'compared', op: '!=', value: 1 } } }],
      total: [{ sign: 1, selector: { ...probe, meaning: { kind: 'sample' } } }],
    };
    const values = [1, 1, 0, 0, 1];
    expect(counted(sli, { 'probe_success != 1': values, 'probe_success as samples': values })).toEqual({
      bad: 2,
      total: 5,
    });
  });

  it('a native histogram that merges its buckets counts nothing twice, and a restart counts anew', () => {
    const histogram: CounterSelector = { metric: 'h', matchers: [] };
    const total: CounterSelector = { ...histogram, native: { kind: 'count' } };
    const good: CounterSelector = { ...histogram, native: { kind: 'up-to', limit: 0.4 } };
    const sli: Pick<Sli, 'bad' | 'total'> = {
      bad: [
        { sign: 1, selector: total },
        { sign: -1, selector: good },
      ],
      total: [{ sign: 1, selector: total }],
    };
    const goodText = 'histogram_fraction(-Inf, 0.4, h) * histogram_count(h)';
    expect(
      counted(sli, { 'histogram_count(h)': [100, 120, 120, 140], [goodText]: [90, 100, 99, 119] }),
    ).toEqual({
      bad: 10,
      total: 40,
    });
    expect(counted(sli, { 'histogram_count(h)': [100, 120, 6], [goodText]: [90, 100, 5] })).toEqual({
      bad: 11,
      total: 26,
    });
  });
});
