import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../src/core/backtest/seeded-random.js';
import { synthesize } from '../../../../src/core/backtest/synthetic-traffic.js';
import { DAY, HOUR, MINUTE } from '../../../../src/core/time/duration.js';
import { START, STEP } from './histories.js';

const span = { from: START, to: START + DAY, stepMs: STEP };
const sum = (values: Float64Array) => values.reduce((all, value) => all + value, 0);

describe('synthesize', () => {
  it('has the rate, the swing and the errors that were asked for', () => {
    const outage = { start: START + 6 * HOUR, end: START + 6 * HOUR + 20 * MINUTE, errorRatio: 0.1 };
    const shape = { rate: 50, swing: 4, baseErrorRatio: 0.001, outages: [outage] };
    const { total, bad } = synthesize(shape, span, seededRandom(1));
    expect(sum(total) / 86_400).toBeCloseTo(50, 0);
    const hour = (n: number) => sum(total.subarray((n * HOUR) / STEP, ((n + 1) * HOUR) / STEP));
    expect(hour(14) / hour(2)).toBeCloseTo(4, 0);
    const within = [(6 * HOUR) / STEP, (6 * HOUR + 20 * MINUTE) / STEP] as const;
    expect(sum(bad.subarray(...within)) / sum(total.subarray(...within))).toBeCloseTo(0.1, 2);
    expect(sum(bad.subarray(0, within[0])) / sum(total.subarray(0, within[0]))).toBeCloseTo(0.001, 3);
  });

  it('is the same for the same seed, and another for another', () => {
    const shape = { rate: 0.5, swing: 1, baseErrorRatio: 0.01, outages: [] };
    const run = (seed: number) => synthesize(shape, span, seededRandom(seed)).total;
    expect(run(7)).toEqual(run(7));
    expect(run(7)).not.toEqual(run(8));
    expect(sum(run(7)) / 86_400).toBeCloseTo(0.5, 1);
  });
});
