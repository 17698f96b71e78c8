import { describe, expect, it } from 'vitest';
import type { CounterSelector, Sli } from '../../../src/core/slo/sli.js';
import { HOUR } from '../../../src/core/time/duration.js';
import {
  badEventsExpression,
  totalEventsExpression,
  totalSeriesExpression,
} from '../../../src/rules/event-expressions.js';
import { availability, checkoutSlo, failures, latency, requests } from '../../support/checkout-slos.js';

const total = 'slo:total_events:increase{service="checkout-api", slo="availability", window="1h"}';
const counter = (metric: string): CounterSelector => ({ metric, matchers: [] });
const bad = (sli: Sli) => badEventsExpression(checkoutSlo({ sli, name: 'availability' }), HOUR);

describe('event expressions', () => {
  it('takes increase() over the very window', () => {
    expect(totalEventsExpression(availability, HOUR)).toBe(
      'sum(increase(http_requests_total{service="checkout-api"}[1h]))',
    );
  });

  it('reads an absent error counter as zero where the total exists', () => {
    expect(bad(availability)).toBe(
      `sum(increase(http_requests_total{service="checkout-api", status=~"5.."}[1h]))\nor on() 0 * ${total}`,
    );
  });

  it('takes good from total, never below zero, and reads an absent good counter of the same metric as none', () => {
    const good: CounterSelector = {
      ...failures,
      matchers: [...requests.matchers, { label: 'status', op: '!~', value: '5..' }],
    };
    const sli: Sli = {
      ...availability,
      bad: [
        { sign: 1, selector: requests },
        { sign: -1, selector: good },
      ],
    };
    const goodSum = 'sum(increase(http_requests_total{service="checkout-api", status!~"5.."}[1h]))';
    expect(bad(sli)).toBe(`clamp_min(\n  ${total}\n  - on() (${goodSum} or on() 0 * ${total}),\n  0\n)`);
  });

  it('leaves the bad events absent where the good ones are a metric that was never seen', () => {
    expect(bad(latency)).toBe(
      `clamp_min(\n  ${total}\n  - on() sum(increase(http_request_duration_seconds_bucket{service="checkout-api", le="0.4"}[1h])),\n  0\n)`,
    );
  });

  it('adds those counters of a total that exist', () => {
    const sli: Sli = {
      ...availability,
      total: [
        { sign: 1, selector: counter('good_total') },
        { sign: 1, selector: counter('bad_total') },
      ],
    };
    expect(totalEventsExpression(sli, HOUR)).toBe(
      'sum(\n  label_replace(sum(increase(good_total[1h])), "counter", "1", "", "")\n' +
        '  or label_replace(sum(increase(bad_total[1h])), "counter", "2", "", "")\n)',
    );
    expect(totalSeriesExpression(sli)).toBe('sum(good_total) or sum(bad_total)');
  });

  it('takes counters off a total, absent ones being zero', () => {
    const sli: Sli = {
      ...availability,
      total: [
        { sign: 1, selector: counter('all_total') },
        { sign: -1, selector: counter('health_total') },
      ],
    };
    expect(totalEventsExpression(sli, HOUR)).toBe(
      'sum(increase(all_total[1h]))\n- (sum(increase(health_total[1h])) or 0 * sum(increase(all_total[1h])))',
    );
    expect(totalSeriesExpression(sli)).toBe('sum(all_total)');
  });

  it('takes excluded errors off the errors and reads no errors at all as zero', () => {
    const sli: Sli = {
      ...availability,
      bad: [
        { sign: 1, selector: counter('errors_total') },
        { sign: -1, selector: { ...requests, matchers: [{ label: 'probe', op: '=', value: 'y' }] } },
      ],
    };
    expect(bad(sli)).toMatch(/^clamp_min\(\n {2}sum\(increase\(errors_total\[1h\]\)\)\n/);
    expect(bad(sli)).toMatch(/\)\nor on\(\) 0 \* slo:total_events:increase\{[^}]*\}$/);
  });
});
