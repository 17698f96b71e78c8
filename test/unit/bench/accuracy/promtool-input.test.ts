import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { neededRules } from '../../../../bench/accuracy/needed-rules.js';
import { promtoolValues } from '../../../../bench/accuracy/promtool-series.js';

const series = (samples: readonly (readonly [number, number])[]) => ({
  metric: 'requests_total',
  labels: {},
  times: samples.map(([at]) => at),
  values: samples.map(([, value]) => value),
});

it('writes a series for promtool: gaps, runs of one value, stale markers', () => {
  const samples = [
    [60, 5],
    [90, 5],
    [120, 5],
    [150, 7],
    [180, Number.NaN],
    [270, 9],
  ] as const;
  expect(promtoolValues(series(samples), 0, 30)).toBe('_x2 5+0x2 7 stale _x2 9');
});

it('refuses a sample that is not on the grid', () => {
  expect(() => promtoolValues(series([[31, 1]]), 0, 30)).toThrow('not on the grid');
});

it('keeps the rules that a recorded series rests on, in their order, and itself when it refers to itself', () => {
  const rules = `groups:
  - name: one
    rules:
      - {record: "total", expr: 'last_over_time(total{slo="a"}[3h] offset 30s) + increment{slo="a"}', labels: {slo: a}}
      - {record: "increment", expr: 'sum(requests)', labels: {slo: a}}
      - {record: "increase", expr: 'total - total offset 1h', labels: {window: 1h}}
      - {record: "increase", expr: 'total - total offset 30d', labels: {window: 30d}}
      - {alert: "Burn", expr: 'increase{window="1h"} > 1'}
  - name: two
    rules:
      - {record: "budget", expr: '1 - increase{window!="1h"}'}
  - name: three
    rules:
      - {record: "budget_total", expr: 'sum(budget)'}
`;
  const needed = neededRules(rules, 'budget');
  expect(needed.groups).toEqual(['one', 'two']);
  const kept = parse(needed.text) as {
    groups: { name: string; rules: { record: string; labels?: object }[] }[];
  };
  expect(kept.groups.map(({ name, rules: own }) => [name, own.map(({ record }) => record)])).toEqual([
    ['one', ['total', 'increment', 'increase']],
    ['two', ['budget']],
  ]);
  expect(kept.groups[0]?.rules[2]?.labels).toEqual({ window: '30d' });
});

it('reads matchers whose values hold braces and quotes', () => {
  const rules = `groups:
  - name: one
    rules:
      - {record: "budget", expr: 'held{of="a x{s=\\"1\\"}"}'}
      - {record: "held", expr: 'x', labels: {of: 'a x{s="1"}'}}
      - {record: "held", expr: 'y', labels: {of: 'a y{s="1"}'}}
`;
  const kept = parse(neededRules(rules, 'budget').text) as { groups: { rules: { expr: string }[] }[] };
  expect(kept.groups[0]?.rules.map(({ expr }) => expr)).toEqual(['held{of="a x{s=\\"1\\"}"}', 'x']);
});
