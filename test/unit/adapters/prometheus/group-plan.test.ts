import { describe, expect, it } from 'vitest';
import { planGroups } from '../../../../src/adapters/prometheus/group-plan.js';
import type { CounterSelector, Matcher } from '../../../../src/core/slo/sli.js';

const is = (label: string, value: string, op: Matcher['op'] = '='): Matcher => ({ label, op, value });
const counter = (...matchers: Matcher[]): CounterSelector => ({ metric: 'requests_total', matchers });
const errors = is('status', '5..', '=~');

/** Plans counters that are watched by themselves, under the text of their own number. */
function plan(...selectors: CounterSelector[]) {
  const wanted = selectors.map((selector, n) => ({ key: n, selector, watched: selector }));
  return planGroups(wanted).map(({ selector, by, members }) => [selector, by, Object.fromEntries(members)]);
}

describe('planGroups', () => {
  it('lets counters that differ in one label share a query, split by that label', () => {
    expect(plan(counter(is('service', 'a'), errors), counter(errors, is('service', 'b.c')))).toEqual([
      ['requests_total{service=~"a|b\\\\.c", status=~"5.."}', 'service', { a: [0], 'b.c': [1] }],
    ]);
  });

  it('never reads more than its members: a narrower counter has a query of its own', () => {
    const plans = plan(
      counter(is('service', 'a')),
      counter(is('service', 'b')),
      counter(is('service', 'a'), errors),
    );
    expect(plans).toEqual([
      ['requests_total{service=~"a|b"}', 'service', { a: [0], b: [1] }],
      ['requests_total{service="a", status=~"5.."}', undefined, { '': [2] }],
    ]);
  });

  it('asks once for what two want', () => {
    const same = counter(is('service', 'a', '=~'));
    expect(plan(same, same)).toEqual([['requests_total{service=~"a"}', undefined, { '': [0, 1] }]]);
    expect(plan(counter(is('service', 'a')), counter(is('service', 'a')))).toEqual([
      ['requests_total{service="a"}', 'service', { a: [0, 1] }],
    ]);
  });

  it('keeps counters of different targets apart, and an absent label out of the groups', () => {
    const bad = { metric: 'errors_total', matchers: [is('service', 'a')] };
    const other = { metric: 'errors_total', matchers: [is('service', 'b')] };
    const wanted = [
      { key: 'a', selector: bad, watched: counter(is('service', 'a')) },
      { key: 'b', selector: other, watched: counter(is('app', 'b')) },
    ];
    expect(planGroups(wanted).map(({ watched }) => watched)).toEqual([
      'requests_total{service="a"}',
      'requests_total{app="b"}',
    ]);
    expect(plan(counter(is('zone', '')), counter(is('zone', 'x')))).toHaveLength(2);
  });

  it('cuts queries that would name too many values', () => {
    const many = Array.from({ length: 120 }, (_, n) => counter(is('service', `s${n}`)));
    const sizes = plan(...many).map(([, , members]) => Object.keys(members as object).length);
    expect(sizes).toEqual([50, 50, 20]);
  });
});
