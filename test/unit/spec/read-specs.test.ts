import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { selectorText } from '../../../src/core/slo/selector-text.js';
import type { EventCount } from '../../../src/core/slo/sli.js';
import { DAY, HOUR, MINUTE } from '../../../src/core/time/duration.js';
import { readSpecs } from '../../../src/spec/read-specs.js';

const read = (text: string) => readSpecs([{ path: 'slo.yaml', text }]);
const counters = (count: EventCount) =>
  count.map(({ sign, selector }) => `${sign === 1 ? '+' : '-'} ${selectorText(selector)}`);

function sliOf(lines: string) {
  const body = lines
    .trim()
    .split('\n')
    .map((line) => `    ${line.trim()}`)
    .join('\n');
  const { slos, problems } = read(
    `service: s\nslis:\n  i:\n${body}\nslos:\n  - {sli: i, target: 99%, window: 30d, burn_rate_alerts: []}\n`,
  );
  expect(problems.filter((problem) => problem.severity === 'error')).toEqual([]);
  const [slo] = slos;
  if (!slo) throw new Error('no SLO was read');
  return slo.sli;
}

test.each([
  ['people: {alice: {}}\nteams: {shop: {members: [alice]}}', 'this is an on-call file, and holds no SLO'],
  ['http: {listen: "127.0.0.1:1"}\nspecs: [slo]', 'this is the configuration of a daemon, and holds no SLO'],
])('a file of another kind is named, once: %s', (text, message) => {
  const { problems } = read(text);
  expect(problems).toMatchObject([{ code: 'another-kind', severity: 'error', message }]);
});

describe('the mission’s own file', () => {
  const path = 'slo-specs/checkout-api.yaml';
  const { slos, problems } = readSpecs([{ path, text: readFileSync(path, 'utf8') }]);
  const slo = (name: string) => {
    const found = slos.find((each) => each.name === name);
    if (!found) throw new Error(`no ${name}`);
    return found;
  };

  test('loads as it stands', () => {
    expect(problems).toEqual([]);
    expect(slos.map((each) => each.id)).toEqual([
      'checkout-api/availability',
      'checkout-api/correctness',
      'checkout-api/latency',
    ]);
    expect(slo('availability').objective).toEqual({
      target: 0.9995,
      sloWindow: { kind: 'rolling', durationMs: 30 * DAY },
    });
    expect(slo('availability').metadata).toMatchObject({ owner: 'payments-team', reviewCadence: 'monthly' });
  });

  test('good over total with one more matcher becomes its opposite', () => {
    expect(counters(slo('availability').sli.bad)).toEqual([
      '+ http_requests_total{service="checkout-api", status=~"5.."}',
    ]);
  });

  test('a quantile with a threshold becomes a bucket over the count', () => {
    expect(counters(slo('latency').sli.bad)).toEqual([
      '+ http_request_duration_seconds_count{service="checkout-api"}',
      '- http_request_duration_seconds_bucket{service="checkout-api", le="0.4"}',
    ]);
  });

  test('raw counters of errors are the bad events', () => {
    expect(counters(slo('correctness').sli.bad)).toEqual(['+ business_logic_errors_total']);
    expect(counters(slo('correctness').sli.total)).toEqual(['+ requests_total']);
  });

  test('stated tiers are kept, and unstated ones are the workbook’s', () => {
    expect(
      slo('availability').alertPolicies.map(({ id, shortWindow, burnRateThreshold }) => [
        id,
        shortWindow,
        burnRateThreshold,
      ]),
    ).toEqual([
      ['page-1h', 5 * MINUTE, 14.4],
      ['ticket-6h', 30 * MINUTE, 6],
    ]);
    expect(slo('latency').alertPolicies.map(({ id }) => id)).toEqual([
      'page-1h',
      'page-6h',
      'ticket-1d',
      'ticket-3d',
    ]);
  });

  test('the policy has its four bands and their gates', () => {
    expect(slo('availability').budgetPolicy.bands.map(({ id, above, gate }) => [id, above, gate])).toEqual([
      ['above-50', 0.5, 'allow'],
      ['25-to-50', 0.25, 'warn'],
      ['below-25', 0, 'warn'],
      ['exhausted', Number.NEGATIVE_INFINITY, 'block'],
    ]);
  });
});

describe('which side of the ratio', () => {
  test.each([
    ['sum(rate(a_total{status=~"2..|3.."}[5m])) / sum(rate(a_total[5m]))', 'good-over-total'],
    ['sum(rate(a_total{code=~"5.."}[5m])) / sum(rate(a_total[5m]))', 'bad-over-total'],
    ['sum(rate(a_total{http_status_code="500"}[5m])) / sum(rate(a_total[5m]))', 'bad-over-total'],
    ['sum(rate(a_total{status_class!="5xx"}[5m])) / sum(rate(a_total[5m]))', 'good-over-total'],
    ['sum(rate(a_total{status!="200"}[5m])) / sum(rate(a_total[5m]))', 'bad-over-total'],
    ['sum(rate(a_total{grpc_code="OK"}[5m])) / sum(rate(a_total[5m]))', 'good-over-total'],
    ['sum(rate(a_total{grpc_code!="OK"}[5m])) / sum(rate(a_total[5m]))', 'bad-over-total'],
    ['sum(rate(a_total{result="failure"}[5m])) / sum(rate(a_total[5m]))', 'bad-over-total'],
    ['sum(rate(a_total{outcome="SUCCESS"}[5m])) / sum(rate(a_total[5m]))', 'good-over-total'],
    ['sum(rate(a_total{error!=""}[5m])) / sum(rate(a_total[5m]))', 'bad-over-total'],
    ['sum(rate(a_total{error=""}[5m])) / sum(rate(a_total[5m]))', 'good-over-total'],
    ['sum(rate(a_total{success="false"}[5m])) / sum(rate(a_total[5m]))', 'bad-over-total'],
    ['sum(rate(a_failures_total[5m])) / sum(rate(a_total[5m]))', 'bad-over-total'],
    [
      'sum(rate(a_succeeded_total[5m])) / (sum(rate(a_succeeded_total[5m])) + sum(rate(a_failed_total[5m])))',
      'good-over-total',
    ],
    ['(sum(rate(a_total[5m])) - sum(rate(a_errors_total[5m]))) / sum(rate(a_total[5m]))', 'good-over-total'],
    ['1 - sum(rate(a_errors_total[5m])) / sum(rate(a_total[5m]))', 'bad-over-total'],
    ['100 * sum(rate(a_total{le="0.3"}[5m])) / sum(rate(a_total{result!="x"}[5m]))', undefined],
    ['sum(rate(d_seconds_bucket{le="0.3"}[5m])) / sum(rate(d_seconds_count[5m]))', 'good-over-total'],
  ])('%s is %s', (metric, kind) => {
    const { slos, problems } = read(
      `service: s\nslis:\n  i:\n    metric: '${metric}'\nslos:\n  - {sli: i, target: 99%, window: 30d, burn_rate_alerts: []}\n`,
    );
    if (kind === undefined) expect(problems.map(({ code }) => code)).toEqual(['undecided-polarity']);
    else expect(slos[0]?.sli.derivation.kind).toBe(kind);
  });

  test('what is added and taken away cancels out', () => {
    const sli = sliOf(
      'metric: (sum(rate(a_total[5m])) - sum(rate(a_errors_total[5m]))) / sum(rate(a_total[5m]))',
    );
    expect(counters(sli.bad)).toEqual(['+ a_errors_total']);
  });

  test('metric_is speaks of the ratio as a whole', () => {
    const metric = 'sum(rate(a_total{zone="x"}[5m])) / sum(rate(a_total[5m]))';
    expect(counters(sliOf(`metric: ${metric}\nmetric_is: bad`).bad)).toEqual(['+ a_total{zone="x"}']);
    expect(counters(sliOf(`metric: 1 - ${metric}\nmetric_is: good`).bad)).toEqual(['+ a_total{zone="x"}']);
    expect(counters(sliOf(`metric: ${metric}\nmetric_is: good`).bad)).toEqual(['+ a_total{zone!="x"}']);
  });
});

describe('what would be a guess is asked, and what counts no events is refused', () => {
  const code = (metric: string) =>
    read(
      `service: s\nslis:\n  i:\n    metric: ${JSON.stringify(metric)}\nslos:\n  - {sli: i, target: 99%, window: 30d, burn_rate_alerts: []}\n`,
    ).problems.map((problem) => problem.code);
  const of = (numerator: string, denominator = 'a_total') =>
    `sum(rate(${numerator}[5m])) / sum(rate(${denominator}[5m]))`;

  test.each([
    ['a matcher against a name', of('a_errors_total{code!="404"}')],
    ['a denied word in a name', of('a_without_errors_total')],
    ['a denied label', of('a_total{no_error="true"}')],
    ['a part of something else', of('a_total{code!~"5.."}', 'a_total{code!~"4.."}')],
    ['failures over successes', of('a_total{code=~"5.."}', 'a_total{code!~"5.."}')],
    ['failures over successes by name', of('a_errors_total', 'a_successes_total')],
    ['a matcher beside the point on the good side only', of('a_total{code!~"5..", path!="/health"}')],
    ['both sides at once', '(sum(rate(ok_total[5m])) + sum(rate(error_total[5m]))) / sum(rate(a_total[5m]))'],
  ])('%s is asked for', (_what, metric) => expect(code(metric)).toEqual(['undecided-polarity']));

  test.each([
    ['several buckets', of('d_seconds_bucket{le=~"0.1|0.3"}', 'd_seconds_count')],
    ['all buckets', of('d_seconds_bucket{le="0.3"}', 'd_seconds_bucket')],
    ['all but one bucket', of('d_seconds_bucket{le!="0.3"}', 'd_seconds_count')],
    ['less than nothing', '-sum(rate(a_errors_total[5m])) / sum(rate(a_total[5m]))'],
    [
      'events counted twice',
      'sum(rate(a_total{code="500"}[5m])) / (sum(rate(a_total[5m])) + sum(rate(a_total{code="500"}[5m])))',
    ],
  ])('%s is no event count', (_what, metric) => expect(code(metric)).toEqual(['no-event-count']));

  test.each([
    ['per cent taken from one', '1 - 100 * sum(rate(a_errors_total[5m])) / sum(rate(a_total[5m]))'],
    ['a ratio taken from a hundred', '100 - sum(rate(a_errors_total[5m])) / sum(rate(a_total[5m]))'],
    ['a recorded rate', 'job:errors:rate5m / a_total'],
    ['a quantile that is scaled', 'histogram_quantile(0.9, sum(rate(d_seconds_bucket[5m])) by (le)) * 1000'],
  ])('%s is refused', (_what, metric) => expect(code(metric)).toEqual(['promql']));

  test.each([
    [
      'comments',
      'sum(rate(a_total{code=~"2..", path!="#"}[5m])) # good\n/\n# all\nsum(rate(a_total{path!="#"}[5m]))',
      'a_total{path!="#", code!~"2.."}',
    ],
    ['per cent', '100 - 100 * sum(rate(a_errors_total[5m])) / sum(rate(a_total[5m]))', 'a_errors_total'],
    [
      'per cent of a complement',
      '100 * (1 - sum(rate(a_errors_total[5m])) / sum(rate(a_total[5m])))',
      'a_errors_total',
    ],
    [
      'the +Inf bucket as the total',
      of('d_seconds_bucket{le="0.3"}', 'd_seconds_bucket{le="+Inf"}'),
      'd_seconds_bucket{le="+Inf"}',
    ],
  ])('%s is understood', (_what, metric, first) => {
    const sli = sliOf(`metric: ${JSON.stringify(metric)}`);
    expect(counters(sli.bad)[0]).toBe(`+ ${first}`);
  });
});

describe('thresholds', () => {
  const quantile = (metric: string, threshold: string) =>
    sliOf(`metric: histogram_quantile(0.99, sum(rate(${metric}[5m])) by (le))\nthreshold: ${threshold}`)
      .derivation.threshold?.bucket;

  test.each([
    ['d_seconds_bucket', '400ms at p99', '0.4'],
    ['d_seconds_bucket', '0.25s', '0.25'],
    ['d_seconds_bucket', '2 seconds at p99', '2'],
    ['d_milliseconds_bucket', '400ms at p99', '400'],
    ['ms_orders_seconds_bucket', '400ms at p99', '0.4'],
    ['d_ms_bucket', '1000s at p99', '1000000'],
  ])('%s, %s is le %s', (metric, threshold, bucket) => expect(quantile(metric, threshold)).toBe(bucket));

  test('whole numbers match both ways of writing them', () => {
    const sli = sliOf(
      'metric: histogram_quantile(0.99, sum(rate(d_seconds_bucket[5m])) by (le))\nthreshold: 2s',
    );
    expect(counters(sli.bad)[1]).toBe('- d_seconds_bucket{le=~"2(\\\\.0)?"}');
  });

  test('very large and very small limits match Go’s way of writing them too', () => {
    const bad = (metric: string, threshold: string) =>
      counters(
        sliOf(`metric: histogram_quantile(0.99, sum(rate(${metric}[5m])) by (le))\nthreshold: ${threshold}`)
          .bad,
      )[1];
    expect(bad('d_ms_bucket', '1000s')).toBe('- d_ms_bucket{le=~"1000000(\\\\.0)?|1e\\\\+06"}');
    expect(bad('d_seconds_bucket', '0.01ms')).toBe('- d_seconds_bucket{le=~"0\\\\.00001|1e-05"}');
  });

  test('a percentile that is not the target is worth a word', () => {
    const { problems } = read(
      'service: s\nslis:\n  i:\n    metric: histogram_quantile(0.99, sum(rate(d_seconds_bucket[5m])) by (le))\n    threshold: 2s at p99\nslos:\n  - {sli: i, target: 95%, window: 30d, burn_rate_alerts: []}\n',
    );
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([
      ['quantile-is-not-target', 'warning'],
    ]);
  });
});

describe('claims and defaults', () => {
  const slo = (line: string) =>
    read(`service: s\nslis:\n  i: {bad: e_total, total: a_total}\nslos:\n  - {sli: i, ${line}}\n`);

  test.each([
    '21.6 minutes/month',
    '21.6 min per 30d',
    '0.36 hours',
    '1296 s/window',
    '0.05%',
    '262.8 minutes/year',
    '21.9 minutes/month',
  ])('%s is what 99.95 %% over 30 days leaves', (claim) =>
    expect(slo(`target: 99.95%, window: 30d, error_budget: "${claim}"`).problems).toEqual([]),
  );

  test.each([
    ['99.95%', 0.9995],
    ['0.9995', 0.9995],
    ['99.95', 0.9995],
    ['"99"', 0.99],
  ])('a target of %s is %d', (text, target) =>
    expect(slo(`target: ${text}, window: 30d`).slos[0]?.objective.target).toBe(target),
  );

  test('default tiers that can never fire are left out with a warning', () => {
    const { slos, problems } = slo('target: 90%, window: 30d');
    expect(slos[0]?.alertPolicies.map(({ burnRateThreshold }) => burnRateThreshold)).toEqual([6, 3, 1]);
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([
      ['unreachable-default', 'warning'],
    ]);
  });

  test('an empty list means no alerts, and an unstated policy never blocks', () => {
    const [only] = slo('target: 99%, window: 30d, burn_rate_alerts: []').slos;
    expect(only?.alertPolicies).toEqual([]);
    expect(only?.budgetPolicy.bands.map(({ gate }) => gate)).not.toContain('block');
  });

  test('alerts that share severity and long window are told apart by their burn rate', () => {
    const alerts =
      '[{severity: page, short_window: 5m, long_window: 1h, burn_rate: 10}, {severity: page, short_window: 5m, long_window: 1h, burn_rate: 20}, {severity: page, short_window: 1m, long_window: 10m, burn_rate: 30}]';
    const tiers = slo(`target: 99%, window: 30d, burn_rate_alerts: ${alerts}`).slos[0]?.alertPolicies;
    expect(tiers?.map(({ id, longWindow }) => [id, longWindow])).toEqual([
      ['page-10m', 10 * MINUTE],
      ['page-1h-20x', HOUR],
      ['page-1h-10x', HOUR],
    ]);
  });

  test('an indicator that no SLO uses is worth a word', () => {
    const { problems } = read(
      'service: s\nslis:\n  i: {bad: e_total, total: a_total}\n  j:\n    bad: e_total\n    total: a_total\nslos:\n  - {sli: i, target: 99%, window: 30d}\n',
    );
    expect(problems.map(({ code, severity, line, column }) => [code, severity, line, column])).toEqual([
      ['unused-sli', 'warning', 4, 3],
    ]);
  });
});

test('several documents in a file, and the same name in two files', () => {
  const text = readFileSync('slo-specs/search-api.yaml', 'utf8');
  expect(readSpecs([{ path: 'a.yaml', text }]).slos.map(({ id }) => id)).toEqual([
    'search-api/answered',
    'search-index/fresh',
  ]);
  const twice = readSpecs([
    { path: 'a.yaml', text },
    { path: 'b.yaml', text },
  ]);
  expect(twice.slos).toHaveLength(2);
  expect(twice.problems.map(({ code, file, line }) => [code, file, line])).toEqual([
    ['duplicate-slo', 'b.yaml', 16],
    ['duplicate-slo', 'b.yaml', 34],
  ]);
});

test('garbage is refused in words, never thrown', () => {
  const alias = `a: &a [1]\nb: ${'[*a,'.repeat(30)}1${']'.repeat(30)}\n`;
  for (const text of [
    '',
    '\0',
    '[]',
    '1',
    '- a',
    'a: *b',
    '{',
    '"',
    '%',
    'service: [',
    alias,
    '---\n---\n',
    'slos: 3\nslis: []\nservice: {}',
  ]) {
    const { slos, problems } = read(text);
    expect(slos).toEqual([]);
    expect(problems.length, JSON.stringify(text)).toBeGreaterThan(0);
  }
});

describe('guards against zero', () => {
  const errors = 'sum(rate(a_total{code="500"}[5m]))';
  const total = 'sum(rate(a_total[5m]))';
  const plain = sliOf(`metric: '${errors} / ${total}'`);

  test.each([
    `${errors} / (${total} > 0)`,
    `${errors} / (${total} != 0)`,
    `(${errors} or vector(0)) / (${total} > 0)`,
    `${errors} / clamp_min(${total}, 0)`,
  ])('%s counts what it counts without one', (metric) => {
    const { bad, total: all } = sliOf(`metric: '${metric}'`);
    expect({ bad, total: all }).toEqual({ bad: plain.bad, total: plain.total });
  });

  test.each([
    [`${errors} / (${total} > 5)`, '">" between counters does not count events'],
    [`${errors} / (${total} > bool 0)`, '"> bool" between counters does not count events'],
    [`${errors} / (${total} == 0)`, '"==" between counters does not count events'],
  ])('%s is none', (metric, message) => {
    const { problems } = read(
      `service: s\nslis:\n  i: {metric: '${metric}'}\nslos:\n  - {sli: i, target: 99%, window: 30d}\n`,
    );
    expect(problems.map((problem) => problem.message)).toContain(message);
  });
});
