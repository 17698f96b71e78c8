import { describe, expect, test } from 'vitest';
import { countedText } from '../../../../src/core/slo/selector-text.js';
import type { EventCount } from '../../../../src/core/slo/sli.js';
import { DAY } from '../../../../src/core/time/duration.js';
import { objective, onlySlo, problemsOf, read } from './pyrra.js';

const words = (count: EventCount) =>
  count.map(({ sign, selector }) => `${sign === 1 ? '+' : '-'} ${countedText(selector)}`);
const counted = (indicator: object) => {
  const { sli } = onlySlo(objective({ indicator }));
  return { bad: words(sli.bad), total: words(sli.total) };
};
const problem = (indicator: object) => problemsOf(objective({ indicator }));

describe('ratio', () => {
  const errors = { metric: 'failed_total{job="a"}' };
  const success = { metric: 'done_total{job="a"}' };
  const total = { metric: 'asked_total{job="a"}' };

  test('errors over total', () => {
    expect(counted({ ratio: { errors, total } })).toEqual({
      bad: ['+ failed_total{job="a"}'],
      total: ['+ asked_total{job="a"}'],
    });
  });

  test('of errors, success and total any two say the third', () => {
    expect(counted({ ratio: { success, total } })).toEqual({
      bad: ['+ asked_total{job="a"}', '- done_total{job="a"}'],
      total: ['+ asked_total{job="a"}'],
    });
    expect(counted({ ratio: { errors, success, grouping: [] } })).toEqual({
      bad: ['+ failed_total{job="a"}'],
      total: ['+ failed_total{job="a"}', '+ done_total{job="a"}'],
    });
  });

  test('one of them, or all three, is an error', () => {
    expect(problem({ ratio: { total } })).toEqual([
      'error missing-field 11:7 a ratio needs two of errors, success and total',
    ]);
    expect(problem({ ratio: { errors, success, total } })).toEqual([
      'error two-definitions 14:9 errors, success and total are all given, and two of them say everything',
    ]);
  });

  test('errors that are the total are an error', () => {
    expect(problem({ ratio: { errors: total, total } })).toEqual([
      'error always-one 12:9 the bad events and all of them are the same',
    ]);
  });

  test.each([
    ['sum(rate(failed_total[5m]))', 'an expression'],
    ['failed_total[5m]', 'an expression'],
    ['sum(rate(failed_total[5m])) offset 1m', 'an offset'],
    ['failed_total[5m] offset 1m', 'an offset'],
  ])('%s is no plain metric', (metric, expected) => {
    expect(problem({ ratio: { errors: { metric }, total } })).toEqual([
      `error no-selector 12:17 pyrra takes a metric with its matchers here, and this is ${expected}`,
    ]);
  });

  test('matchers beside a metric are equality matchers, and told', () => {
    const matchers = [{ name: 'job', value: 'shop' }];
    const latency = {
      success: { metric: 'wait_bucket{le="0.5"}', matchers },
      total: { metric: 'wait_count', matchers },
    };
    expect(counted({ latency })).toEqual({
      bad: ['+ wait_count{job="shop"}', '- wait_bucket{le="0.5", job="shop"}'],
      total: ['+ wait_count{job="shop"}'],
    });
    expect(problem({ latency }).map((text) => text.split(' ').slice(0, 2).join(' '))).toEqual([
      'warning matchers-beside',
      'warning matchers-beside',
    ]);
    expect(
      problem({ latency: { ...latency, total: { metric: 'wait_count', matchers: [{ name: 'a b' }] } } })[0],
    ).toMatch(/^error /);
  });

  test('an offset is left out, and told', () => {
    const delayed = (metric: string) => ({ metric: `${metric} offset 1m` });
    const { slos } = read(objective({ indicator: { ratio: { errors, total } } }));
    const late = { ratio: { errors: delayed(errors.metric), total: delayed(total.metric) } };
    expect(read(objective({ indicator: late })).slos[0]?.sli).toEqual(slos[0]?.sli);
    expect(problem(late).map((each) => each.split(' ').slice(0, 3))).toEqual([
      ['warning', 'offset-left-out', '12:9'],
      ['warning', 'offset-left-out', '14:9'],
    ]);
  });

  test('a query that is none is pointed at where it goes wrong', () => {
    expect(problem({ ratio: { errors: { metric: 'failed_total{job=a}' }, total } })).toEqual([
      'error promql 12:34 PromQL does not expect "a" here',
    ]);
  });
});

describe('latency', () => {
  const latency = (le: string) => ({
    latency: {
      success: { metric: `wait_seconds_bucket{job="a"${le}}` },
      total: { metric: 'wait_seconds_count{job="a"}' },
    },
  });

  test('all but those in the bucket are bad', () => {
    expect(counted(latency(',le="0.5"'))).toEqual({
      bad: ['+ wait_seconds_count{job="a"}', '- wait_seconds_bucket{job="a", le="0.5"}'],
      total: ['+ wait_seconds_count{job="a"}'],
    });
  });

  test.each(['1', '1.0'])('le="%s" is found whichever way the client or Prometheus writes it', (le) => {
    expect(counted(latency(`,le="${le}"`)).bad).toContain('- wait_seconds_bucket{job="a", le=~"1(\\\\.0)?"}');
  });

  test('no bucket, and several, are errors', () => {
    expect(problem(latency(''))).toEqual([
      'error no-bucket 12:17 success names no limit, so it counts all buckets at once',
    ]);
    expect(problem(latency(',le=~"0.5|1"')).map((text) => text.slice(0, 26))).toEqual([
      'error no-event-count 12:17',
    ]);
  });
});

test('latencyNative: observations over the limit in seconds are bad', () => {
  const total = { metric: 'wait_seconds{job="a"}' };
  expect(counted({ latencyNative: { total, latency: '1m30s' } })).toEqual({
    bad: [
      '+ histogram_count(wait_seconds{job="a"})',
      '- histogram_fraction(-Inf, 90, wait_seconds{job="a"}) * histogram_count(wait_seconds{job="a"})',
    ],
    total: ['+ histogram_count(wait_seconds{job="a"})'],
  });
  expect(counted({ latencyNative: { total, latency: '50ms' } }).bad[1]).toContain('(-Inf, 0.05, ');
  expect(problem({ latencyNative: { total, latency: 'fast' } })).toEqual([
    'error bad-duration 13:16 "fast" is no duration',
  ]);
});

test('bool_gauge: each sample that is not 1 is bad', () => {
  expect(counted({ bool_gauge: { metric: 'up{job="a"}' } })).toEqual({
    bad: ['+ up{job="a"} != 1'],
    total: ['+ up{job="a"} as samples'],
  });
  expect(problem({ bool_gauge: { metric: 'max(up)' } })[0]).toContain('error no-selector 11:15');
});

test('none and two indicators are errors', () => {
  expect(problem({})).toEqual(['error nothing-counted 9:14 this indicator measures nothing']);
  const gauge = { metric: 'up' };
  expect(problem({ bool_gauge: gauge, latencyNative: { total: gauge, latency: '1s' } })).toEqual([
    'error two-definitions 11:7 latencyNative and bool_gauge both say what is measured',
  ]);
});

describe('grouping', () => {
  const grouped = (grouping: unknown, metric = 'up') =>
    read(objective({ indicator: { bool_gauge: { metric, grouping } } }));

  test('makes a template of one SLO for each label set, kept as long as the window', () => {
    const { slos, templates, problems } = grouped(['job', 'instance', 'job']);
    expect(problems).toEqual([]);
    expect(slos).toEqual([]);
    expect(templates.map(({ slo, grouping }) => [slo.id, grouping])).toEqual([
      ['monitoring/shop-errors', { labels: ['job', 'instance'], max: 50, keepMs: 28 * DAY }],
    ]);
  });

  test.each([[[]], [null]])('%j is one SLO in all', (grouping) => {
    expect(grouped(grouping).slos).toHaveLength(1);
    expect(grouped(grouping).templates).toEqual([]);
  });

  test('by a label that the metric fixes, or by none that can be, is an error at it', () => {
    expect(problem({ bool_gauge: { metric: 'up{job="a"}', grouping: ['job'] } })).toEqual([
      'error cannot-be-grouped 13:9 the indicator has job="a" already, so that there is one label set only',
    ]);
    expect(problem({ bool_gauge: { metric: 'up', grouping: ['a-b'] } })[0]).toContain(
      'error bad-format 13:11',
    );
    const six = ['a', 'b', 'c', 'd', 'e', 'f'];
    expect(problem({ bool_gauge: { metric: 'up', grouping: six } })[0]).toContain('error out-of-range 13:9');
  });
});
