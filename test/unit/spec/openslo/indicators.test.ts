import { describe, expect, test } from 'vitest';
import { countedText } from '../../../../src/core/slo/selector-text.js';
import type { EventCount } from '../../../../src/core/slo/sli.js';
import { errorsOf, object, onlySlo, PAID, prometheus, read, sloOf, sloSpec } from './openslo.js';

const counted = (count: EventCount) =>
  count.map(({ sign, selector }) => `${sign === 1 ? '+' : '-'} ${countedText(selector)}`);
const ratio = (fields: object) => ({ ratioMetric: fields });

describe('ratioMetric', () => {
  test('good over total, whatever windows the queries say', () => {
    const { sli } = onlySlo(sloOf(PAID));
    expect(sli.name).toBe('paid');
    expect(counted(sli.bad)).toEqual(['+ payments_total{code=~"5.."}']);
    expect(counted(sli.total)).toEqual(['+ payments_total']);
  });

  test('bad over total', () => {
    const spec = ratio({ counter: true, bad: prometheus('failures'), total: prometheus('sum(attempts)') });
    const { sli } = onlySlo(sloOf(spec));
    expect(counted(sli.bad)).toEqual(['+ failures']);
    expect(counted(sli.total)).toEqual(['+ attempts']);
  });

  test('counter: false is believed of plain series, and rate() is of a counter all the same', () => {
    const rates = ratio({
      counter: false,
      bad: prometheus('sum(rate(a[5m]))'),
      total: prometheus('sum(rate(b[1h]))'),
    });
    expect(counted(onlySlo(sloOf(rates)).sli.bad)).toEqual(['+ a']);
    const gauges = ratio({
      counter: false,
      bad: prometheus('a_total'),
      total: prometheus('sum(rate(b[1h]))'),
    });
    expect(errorsOf([sloOf(gauges)])).toEqual([
      expect.stringMatching(/^gauge-of-counts: counter: false .* a_total /),
    ]);
  });

  test('left out, counter is told by the queries or asked for', () => {
    const named = ratio({ bad: prometheus('a_total'), total: prometheus('sum(increase(b[1h]))') });
    expect(counted(onlySlo(sloOf(named)).sli.total)).toEqual(['+ b']);
    const unsaid = ratio({ bad: prometheus('a_total'), total: prometheus('sum(b)') });
    expect(errorsOf([sloOf(unsaid)])).toEqual(['unsaid-counter: it cannot be told whether b is a counter']);
  });

  test('a raw ratio of counters is counted by its events', () => {
    const query = 'sum(rate(a_total{x="1"}[5m])) / sum(rate(a_total[5m]))';
    const failures = onlySlo(sloOf(ratio({ rawType: 'failure', raw: prometheus(query) })));
    expect(counted(failures.sli.bad)).toEqual(['+ a_total{x="1"}']);
    const successes = onlySlo(sloOf(ratio({ rawType: 'success', raw: prometheus(query) })));
    expect(counted(successes.sli.bad)).toEqual(['+ a_total{x!="1"}']);
  });

  test('any other raw ratio is weighed by time, and said to be', () => {
    const { sli } = onlySlo(sloOf(ratio({ rawType: 'failure', raw: prometheus('job:errors:ratio') })));
    expect(sli.derivation.kind).toBe('time-weighted-ratio');
    expect(counted(sli.bad)).toEqual(['+ (job:errors:ratio) every 30s as share']);
    const success = onlySlo(sloOf(ratio({ rawType: 'success', raw: prometheus('job:fine:ratio') })));
    expect(counted(success.sli.bad)).toEqual([
      '+ (job:fine:ratio) every 30s as samples',
      '- (job:fine:ratio) every 30s as share',
    ]);
  });

  test.each([
    [{ raw: prometheus('a') }, 'missing-field: raw does not say what it is a share of'],
    [
      { raw: prometheus('a'), rawType: 'success', total: prometheus('a') },
      'two-definitions: raw and total both say what is counted',
    ],
    [
      { rawType: 'success', good: prometheus('a'), total: prometheus('b') },
      'useless-field: rawType says what `raw` is, and there is none',
    ],
    [
      { good: prometheus('a'), bad: prometheus('a'), total: prometheus('b') },
      'two-definitions: good and bad are both given',
    ],
    [{ good: prometheus('a') }, 'missing-field: good needs a total'],
    [{ total: prometheus('a') }, 'missing-field: this ratio lacks its numerator'],
    [
      { counter: true, good: prometheus('a'), total: prometheus('sum(a)') },
      'always-one: good and total count the same events',
    ],
    [
      { counter: true, good: prometheus('avg(a)'), total: prometheus('a') },
      'promql: avg() does not count events',
    ],
  ])('refuses %j', (fields, error) => {
    expect(errorsOf([sloOf(ratio(fields))])).toEqual([error]);
  });
});

describe('thresholdMetric', () => {
  const threshold = { thresholdMetric: prometheus('queue_seconds{queue="mail"}') };

  test.each([
    ['lt', '>= 60'],
    ['lte', '> 60'],
    ['gt', '<= 60'],
    ['gte', '< 60'],
  ])('%s: a sample is bad when it is %s', (op, bad) => {
    const { sli } = onlySlo(sloOf(threshold, { objectives: [{ op, value: 60, target: 0.99 }] }));
    expect(counted(sli.bad)).toEqual([`+ queue_seconds{queue="mail"} ${bad}`]);
    expect(counted(sli.total)).toEqual(['+ queue_seconds{queue="mail"} as samples']);
  });

  test('an expression is looked at in steps', () => {
    const spec = { thresholdMetric: prometheus('sum(min_over_time(lag[2m]))') };
    const { sli } = onlySlo(sloOf(spec, { objectives: [{ op: 'lt', value: 0, target: 0.99 }] }));
    expect(counted(sli.bad)).toEqual(['+ (sum(min_over_time(lag[2m]))) every 30s >= 0']);
  });

  test('needs op and value', () => {
    expect(errorsOf([sloOf(threshold, { objectives: [{ value: 1, target: 0.9 }] })])).toEqual([
      'missing-field: an objective of a thresholdMetric needs op',
    ]);
    expect(errorsOf([sloOf(threshold, { objectives: [{ op: 'lt', target: 0.9 }] })])).toEqual([
      'missing-field: an objective of a thresholdMetric needs value',
    ]);
  });

  test('a window in brackets is refused', () => {
    const spec = { thresholdMetric: prometheus('lag[5m]') };
    expect(errorsOf([sloOf(spec, { objectives: [{ op: 'lt', value: 1, target: 0.9 }] })])).toEqual([
      expect.stringMatching(/^gauge-with-window/),
    ]);
  });
});

describe('metricSource', () => {
  const of = (metricSource: object) => [
    object('SLO', 'payments', sloSpec()),
    object('SLI', 'paid', { ratioMetric: { rawType: 'failure', raw: { metricSource } } }),
  ];
  const spec = { query: 'errors:ratio' };

  test('the type may come from a DataSource', () => {
    const source = object('DataSource', 'main', { type: 'prometheus' }, { displayName: 'Main' });
    const slo = onlySlo(...of({ metricSourceRef: 'main', spec }), source);
    expect(slo.metadata.annotations).toEqual({ 'data_source/main/display_name': 'Main' });
    expect(errorsOf(of({ metricSourceRef: 'main', spec }))).toEqual([
      'unknown-reference: there is no DataSource "main" in these files',
    ]);
    expect(errorsOf([...of({ metricSourceRef: 'main', type: 'Datadog', spec }), source])).toEqual([
      'two-types: the type is Datadog here, and that of the DataSource "main" is prometheus',
    ]);
  });

  test('with a type of its own, an unknown DataSource is only warned of', () => {
    const { slos, problems } = read(of({ metricSourceRef: 'main', type: 'Prometheus', spec }));
    expect(slos).toHaveLength(1);
    expect(problems).toEqual([expect.objectContaining({ code: 'unknown-reference', severity: 'warning' })]);
  });

  test.each([
    [
      { type: 'Datadog', spec: { query: 'sum:x{*}' } },
      'metric-source: Firebreak reads Prometheus, and this is read from Datadog',
    ],
    [{ spec }, 'missing-field: this metricSource does not say what it is read from'],
    [
      { type: 'Prometheus', spec: { ...spec, dimensions: ['a'] } },
      'unknown-field: "dimensions" is not known of a query to Prometheus',
    ],
    [
      { type: 'Prometheus', spec: { ...spec, promql: 'a' } },
      'two-definitions: query and promql are both given',
    ],
    [{ type: 'Prometheus', spec: {} }, 'missing-field: there is no query'],
    [{ type: 'Prometheus', spec: { query: 7 } }, 'wrong-type: "query" must be a text'],
    [{ type: 'Prometheus', spec: { ...spec, queryType: 'sql' } }, 'query-type: "sql" is no PromQL'],
  ])('refuses %j', (metricSource, error) => {
    expect(errorsOf(of(metricSource))).toEqual([error]);
  });
});
