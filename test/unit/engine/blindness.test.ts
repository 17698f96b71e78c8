import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/core/time/duration.js';
import { gateAnswer } from '../../../src/engine/queries/gate-answer.js';
import { availability, checkoutSlo, latency } from '../../support/checkout-slos.js';
import { exposeLatency, exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START, testConfig } from '../../support/engine-harness.js';

const slo = checkoutSlo();
const other = checkoutSlo({
  name: 'search',
  sli: {
    ...availability,
    name: 'search',
    bad: [
      {
        sign: 1,
        selector: { metric: 'searches_total', matchers: [{ label: 'status', op: '=', value: '503' }] },
      },
    ],
    total: [{ sign: 1, selector: { metric: 'searches_total', matchers: [] } }],
  },
});
const METRIC = 'http_requests_total';

describe('an unreachable Prometheus', () => {
  it('while firing neither resolves nor pages, makes the gate unknown, and is told of once', async () => {
    const harness = new EngineHarness({ scrapeInterval: MINUTE });
    exposeRequests(harness.prometheus, [
      [START + 10 * MINUTE, 0.1],
      [START + 50 * MINUTE, 0],
    ]);
    const gate = () => gateAnswer('checkout-api', 'production', [harness.status()], testConfig.gate);
    await harness.start([slo]);
    await harness.readHistory();
    await harness.runFor(5 * MINUTE);
    expect(gate()).toMatchObject({ decision: 'allow', ok: true });
    await harness.runFor(12 * MINUTE);
    expect(harness.toldKinds()).toEqual(['page trigger']);

    harness.prometheus.reachable = false;
    await harness.runFor(5 * MINUTE);
    expect(gate()).toMatchObject({ decision: 'unknown', ok: false });
    expect(harness.status()).toMatchObject({
      state: 'page',
      unknownBecause: { reason: 'source-unreachable' },
      budget: { kind: 'unknown', reason: 'source-unreachable' },
    });
    await harness.runFor(20 * MINUTE);
    expect(harness.told().slice(1)).toEqual([['blind-ticket', 'trigger', 32.5]]);

    harness.prometheus.reachable = true;
    await harness.runFor(2 * MINUTE);
    expect(harness.told().slice(2)).toEqual([['blind-ticket', 'resolve', 42.5]]);
    expect(harness.status().state).toBe('page');
    await harness.runFor(50 * MINUTE);
    expect(harness.toldKinds().slice(3)).toEqual(['page resolve', 'ticket trigger']);
    expect(harness.counted(HOUR).total).toBe(100 * (HOUR / SECOND));
    const logged = harness.logged.filter(({ message }) => message.startsWith('Prometheus'));
    expect(logged.map(({ level }) => level)).toEqual(['warn', 'info']);
  });

  it('over the end of the failures resolves when it is back', async () => {
    const harness = new EngineHarness();
    exposeRequests(harness.prometheus, [
      [START, 0.1],
      [START + 10 * MINUTE, 0],
    ]);
    await harness.start([slo]);
    await harness.runFor(9 * MINUTE);
    harness.prometheus.reachable = false;
    await harness.runFor(14 * MINUTE);
    harness.prometheus.reachable = true;
    await harness.runFor(MINUTE / 2);
    expect(harness.told().slice(1)).toEqual([['page', 'resolve', 23.5]]);
  });

  it('is one message for however many SLOs', async () => {
    const harness = new EngineHarness();
    exposeRequests(harness.prometheus);
    exposeRequests(harness.prometheus, [], { metric: 'searches_total' });
    await harness.start([slo, other]);
    await harness.runFor(MINUTE);
    harness.prometheus.reachable = false;
    await harness.runFor(HOUR);
    harness.prometheus.reachable = true;
    await harness.runFor(MINUTE);
    expect(harness.toldKinds()).toEqual(['blind-ticket trigger', 'blind-ticket resolve']);
  });

  it('is told of with the restart of the daemon in between, once', async () => {
    const harness = new EngineHarness();
    exposeRequests(harness.prometheus);
    await harness.start([slo]);
    await harness.runFor(MINUTE);
    harness.prometheus.reachable = false;
    await harness.runFor(10 * MINUTE);
    await harness.start([slo]);
    await harness.runFor(10 * MINUTE);
    await harness.start([slo]);
    await harness.runFor(10 * MINUTE);
    expect(harness.told()).toEqual([['blind-ticket', 'trigger', 16.5]]);
  });

  it('that was down itself gets the time for its first scrape before any SLO is called blind', async () => {
    const harness = new EngineHarness();
    exposeRequests(harness.prometheus);
    await harness.start([slo]);
    await harness.runFor(5 * MINUTE);
    harness.prometheus.reachable = false;
    harness.prometheus.hide(METRIC, harness.now, harness.now + 41 * MINUTE);
    await harness.runFor(40 * MINUTE);
    harness.prometheus.reachable = true;
    await harness.runFor(10 * MINUTE);
    const services = harness.store.messages().map(({ signal }) => `${signal.sloId} ${signal.kind}`);
    expect(services).toEqual(['firebreak/prometheus trigger', 'firebreak/prometheus resolve']);
  });

  it('hides a series that is gone since then only for the stated time', async () => {
    const harness = new EngineHarness();
    exposeRequests(harness.prometheus);
    await harness.start([slo]);
    await harness.runFor(5 * MINUTE);
    harness.prometheus.reachable = false;
    harness.prometheus.hide(METRIC, harness.now);
    await harness.runFor(40 * MINUTE);
    harness.prometheus.reachable = true;
    await harness.runFor(20 * MINUTE);
    const told = harness.store.messages().map(({ signal }) => `${signal.sloId} ${signal.kind}`);
    expect(told.at(-1)).toBe('checkout-api/availability trigger');
    expect(harness.told().at(-1)).toEqual(['blind-ticket', 'trigger', 60.5]);
  });

  it.each(['source-unreachable', 'query-failed'] as const)(
    'for one SLO alone (%s) makes that SLO blind',
    async (reason) => {
      const harness = new EngineHarness();
      exposeRequests(harness.prometheus);
      exposeRequests(harness.prometheus, [], { metric: 'searches_total' });
      await harness.start([slo, other]);
      await harness.runFor(MINUTE);
      harness.prometheus.failing.set('searches_total', reason);
      await harness.runFor(30 * MINUTE);
      expect(harness.status(other.id)).toMatchObject({ state: 'unknown', unknownBecause: { reason } });
      expect(harness.status().state).toBe('ok');
      const told = harness.store.messages().map(({ signal }) => [signal.sloId, signal.cause]);
      expect(told).toEqual([[other.id, 'blind']]);
    },
  );

  it('is not asked about each threshold before it answers again', async () => {
    const harness = new EngineHarness();
    exposeLatency(harness.prometheus, ['0.4'], 0);
    const many = [1, 2, 3, 4].map((n) => checkoutSlo({ name: `latency-${n}`, sli: latency }));
    harness.prometheus.reachable = false;
    await harness.start(many);
    await harness.runFor(5 * MINUTE);
    expect(harness.prometheus.asked.buckets).toBe(0);
    harness.prometheus.reachable = true;
    await harness.runFor(MINUTE);
    expect(harness.prometheus.asked.buckets).toBe(many.length);
  });
});

describe('a series that is gone', () => {
  it('is told of after the stated time only, and so is its return', async () => {
    const harness = new EngineHarness();
    exposeRequests(harness.prometheus);
    harness.prometheus.hide(METRIC, START + 5 * MINUTE, START + 40 * MINUTE);
    await harness.start([slo]);
    await harness.runFor(HOUR);
    // The last sample is 15 s old when it goes; stale after 150 s, told 15 minutes later.
    expect(harness.told()).toEqual([
      ['blind-ticket', 'trigger', 22.5],
      ['blind-ticket', 'resolve', 40],
    ]);
    expect(harness.store.messages()[0]?.signal.blindBecause).toMatch(/has had no sample for 17m/);
  });

  it('for less than that is not told of', async () => {
    const harness = new EngineHarness();
    exposeRequests(harness.prometheus);
    harness.prometheus.hide(METRIC, START + 5 * MINUTE, START + 20 * MINUTE);
    await harness.start([slo]);
    await harness.runFor(HOUR);
    expect(harness.told()).toEqual([]);
  });

  it('was never there: unknown, and never ok', async () => {
    const harness = new EngineHarness();
    await harness.start([slo]);
    await harness.runFor(20 * MINUTE);
    expect(harness.status()).toMatchObject({ state: 'unknown', unknownBecause: { reason: 'no-series' } });
    expect(harness.toldKinds()).toEqual(['blind-ticket trigger']);
  });

  it('of errors alone is no failure while the total is there', async () => {
    const harness = new EngineHarness();
    harness.prometheus.expose(METRIC, { service: 'checkout-api', status: '200' }, (at) =>
      Math.floor(at / SECOND),
    );
    await harness.start([slo]);
    await harness.runFor(20 * MINUTE);
    expect(harness.status()).toMatchObject({ state: 'ok' });
    expect(harness.toldKinds()).toEqual([]);
  });

  it('that pages for blindness keeps its incident open beside a burn that goes on', async () => {
    const harness = new EngineHarness();
    harness.config = { ...testConfig, blind: { after: 5 * MINUTE, severity: 'page' } };
    exposeRequests(harness.prometheus, [[START, 0.2]]);
    harness.prometheus.hide(METRIC, START + 10 * MINUTE, START + 25 * MINUTE);
    await harness.start([slo]);
    await harness.runFor(HOUR + DAY / 24);
    expect(harness.toldKinds()).toEqual(['page trigger', 'blind-page trigger', 'blind-page resolve']);
    expect(await harness.store.incidents({ limit: 10 })).toMatchObject([{ id: 'INC-1', status: 'open' }]);
  });
});

describe('a threshold between two buckets', () => {
  const slow = checkoutSlo({ sli: latency });

  it('is unknown and never pages, whatever the histogram does', async () => {
    const harness = new EngineHarness();
    exposeLatency(harness.prometheus, ['0.25', '0.5'], 0.5, START);
    await harness.start([slow]);
    await harness.runFor(30 * MINUTE);
    expect(harness.status(slow.id)).toMatchObject({
      state: 'unknown',
      unknownBecause: {
        reason: 'unjudgeable-threshold',
        text: expect.stringContaining('le="0.25" and le="0.5"'),
      },
      budget: { kind: 'unknown' },
      policy: { gate: 'unknown' },
    });
    expect(harness.toldKinds()).toEqual(['blind-ticket trigger']);
  });

  it('is judged within ten minutes once the histogram has the bucket', async () => {
    const harness = new EngineHarness();
    exposeLatency(harness.prometheus, ['0.25', '0.5'], 0, START);
    await harness.start([slow]);
    await harness.runFor(5 * MINUTE);
    exposeLatency(harness.prometheus, ['0.4'], 0, START);
    await harness.runFor(10 * MINUTE);
    expect(harness.status(slow.id).state).toBe('ok');
  });

  it('has nothing to do with a bucket that is there', async () => {
    const harness = new EngineHarness();
    exposeLatency(harness.prometheus, ['0.4'], 0.5, START);
    await harness.start([slow]);
    await harness.runFor(10 * MINUTE);
    expect(harness.toldKinds()).toEqual(['page trigger']);
  });
});
