import { describe, expect, it } from 'vitest';
import { DAY } from '../../../src/core/time/duration.js';
import { readSpecs } from '../../../src/spec/read-specs.js';
import { routeSpec } from '../../support/route-template.js';

const read = (text: string) => readSpecs([{ path: 'shop.yaml', text }]);
const groupings = (groupBy: string, slo = '') =>
  read(routeSpec(groupBy, slo)).templates.map(({ grouping }) => grouping);
const codes = (text: string) =>
  read(text).problems.map(({ code, line, column }) => `${code} ${line}:${column}`);

describe('group_by', () => {
  it('makes a template of an SLO, kept as long as its window unless it is said', () => {
    expect(groupings('[route]')).toEqual([{ labels: ['route'], max: 50, keepMs: 7 * DAY }]);
    expect(groupings('{labels: [tenant, route], max: 5, keep: 2d}')).toEqual([
      { labels: ['tenant', 'route'], max: 5, keepMs: 2 * DAY },
    ]);
    expect(groupings('[route]', ', sla: {target: 98%, window: 30d}')).toEqual([
      { labels: ['route'], max: 50, keepMs: 30 * DAY },
    ]);
    expect(read(routeSpec('[route]')).slos).toEqual([]);
    expect(read(routeSpec('[route]')).problems).toEqual([]);
  });

  it.each([
    ['[]', 'empty 7:60'],
    ['[route, route]', 'invalid 7:60'],
    ['["a-b"]', 'bad-format 7:61'],
    ['[le]', 'cannot-be-grouped 7:60'],
    ['{max: 5}', 'missing-field 7:50'],
    ['{labels: [route], max: 0}', 'out-of-range 7:83'],
    ['{labels: [route], keep: 5m}', 'bad-keep 7:84'],
    ['{labels: [route], keep: long}', 'bad-keep 7:84'],
    ['{labels: [route], limit: 5}', 'unknown-field 7:78'],
    ['route', 'wrong-type 7:60'],
  ])('refuses %s at its place', (groupBy, problem) => {
    expect(codes(routeSpec(groupBy))).toEqual([problem]);
  });

  it('refuses what cannot be split by the label', () => {
    const fixed = routeSpec('[route]')
      .replace('{status', '{route="/a", status')
      .replace('_total[5m]', '_total{route="/a"}[5m]');
    expect(codes(fixed)).toEqual(['cannot-be-grouped 7:60']);
    const share = routeSpec('[route]').replace(/metric: .*/, 'error_ratio: avg_over_time(errors[5m])');
    expect(codes(share)).toEqual(['cannot-be-grouped 7:60']);
    const probe = routeSpec('[target]').replace(/metric: .*/, 'gauge: probe_success');
    expect(codes(probe)).toEqual([]);
  });

  it('holds names apart from those of SLOs', () => {
    const twice = routeSpec('[route]').replace(/( {2}- .*\n)/, '$1$1');
    expect(read(twice).templates).toHaveLength(1);
    expect(codes(twice)).toEqual(['duplicate-slo 8:6']);
  });
});
