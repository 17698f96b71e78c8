import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countSamples } from '../../../../src/core/events/count-samples.js';
import type { Series } from '../../../../src/core/events/series.js';
import { type ReaderState, startReader } from '../../../../src/core/events/reader-state.js';
import { weightedSelectors } from '../../../../src/core/events/weighted-selectors.js';
import type { CounterSelector, Sli } from '../../../../src/core/slo/sli.js';
import { MINUTE, SECOND } from '../../../../src/core/time/duration.js';

const T = 1_800_000_000_000;
const STALE = 150 * SECOND;
const total: CounterSelector = { metric: 'requests_total', matchers: [] };
const errors: CounterSelector = { metric: 'errors_total', matchers: [] };
const sli: Sli = {
  name: 'availability',
  bad: [{ sign: 1, selector: errors }],
  total: [{ sign: 1, selector: total }],
  derivation: { kind: 'explicit', reason: 'test' },
};
const selectors = weightedSelectors(sli);

function series(
  metric: string,
  points: [at: number, value: number][],
  labels: Record<string, string> = {},
): Series {
  const all = { __name__: metric, instance: 'a', job: 'j', ...labels };
  return {
    fingerprint: JSON.stringify(Object.entries(all).sort()),
    labels: all,
    times: points.map(([at]) => T + at),
    values: points.map(([, value]) => value),
  };
}

/** Reads errors and requests in one go; `upTo` is relative to T. */
function read(
  state: ReaderState,
  upTo: number,
  lists: { errors?: Series[]; total?: Series[] },
  baseline = -Infinity,
) {
  const reads = selectors.map(({ text }) => (text === 'errors_total' ? lists.errors : lists.total) ?? []);
  const counted = countSamples(state, selectors, reads, {
    upTo: T + upTo,
    baseline: T + baseline,
    staleAfter: STALE,
  });
  const sum = (key: 'bad' | 'total') => counted.deltas.reduce((all, delta) => all + delta[key], 0);
  return { ...counted, bad: sum('bad'), all: sum('total') };
}

const MIN = MINUTE;

describe('countSamples', () => {
  it('takes the first sample of a fresh reader as its base', () => {
    const counted = read(
      startReader(T),
      MIN,
      {
        total: [
          series('requests_total', [
            [-30_000, 500],
            [30_000, 510],
          ]),
        ],
      },
      0,
    );
    expect(counted.all).toBe(10);
  });

  it('counts a reset from zero', () => {
    const points: [number, number][] = [
      [0, 100],
      [15_000, 110],
      [30_000, 4],
      [45_000, 6],
    ];
    expect(read(startReader(T), MIN, { total: [series('requests_total', points)] }).all).toBe(16);
  });

  it('counts an error series from zero when it is born on a target that is known', () => {
    const first = read(startReader(T), MIN, {
      total: [
        series('requests_total', [
          [0, 100],
          [MIN, 200],
        ]),
      ],
    });
    const second = read(first.state, 2 * MIN, {
      total: [series('requests_total', [[2 * MIN, 300]])],
      errors: [series('errors_total', [[2 * MIN, 7]])],
    });
    expect([second.bad, second.all]).toEqual([7, 100]);
  });

  it('counts a new pod from zero once others have been watched long enough, and not before', () => {
    const pod = { instance: 'b' };
    const start = read(startReader(T), MIN, {
      total: [
        series('requests_total', [
          [0, 100],
          [MIN, 200],
        ]),
      ],
    });
    const early = read(start.state, 2 * MIN, {
      total: [series('requests_total', [[2 * MIN, 300]]), series('requests_total', [[2 * MIN, 9_999]], pod)],
    });
    expect(early.all).toBe(100);
    const settled = read(start.state, 4 * MIN, {
      total: [
        series('requests_total', [
          [2 * MIN, 300],
          [3 * MIN, 400],
          [4 * MIN, 500],
        ]),
        series('requests_total', [[4 * MIN, 30]], pod),
      ],
    });
    expect(settled.all).toBe(330);
  });

  it('takes the histories of all targets as bases when the source itself has just begun', () => {
    const counted = read(startReader(T - 60 * MIN), MIN, {
      total: [
        series('requests_total', [
          [0, 5_000_000],
          [30_000, 5_000_001],
        ]),
        series(
          'requests_total',
          [
            [3_000, 7_000_000],
            [33_000, 7_000_002],
          ],
          { instance: 'b' },
        ),
      ],
    });
    expect(counted.all).toBe(3);
  });

  it('goes on from the last value of a series that was only missing, spreads its events, and leaves the gap unknown', () => {
    const before = read(startReader(T), MIN, {
      total: [
        series('requests_total', [
          [0, 100],
          [MIN, 200],
        ]),
      ],
    });
    const after = read(before.state, 12 * MIN, {
      total: [
        series('requests_total', [
          [11 * MIN, 1200],
          [12 * MIN, 1300],
        ]),
      ],
    });
    expect(after.deltas[0]).toEqual({ from: T + MIN, to: T + 11 * MIN, bad: 0, total: 1000 });
    expect(after.known).toEqual([{ from: T + 11 * MIN, to: T + 12 * MIN }]);
    expect(after.state.knownSince).toBe(T + 11 * MIN);
  });

  it('counts a series from zero that was away while its target began anew, even beyond its last value', () => {
    const begin = read(
      startReader(T),
      MIN,
      {
        errors: [series('errors_total', [[0, 5]])],
        total: [series('requests_total', [[0, 1000]])],
      },
      0,
    );
    const anew = read(begin.state, 2 * MIN, { total: [series('requests_total', [[MIN, 10]])] });
    expect([anew.bad, anew.all]).toEqual([0, 10]);
    const back = read(anew.state, 3 * MIN, {
      errors: [series('errors_total', [[2 * MIN, 7]])],
      total: [series('requests_total', [[2 * MIN, 60]])],
    });
    expect([back.bad, back.all]).toEqual([7, 50]);
    const inOneGo = read(begin.state, 3 * MIN, {
      errors: [series('errors_total', [[2 * MIN, 7]])],
      total: [
        series('requests_total', [
          [MIN, 10],
          [2 * MIN, 60],
        ]),
      ],
    });
    expect([inOneGo.bad, inOneGo.all]).toEqual([7, 60]);
  });

  it('does not take another target for its own when that begins anew', () => {
    const lists = (at: number, errorCount: number, requests: number) => ({
      errors: [series('errors_total', [[at, errorCount]])],
      total: [
        series('requests_total', [[at, 1000 + at / SECOND]]),
        series('requests_total', [[at, requests]], { instance: 'b' }),
      ],
    });
    const begin = read(startReader(T), MIN, lists(0, 5, 900), 0);
    const anew = read(begin.state, 2 * MIN, { total: lists(MIN, 0, 3).total });
    const back = read(anew.state, 3 * MIN, lists(2 * MIN, 7, 5));
    expect(back.bad).toBe(2);
  });

  it('ignores values that are not numbers', () => {
    const points: [number, number][] = [
      [0, 1],
      [15_000, Number.NaN],
      [30_000, Number.POSITIVE_INFINITY],
      [45_000, 4],
    ];
    expect(read(startReader(T), MIN, { total: [series('requests_total', points)] }).all).toBe(3);
  });

  it('names bad events by label, and lets total − good cancel where nothing failed', () => {
    const good: CounterSelector = {
      metric: 'requests_total',
      matchers: [{ label: 'status', op: '!~', value: '5..' }],
    };
    const ratio = weightedSelectors({
      ...sli,
      bad: [
        { sign: 1, selector: total },
        { sign: -1, selector: good },
      ],
    });
    const ok = series(
      'requests_total',
      [
        [0, 0],
        [15_000, 90],
      ],
      { status: '200' },
    );
    const failed = series(
      'requests_total',
      [
        [0, 0],
        [15_000, 10],
      ],
      { status: '503' },
    );
    const reads = ratio.map(({ selector }) => (selector === good ? [ok] : [ok, failed]));
    const counted = countSamples(startReader(T), ratio, reads, {
      upTo: T + MIN,
      baseline: -Infinity,
      staleAfter: STALE,
    });
    const bad = counted.labelledBad.map(({ labels, bad: count }) => [labels.status, count]);
    expect(bad).toEqual([
      ['200', 0],
      ['503', 10],
    ]);
  });

  it('gives the same counts however the samples are cut into reads, doubled or repeated', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.boolean()), {
      minLength: 2,
      maxLength: 60,
    });
    const cuts = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 8 });
    fc.assert(
      fc.property(steps, cuts, fc.integer({ min: 0, max: 5 }), (list, at, overlap) => {
        let value = 0;
        const points = list.map(([step, reset], index): [number, number] => {
          value = reset ? step : value + step;
          return [index * 15_000, value];
        });
        const whole = read(startReader(T), points.length * 15_000, {
          total: [series('requests_total', points)],
        });
        let state = startReader(T);
        let all = 0;
        let from = 0;
        for (const cut of [...new Set([...at, points.length])].sort((a, b) => a - b)) {
          const part = points.slice(Math.max(0, from - overlap), cut);
          const counted = read(state, cut * 15_000, { total: [series('requests_total', part)] });
          state = counted.state;
          all += counted.all;
          from = Math.min(cut, points.length);
        }
        expect(all).toBe(whole.all);
        expect(state.cursors).toEqual(whole.state.cursors);
      }),
      { numRuns: 300 },
    );
  });

  it('goes on counting a series that got a label, or lost one', () => {
    const before = read(startReader(T), MIN, {
      total: [
        series('requests_total', [
          [0, 1_000_000],
          [15_000, 1_000_010],
        ]),
      ],
    });
    const renamed = read(before.state, 2 * MIN, {
      total: [
        series('requests_total', [
          [15_000, 1_000_010],
          [30_000, 1_000_020],
        ]),
        series(
          'requests_total',
          [
            [45_000, 1_000_030],
            [60_000, 1_000_040],
          ],
          { env: 'prod' },
        ),
      ],
    });
    expect(renamed.all).toBe(30);
    const back = read(renamed.state, 3 * MIN, {
      total: [
        series('requests_total', [[60_000, 1_000_040]], { env: 'prod' }),
        series('requests_total', [[75_000, 1_000_050]]),
      ],
    });
    expect(back.all).toBe(10);
  });

  it('counts another instance, and one that began anew, from zero', () => {
    const minutes: [number, number][] = [0, 1, 2, 3, 4].map((minute) => [minute * MIN, 100 + minute]);
    const old = series('requests_total', minutes);
    const before = read(startReader(T), 5 * MIN, { total: [old] });
    const heir = (value: number, labels: Record<string, string>) =>
      read(before.state, 6 * MIN, { total: [old, series('requests_total', [[5 * MIN, value]], labels)] }).all;
    expect(heir(250, { instance: 'b' })).toBe(250);
    expect(heir(7, { env: 'prod' })).toBe(7);
    expect(heir(110, { env: 'prod' })).toBe(6);
  });

  it('keeps two series apart that were there at the same time', () => {
    const both = [
      series('requests_total', [
        [0, 10],
        [MIN, 20],
      ]),
      series(
        'requests_total',
        [
          [0, 100],
          [MIN, 200],
        ],
        { env: 'prod' },
      ),
    ];
    const before = read(startReader(T), MIN, { total: both });
    const after = read(before.state, 2 * MIN, {
      total: [
        series('requests_total', [[MIN, 20]]),
        series(
          'requests_total',
          [
            [MIN, 200],
            [2 * MIN, 230],
          ],
          { env: 'prod' },
        ),
      ],
    });
    expect(after.all).toBe(30);
  });

  it('waits for the good events of a total that has lost them, instead of calling everything bad', () => {
    const good: CounterSelector = { metric: 'good_total', matchers: [] };
    const both = weightedSelectors({
      ...sli,
      bad: [
        { sign: 1, selector: total },
        { sign: -1, selector: good },
      ],
    });
    const count = (state: ReaderState, upTo: number, goods: Series[], totals: Series[]) => {
      const reads = both.map(({ text }) => (text === 'good_total' ? goods : totals));
      const counted = countSamples(state, both, reads, {
        upTo: T + upTo,
        baseline: -Infinity,
        staleAfter: STALE,
      });
      return { ...counted, bad: counted.deltas.reduce((all, delta) => all + delta.bad, 0) };
    };
    const first = count(
      startReader(T),
      MIN,
      [
        series('good_total', [
          [0, 100],
          [15_000, 110],
        ]),
      ],
      [
        series('requests_total', [
          [0, 100],
          [15_000, 110],
          [30_000, 120],
          [45_000, 130],
        ]),
      ],
    );
    expect(first.bad).toBe(0);
    expect(first.state.knownUntil).toBe(T + 15_000);
    const later = count(
      first.state,
      2 * MIN,
      [series('good_total', [[60_000, 139]])],
      [
        series('requests_total', [
          [15_000, 110],
          [30_000, 120],
          [45_000, 130],
          [60_000, 140],
        ]),
      ],
    );
    expect(later.bad).toBe(1);
    expect(later.state.knownUntil).toBe(T + 60_000);
  });
});
