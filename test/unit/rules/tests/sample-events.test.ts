import { describe, expect, it } from 'vitest';
import type { CounterSelector, Matcher, Sli } from '../../../../src/core/slo/sli.js';
import { sampleEvents } from '../../../../src/rules/tests/sample-events.js';
import { availability, latency, requests } from '../../../support/checkout-slos.js';

const counter = (metric: string, ...matchers: Matcher[]): CounterSelector => ({ metric, matchers });
const target = 'job="test", instance="a"';

describe('sample events', () => {
  it('take a status that the bad selector matches, and one that it does not', () => {
    expect(sampleEvents(availability)).toEqual({
      good: [`http_requests_total{${target}, service="checkout-api", status="200"}`],
      bad: [`http_requests_total{${target}, service="checkout-api", status="500"}`],
    });
  });

  it('are two counters at once where good events have a metric of their own', () => {
    const count = `http_request_duration_seconds_count{${target}, service="checkout-api"}`;
    expect(sampleEvents(latency)).toEqual({
      good: [
        count,
        `http_request_duration_seconds_bucket{${target}, service="checkout-api", le="0.4"}`,
      ].sort(),
      bad: [count],
    });
  });

  it.each([
    ['a list of words', { label: 'code', op: '=~', value: 'internal|unavailable' }],
    ['digits', { label: 'code', op: '=~', value: '5\\d\\d' }],
    ['a class', { label: 'code', op: '=~', value: '[45]..' }],
    ['anything but', { label: 'code', op: '!~', value: 'ok|cancelled' }],
  ] as const)('find values for %s', (_name, matcher) => {
    const sli: Sli = {
      ...availability,
      bad: [{ sign: 1, selector: { ...requests, matchers: [...requests.matchers, matcher] } }],
    };
    const events = sampleEvents(sli);
    expect(events?.good).toHaveLength(1);
    expect(events?.bad).toHaveLength(1);
    expect(events?.good).not.toEqual(events?.bad);
  });

  it('are not made up where no value is found', () => {
    const odd = { label: 'code', op: '=~', value: '(?:x{3}y){2,}' } as const;
    const sli: Sli = {
      ...availability,
      bad: [{ sign: 1, selector: counter('a_total', odd) }],
      total: [{ sign: 1, selector: counter('a_total') }],
    };
    expect(sampleEvents(sli)).toBeUndefined();
  });
});
