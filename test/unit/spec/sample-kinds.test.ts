import { describe, expect, it } from 'vitest';
import { countedText } from '../../../src/core/slo/selector-text.js';
import type { EventCount } from '../../../src/core/slo/sli.js';
import { readSpecs } from '../../../src/spec/read-specs.js';

function read(sli: string) {
  const text = `service: shop\nslis:\n  x: ${sli}\nslos:\n  - {sli: x, target: 99%, window: 30d}\n`;
  const { slos, problems } = readSpecs([{ path: 'shop.yaml', text }]);
  const words = (count: EventCount | undefined) =>
    (count ?? []).map(({ sign, selector }) => `${sign === 1 ? '+' : '-'} ${countedText(selector)}`);
  const [slo] = slos;
  return {
    kind: slo?.sli.derivation.kind,
    reason: slo?.sli.derivation.reason ?? '',
    bad: words(slo?.sli.bad),
    total: words(slo?.sli.total),
    problems: problems.map(({ code, line, column }) => `${code} ${line}:${column}`),
  };
}

describe('indicators that are no ratio of counters', () => {
  it.each([
    [`{gauge: 'probe_success{job="a"}'}`, 'probe_success{job="a"} != 1', 'probe_success{job="a"} as samples'],
    ['{gauge: age, good_when: "<= 60"}', 'age > 60', 'age as samples'],
    [
      '{gauge: max(age), good_when: "< 6e1"}',
      '(max(age)) every 30s >= 60',
      '(max(age)) every 30s as samples',
    ],
  ])('%s counts samples', (sli, bad, total) => {
    expect(read(sli)).toMatchObject({
      kind: 'gauge',
      bad: [`+ ${bad}`],
      total: [`+ ${total}`],
      problems: [],
    });
  });

  it('an error ratio that names no counters weighs every look the same, and says so', () => {
    const looked = read(`{error_ratio: 'avg(a / b) # odd'}`);
    expect(looked).toMatchObject({
      kind: 'time-weighted-ratio',
      bad: ['+ (avg(a / b)) every 30s as share'],
      total: ['+ (avg(a / b)) every 30s as samples'],
    });
    expect(looked.reason).toContain('time-weighted');
    expect(read(`{success_ratio: 'avg(rate(a[$window]))'}`).bad).toEqual([
      '+ (avg(rate(a[2m]))) every 30s as samples',
      '- (avg(rate(a[2m]))) every 30s as share',
    ]);
  });

  it('an error ratio of counters counts events', () => {
    expect(read('{error_ratio: "sum(rate(failed_total[5m])) / sum(rate(asked_total[5m]))"}')).toMatchObject({
      kind: 'bad-over-total',
      bad: ['+ failed_total'],
      total: ['+ asked_total'],
    });
  });

  it.each([
    '{metric: "histogram_quantile(0.99, sum(rate(took_seconds[5m])))", threshold: 400ms at p99}',
    '{metric: "histogram_fraction(0, 0.4, sum(rate(took_seconds[5m])))"}',
  ])('%s counts observations of a native histogram', (sli) => {
    const good = 'histogram_fraction(-Inf, 0.4, took_seconds) * histogram_count(took_seconds)';
    expect(read(sli)).toMatchObject({
      kind: 'native-threshold',
      bad: ['+ histogram_count(took_seconds)', `- ${good}`],
      total: ['+ histogram_count(took_seconds)'],
    });
  });

  it.each([
    ['{gauge: age, good_when: small}', 'bad-good-when 3:30'],
    ['{gauge: "age[5m]"}', 'gauge-with-window 3:14'],
    ['{gauge: "age{"}', 'promql 3:19'],
    ['{gauge: age, metric: a / b}', 'two-definitions 3:14'],
    ['{error_ratio: a, success_ratio: b}', 'two-definitions 3:38'],
    ['{error_ratio: a, good_when: "< 1"}', 'useless-good-when 3:34'],
    ['{metric: "histogram_fraction(0.1, 0.4, sum(rate(h[5m])))"}', 'promql 3:16'],
    ['{metric: "histogram_quantile(0.99, sum(rate(h[5m])))", threshold: 400ms}', 'unknown-unit 3:15'],
  ])('%s is refused at its place', (sli, problem) => {
    expect(read(sli).problems).toContain(problem);
  });
});
