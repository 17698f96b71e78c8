import { describe, expect, it } from 'vitest';
import type { CounterSelector, Matcher, Sli } from '../../../src/core/slo/sli.js';
import { heldCounters, incrementsExpression, requiredSeries } from '../../../src/rules/increments.js';
import { availability, checkoutSlo, latency, requests } from '../../support/checkout-slos.js';

const incrementsOf = (sli: Sli) => incrementsExpression(checkoutSlo({ sli }), 30_000, 'idle');
const of = (matcher: Matcher): CounterSelector => ({
  ...requests,
  matchers: [...requests.matchers, matcher],
});
const status = (op: Matcher['op'], value: string) => of({ label: 'status', op, value });
const goodGiven = (good: CounterSelector): Sli => ({
  ...availability,
  bad: [
    { sign: 1, selector: requests },
    { sign: -1, selector: good },
  ],
});
const badGiven = (bad: CounterSelector): Sli => ({ ...availability, bad: [{ sign: 1, selector: bad }] });
const counter = (metric: string): CounterSelector => ({ metric, matchers: [] });

describe('increments', () => {
  it.each([
    ['bad ones are named', badGiven(status('=~', '5..')), '"good", "", ""), "of", "bad", "status", "5.."'],
    [
      'bad ones are what is left',
      badGiven(status('!~', '2..')),
      '"bad", "", ""), "of", "good", "status", "2.."',
    ],
    ['good ones are named', goodGiven(status('=', '200')), '"bad", "", ""), "of", "good", "status", "200"'],
    [
      'good ones are what is left',
      goodGiven(status('!=', '5.x')),
      '"good", "", ""), "of", "bad", "status", "5\\\\.x"',
    ],
  ])('read each series once where one label tells events apart: %s', (_name, sli, told) => {
    const text = incrementsOf(sli);
    expect(text).toContain(`"of", ${told})`);
    // The whole of the total is read, and nothing else.
    const read = text.replaceAll(/slo:counter:out_of_reach\{[^}]*\}"\}/g, '');
    expect(new Set(read.match(/http_requests_total\{[^}]*\}/g))).toEqual(
      new Set(['http_requests_total{service="checkout-api"}']),
    );
  });

  it('count from the last value seen, a reset and a birth from zero, a series under a new name not at all', () => {
    const series = 'http_requests_total{service="checkout-api"}';
    const before = `last_over_time(${series}[10m] offset 30s)`;
    const outOfReach = `slo:counter:out_of_reach{held_counter=${JSON.stringify(`checkout-api/availability ${series}`)}}`;
    expect(incrementsOf(availability)).toContain(
      [
        `  last_over_time(${series}[5m]) - ignoring (held_counter) (${before} or ignoring (held_counter) ${outOfReach} offset 30s) >= 0`,
        `  or last_over_time(${series}[5m])`,
        `    and on (job, instance) ${before}`,
        `    unless on (job, instance) (${series} offset 30s unless ${series})`,
      ].join('\n'),
    );
  });

  it('go on from the last value before a target went out of reach, for as long as it is', () => {
    const series = 'http_requests_total{service="checkout-api"}';
    const [held, ...others] = heldCounters(checkoutSlo(), 150_000, 'unreached');
    expect(others).toEqual([]);
    expect(held?.id).toBe(`checkout-api/availability ${series}`);
    expect(held?.expression).toBe(
      `(last_over_time(${series}[10m]) or ignoring (held_counter) ` +
        `slo:counter:out_of_reach{held_counter=${JSON.stringify(held?.id)}} offset 2m30s) and on (job, instance) unreached`,
    );
  });

  it('begin every kind at zero as soon as the total is there', () => {
    expect(incrementsOf(availability)).toContain(
      'idle and on () last_over_time(http_requests_total{service="checkout-api"}[5m] offset 30s)',
    );
  });

  it('count nothing while the good events of another metric are missing', () => {
    expect(incrementsOf(latency)).toMatch(
      /\nand on \(\) last_over_time\(http_request_duration_seconds_bucket\{service="checkout-api", le="0\.4"\}\[5m\]\)$/,
    );
    expect(requiredSeries({ ...checkoutSlo(), sli: latency })).toEqual([
      'sum(http_request_duration_seconds_count{service="checkout-api"})',
      'sum(http_request_duration_seconds_bucket{service="checkout-api", le="0.4"})',
    ]);
  });

  it('take several counters apart, each with its sign, and know the targets of all', () => {
    const sli: Sli = {
      ...availability,
      bad: [{ sign: 1, selector: counter('failed_total') }],
      total: [
        { sign: 1, selector: counter('done_total') },
        { sign: 1, selector: counter('failed_total') },
      ],
    };
    const text = incrementsOf(sli);
    expect(
      [...text.matchAll(/"of", "(\w+)", "", ""\), "counter", "(\d)"/g)].map(([, kind, n]) => [kind, n]),
    ).toEqual([
      ['good', '1'],
      ['bad', '2'],
    ]);
    expect(text).toContain(
      'on (job, instance) (last_over_time(done_total[10m] offset 30s) or last_over_time(failed_total[10m] offset 30s))',
    );
  });
});
