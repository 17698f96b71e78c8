import { describe, expect, it } from 'vitest';
import type { Measured } from '../../../src/core/events/answers.js';
import { run, surroundings } from './fake-context.js';
import { BROKEN_SPEC, CHECKOUT_SPEC } from './specs.js';

const around = () => surroundings({ 'specs/checkout-api.yaml': CHECKOUT_SPEC });

describe('firebreak explain', () => {
  it('tells of a composite what it is made of', async () => {
    const journey =
      'service: shop\nslos: [{name: buy, composite: {all_of: [checkout-api/availability, checkout-api/latency]}, target: 99.5%, window: 30d}]\n';
    const around = surroundings({ 'specs/checkout-api.yaml': CHECKOUT_SPEC, 'specs/shop.yaml': journey });
    const ran = await run(around, 'explain', 'specs', '--slo', 'shop/buy');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    const lines = ran.stdout.split('\n').map((line) => line.trim().split(/ {2,}/));
    expect(lines).toContainEqual([
      'part',
      'checkout-api/availability, bad in a slice of which over 0.05% fails',
    ]);
    expect(lines).toContainEqual(['part', 'checkout-api/latency, bad in a slice of which over 1% fails']);
    expect(lines).toContainEqual([
      'counts',
      'slices of 1m, good when all of checkout-api/availability, checkout-api/latency are',
    ]);
    expect(ran.stdout).not.toContain('events  ');
  });

  it('tells of time slices what they are, and when alerts fire and clear by them', async () => {
    const sliced = CHECKOUT_SPEC.replace(
      'target: 99.95%',
      'target: 99.95%\n    time_slices: {length: 1m, good_when: 95%}',
    );
    const around = surroundings({ 'specs/checkout-api.yaml': sliced });
    const ran = await run(around, 'explain', 'specs', '--slo', 'checkout-api/availability');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    const lines = ran.stdout.split('\n').map((line) => line.trim().split(/ {2,}/));
    expect(lines).toContainEqual(['counts', 'slices of 1m, good at 95 % or more']);
    const page = lines.find(([tier]) => tier === 'page-1h');
    // Whether a tenth fails or everything, three slices are bad after three minutes; 1 % makes none bad.
    expect(page?.slice(6)).toEqual(['3m', '3m', 'never', '5m', '3 bad slices']);
  });

  it('tells what an SLO asks, what it may spend, and when its alerts fire and clear', async () => {
    const ran = await run(around(), 'explain', 'specs', '--slo', 'checkout-api/availability');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    const lines = ran.stdout.split('\n').map((line) => line.trim().split(/ {2,}/));
    expect(lines[0]?.slice(0, 2)).toEqual(['checkout-api/availability', '99.95% over 30d']);
    expect(lines).toContainEqual([
      'bad events',
      'sum(increase(http_requests_total{service="checkout-api", status=~"5.."}[30d]))',
    ]);
    expect(lines).toContainEqual([
      'all events',
      'sum(increase(http_requests_total{service="checkout-api"}[30d]))',
    ]);
    expect(lines).toContainEqual(['budget', '21m36s of total outage in 30d']);
    expect(lines).toContainEqual([
      'page-1h',
      '1h and 5m',
      '14.4x',
      '0.72%',
      '2% in 1h',
      '50h',
      '26s',
      '4m19s',
      '43m12s',
      '4m58s',
      '3 bad events',
    ]);
    expect(lines).toContainEqual([
      'ticket-6h',
      '6h and 30m',
      '6x',
      '0.3%',
      '5% in 6h',
      '5d',
      '1m5s',
      '10m48s',
      '1h48m',
      '29m55s',
      '3 bad events',
    ]);
    expect(lines).toContainEqual(['above-50', 'allow', 'normal feature development']);
    expect(ran.stdout).not.toContain('latency');
  });

  it('hands programs the numbers, with null for never', async () => {
    const ran = await run(around(), 'explain', 'specs', '--output', 'json');
    const { slos } = JSON.parse(ran.stdout) as { slos: { id: string; tiers: unknown[] }[] };
    expect(slos.map((slo) => slo.id).sort()).toEqual(['checkout-api/availability', 'checkout-api/latency']);
    expect(slos.find((slo) => slo.id === 'checkout-api/availability')).toMatchObject({
      target: 0.9995,
      window: '30d',
      budget: { outageSeconds: 1296, traffic: null },
      tiers: [
        {
          id: 'page-1h',
          errorRatio: 0.0072,
          budgetShare: 0.02,
          exhaustionSeconds: 180_000,
          detectionSeconds: { '1': 25.92, '0.1': 259.2, '0.01': 2592 },
          resetSeconds: 297.84,
        },
        { id: 'ticket-6h' },
      ],
    });
  });

  it('says never where an alert cannot fire', async () => {
    const files = {
      'specs/a.yaml': CHECKOUT_SPEC.replace('99.95%', '98%').replace(/ +error_budget:.*\n/, ''),
    };
    const ran = await run(surroundings(files), 'explain', 'specs', '--slo', 'checkout-api/availability');
    const page = ran.stdout.split('\n').find((line) => line.includes('page-1h'));
    expect(page?.trim().split(/ {2,}/).slice(3, 9)).toEqual([
      '28.8%',
      '2% in 1h',
      '50h',
      '17m17s',
      'never',
      'never',
    ]);
  });

  it("counts the budget in events at today's traffic", async () => {
    const surrounded = around();
    surrounded.measured = { kind: 'value', value: 200_000 };
    const seen = (measured: Measured) => {
      surrounded.measuredOf = (query) => (query.startsWith('count_over_time(') ? measured : undefined);
    };
    seen({ kind: 'value', value: 288 });
    const explain = ['explain', 'specs', '--slo', 'checkout-api/availability', '--prometheus', 'http://p'];
    const whole = '21m36s of total outage in 30d, or 3,000 bad events at the 200,000 of the last day';
    expect((await run(surrounded, ...explain)).stdout).toContain(`${whole} (data for 100% of it)\n`);
    seen({ kind: 'value', value: 72 });
    expect((await run(surrounded, ...explain)).stdout).toContain(
      `${whole} (data for 25% of it: whole days have more)\n`,
    );
    const { stdout } = await run(surrounded, ...explain, '--output', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      slos: [{ budget: { traffic: { eventsPerDay: 200_000, coverage: 0.25 } } }],
    });
    seen({ kind: 'none' });
    expect((await run(surrounded, ...explain)).stdout).toContain('(data for less than 5m of it: whole');
    seen({ kind: 'failed', message: 'too many samples' });
    expect((await run(surrounded, ...explain)).stdout).toContain(
      `${whole} (for how much of it there is data is not known)\n`,
    );
    surrounded.measuredOf = () => undefined;
    surrounded.measured = { kind: 'failed', message: 'connection refused' };
    const ran = await run(surrounded, ...explain);
    expect(ran.code).toBe(0);
    expect(ran.stderr).toBe("checkout-api/availability: today's traffic is not known: connection refused\n");
  });

  it('says how many bad events fire each tier, by a formula without a Prometheus', async () => {
    const { stdout } = await run(around(), 'explain', 'specs', '--slo', 'checkout-api/availability');
    expect(stdout).toContain(
      'at N events an hour one failure is a 2,000x/N burn over 1h: 200x at 10 events, 2x at 1,000',
    );
    const lines = stdout.split('\n').map((line) => line.trim().split(/ {2,}/));
    expect(lines).toContainEqual(['page-1h', 'more than 0.0072 N, 3 or more']);
    expect(lines).toContainEqual(['ticket-6h', 'more than 0.018 N, 3 or more']);
  });

  it('says what few events at night do, and when a probe is wanted', async () => {
    const surrounded = around();
    surrounded.measured = { kind: 'value', value: 24_000 };
    const hours = Array.from({ length: 168 }, (_, hour) => ({
      start: hour * 3_600_000,
      events: hour % 24 === 3 ? 2 : 1240,
    }));
    surrounded.hourly = { kind: 'hours', hours };
    const explain = ['explain', 'specs', '--slo', 'checkout-api/availability', '--prometheus', 'http://p'];
    const { stdout } = await run(surrounded, ...explain);
    expect(stdout).toContain(
      'N = 1,240 events an hour in the median, 2 at 03:00 UTC, the quietest (168 of the last 168 h known)',
    );
    expect(stdout).toContain('one failure at 03:00 is a 1,000x burn over 1h');
    const lines = stdout.split('\n').map((line) => line.trim().split(/ {2,}/));
    expect(lines).toContainEqual(['page-1h', 'more than 0.0072 N, 3 or more', '9 of 1,240', 'never, of 2']);
    expect(lines).toContainEqual(['ticket-6h', 'more than 0.018 N, 3 or more', '23 of 7,440', '19 of 6,202']);
    expect(stdout).toContain(
      'page-1h sleeps in its quietest time: 2 events, and it takes 3 bad events. Add synthetic traffic: a probe that asks every 1m40s or more often',
    );
    expect(stdout).not.toContain('ticket-6h sleeps');
  });

  it('tells that the traffic by hour is not known, and says unknown of nothing', async () => {
    const surrounded = around();
    surrounded.measured = { kind: 'value', value: 24_000 };
    surrounded.hourly = { kind: 'failed', message: 'query timed out' };
    const explain = ['explain', 'specs', '--slo', 'checkout-api/availability', '--prometheus', 'http://p'];
    const ran = await run(surrounded, ...explain);
    expect(ran.stderr).toBe('checkout-api/availability: the traffic by hour is not known: query timed out\n');
    surrounded.hourly = { kind: 'hours', hours: [] };
    expect((await run(surrounded, ...explain)).stderr).toContain(
      'not known: no whole hour of the last 7 days has samples of the total events',
    );
    expect(ran.stdout).toContain('at N events an hour one failure is');
  });

  it('says nothing of low traffic where samples are counted', async () => {
    const probe = `service: a\nslis: {up: {gauge: probe_success}}\nslos: [{sli: up, target: 99%, window: 30d}]\n`;
    const ran = await run(surroundings({ 'a.yaml': probe }), 'explain', 'a.yaml');
    expect(ran.stdout).not.toContain('one failure');
  });

  it('says how a daemon reads an SLO, and nothing where the series cannot be counted', async () => {
    const surrounded = around();
    const explain = ['explain', 'specs', '--slo', 'checkout-api/availability', '--prometheus', 'http://p'];
    const reads = async (series: number | undefined) => {
      surrounded.series = series;
      const line = (await run(surrounded, ...explain)).stdout
        .split('\n')
        .find((each) => /^ *reads/.test(each));
      return line?.trim().split(/ {2,}/)[1];
    };
    expect(await reads(6)).toBe('6 raw series');
    expect(await reads(5_200)).toBe('aggregated deltas: 5,200 series, summed by Prometheus');
    expect(await reads(0)).toBe('nothing: there are no series');
    expect(await reads(undefined)).toBeUndefined();
  });

  it('explains the good files beside a broken one', async () => {
    const files = {
      'specs/a.yaml': CHECKOUT_SPEC,
      'specs/b.yaml': BROKEN_SPEC.replaceAll('checkout-api', 'broken'),
    };
    const ran = await run(surroundings(files), 'explain', 'specs');
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain('checkout-api/availability');
    expect(ran.stderr).toContain('specs/b.yaml:19:');
  });

  it('exits 2 when there is no such SLO, and names those that there are', async () => {
    const ran = await run(around(), 'explain', 'specs', '--slo', 'checkout-api/nothing');
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('there are checkout-api/availability, checkout-api/latency');
  });
});
