import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectionTime, resetTime } from '../../../src/core/burn-rate/theory.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/core/time/duration.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START, testConfig } from '../../support/engine-harness.js';

const slo = checkoutSlo();
const [fast] = slo.alertPolicies;
if (!fast) throw new Error('the workbook has tiers');

describe('a burn', () => {
  it('pages once at the moment that theory says, and clears when theory says, within a scrape and a beat', async () => {
    const ratio = fc.double({ min: 0.01, max: 0.14, noNaN: true });
    const phase = fc.integer({ min: 0, max: 59 });
    await fc.assert(
      fc.asyncProperty(ratio, phase, fc.integer({ min: 0, max: 14 }), async (errorRatio, seconds, offset) => {
        const harness = new EngineHarness({ scrapeOffset: offset * SECOND });
        const begins = START + 10 * MINUTE + seconds * SECOND;
        const detected = detectionTime(slo.objective, fast, errorRatio) ?? Number.NaN;
        // Long enough for the fast tier, too short for the slow one.
        const ends = begins + 1.7 * detected;
        exposeRequests(harness.prometheus, [
          [begins, errorRatio],
          [ends, 0],
        ]);
        await harness.start([slo]);
        await harness.runFor(ends - START + 10 * MINUTE);

        expect(harness.toldKinds()).toEqual(['page trigger', 'page resolve']);
        const [opened = 0, closed = 0] = harness.told().map(([, , minute]) => START + minute * MINUTE);
        const late = harness.prometheus.scrapeInterval + testConfig.evaluationInterval;
        // Theory has fractions of events.
        expect(opened - begins).toBeGreaterThanOrEqual(detected - SECOND);
        expect(opened - begins).toBeLessThanOrEqual(detected + late + SECOND);
        const cleared = resetTime(slo.objective, fast, errorRatio) ?? Number.NaN;
        expect(closed - ends).toBeGreaterThanOrEqual(cleared - SECOND);
        expect(closed - ends).toBeLessThanOrEqual(cleared + late + SECOND);
      }),
      { numRuns: 40 },
    );
  });

  it('says in the page what fails since when, how fast and where', async () => {
    const harness = new EngineHarness();
    exposeRequests(harness.prometheus, [[START + 10 * MINUTE, 0.2]]);
    const deploy = { service: 'checkout-api', version: 'v7', at: START };
    await harness.store.commit({ at: START, deploys: [deploy] });
    await harness.start([slo]);
    await harness.runFor(20 * MINUTE);
    const [row, ...more] = harness.store.messages();
    expect(more).toEqual([]);
    expect(row?.signal).toMatchObject({
      kind: 'trigger',
      cause: 'burn',
      severity: 'page',
      dedupKey: 'firebreak/checkout-api/availability',
      incidentId: 'INC-1',
      lastDeploy: { version: 'v7' },
      tiers: [{ policyId: 'page-1h', verdict: 'over' }],
      worstLabels: [{ label: 'status', value: '503', shareOfBad: 1 }],
    });
    expect(row?.signal.failingSince).toBe(START + 10 * MINUTE);
  });

  it('folds the tickets under its page, and speaks of them when it ends and they still burn', async () => {
    const harness = new EngineHarness();
    exposeRequests(harness.prometheus, [
      [START + 10 * MINUTE, 0.1],
      [START + 40 * MINUTE, 0],
    ]);
    await harness.start([slo]);
    await harness.runFor(40 * MINUTE);
    const { alerts } = harness.runtime(slo.id);
    expect(Object.keys(alerts.state.firing)).toEqual(
      expect.arrayContaining(['page-1h', 'ticket-1d', 'ticket-3d']),
    );
    expect(harness.toldKinds()).toEqual(['page trigger']);

    await harness.runFor(7 * HOUR);
    expect(harness.toldKinds()).toEqual(['page trigger', 'page resolve', 'ticket trigger', 'ticket resolve']);
    const minutes = harness.told().map(([, , minute]) => minute);
    expect(minutes[2]).toBe(minutes[1]);
    // The slowest ticket ends when its short window of 6 h has lost the burst.
    expect(minutes[3]).toBeGreaterThan(40 + 350);
    expect(minutes[3]).toBeLessThan(40 + 361);
  });

  it('declares one incident, follows it and resolves it after a quiet while', async () => {
    const harness = new EngineHarness();
    exposeRequests(harness.prometheus, [
      [START + 10 * MINUTE, 0.05],
      [START + 20 * MINUTE, 0.5],
      [START + 24 * MINUTE, 0],
    ]);
    await harness.start([slo]);
    await harness.runFor(2 * HOUR);
    const incidents = await harness.store.incidents({ limit: 10 });
    expect(incidents).toMatchObject([{ id: 'INC-1', status: 'resolved', severity: 'sev1' }]);
    // Tickets may burn on; pages may not.
    expect(incidents[0]?.tiers.filter((id) => id.startsWith('page'))).toEqual([]);
    const timeline = (await harness.store.timeline('INC-1')).map(({ kind }) => kind);
    expect(timeline[0]).toBe('declared');
    const ends = timeline.filter((kind) => kind !== 'recovery-changed').slice(-3);
    expect(ends).toEqual(['alert-ended', 'impact-recorded', 'resolved']);
    // Twice as many failed, and twice as many again.
    expect(timeline.filter((kind) => kind === 'severity-raised')).toHaveLength(2);
    const [incident] = incidents;
    expect((incident?.resolvedAt ?? 0) - (incident?.alertEndedAt ?? 0)).toBe(testConfig.monitorFor);
  });

  it.each([
    ['fewer bad events than the floor', 2 / HOUR, []],
    ['a total outage of the same quiet route', 6 / HOUR, ['page trigger']],
  ])('of %s', async (_name, perMs, expected) => {
    const harness = new EngineHarness();
    exposeRequests(harness.prometheus, [[START, 1]], { rate: perMs * SECOND });
    await harness.start([slo]);
    await harness.runFor(50 * MINUTE);
    expect(harness.toldKinds()).toEqual(expected);
  });

  it('of one failure and its retry on a quiet route stays silent for good', async () => {
    const harness = new EngineHarness();
    exposeRequests(
      harness.prometheus,
      [
        [START, 1],
        [START + 12 * MINUTE, 0],
      ],
      { rate: 10 / (HOUR / SECOND) },
    );
    await harness.start([slo]);
    await harness.runFor(3 * HOUR);
    expect(harness.counted(DAY).bad).toBe(2);
    expect(harness.toldKinds()).toEqual([]);
  });

  it('that nobody is routed to is logged as an error', async () => {
    const harness = new EngineHarness();
    harness.config = { ...testConfig, routes: [{ match: { severity: 'ticket' }, receivers: ['pager'] }] };
    exposeRequests(harness.prometheus, [[START, 1]]);
    await harness.start([slo]);
    await harness.runFor(3 * MINUTE);
    expect(harness.toldKinds()).toEqual([]);
    const errors = harness.logged.filter(({ level }) => level === 'error');
    expect(errors).toEqual([{ level: 'error', message: 'no route takes this alert: nobody is told' }]);
  });
});

describe('what only pages carry', () => {
  it('is in the page and routes it, and is not in the ticket', async () => {
    const page = { labels: { team: 'night' }, annotations: { playbook: 'https://wiki.example/cards' } };
    const { metadata } = slo;
    const slow = { ...fast, id: 'ticket-2h', longWindow: 2 * HOUR, burnRateThreshold: 1 };
    const alertPolicies = [fast, { ...slow, severity: 'ticket' as const }];
    const own = { ...slo, alertPolicies, metadata: { ...metadata, alerting: { page } } };
    const routes = [
      { match: { labels: { team: 'night' } }, receivers: ['night'] },
      { match: { labels: { team: 'payments' } }, receivers: ['day'] },
    ];
    const harness = new EngineHarness();
    harness.config = { ...testConfig, routes };
    // Slow enough for a ticket first, then fast enough for a page.
    exposeRequests(harness.prometheus, [
      [START + 10 * MINUTE, 0.0025],
      [START + HOUR, 0.5],
    ]);
    await harness.start([own]);
    await harness.runFor(2 * HOUR);
    const told = harness.store
      .messages()
      .map(({ receiver, signal }) => [receiver, signal.severity, signal.labels['team'], signal.annotations]);
    expect(told).toEqual([
      ['day', 'ticket', 'payments', undefined],
      ['night', 'page', 'night', page.annotations],
    ]);
  });
});

describe('an open alert', () => {
  const forgetful = {
    receiver: 'pager',
    refreshEveryMs: MINUTE,
    send: async () => ({ kind: 'delivered', receipt: 'r' }) as const,
  };

  it('is repeated to receivers that forget, and never once more after its end', async () => {
    for (const lateBy of [0, 30 * SECOND]) {
      const harness = new EngineHarness();
      harness.ports.notifiers = new Map([['pager', forgetful]]);
      exposeRequests(harness.prometheus, [
        [START + 10 * MINUTE, 0.1],
        [START + 15 * MINUTE + lateBy, 0],
      ]);
      await harness.start([slo]);
      await harness.runFor(40 * MINUTE);
      const kinds = harness.told().map(([, kind]) => kind);
      expect(kinds.filter((kind) => kind === 'refresh').length).toBeGreaterThan(4);
      expect([kinds[0], kinds.at(-1)]).toEqual(['trigger', 'resolve']);
      const minutes = harness.told().map(([, , minute]) => minute);
      expect(minutes.slice(1, -1).map((minute, i) => minute - (minutes[i] ?? 0))).toEqual(
        minutes.slice(1, -1).map(() => 1),
      );
    }
  });

  it('is repeated at the next beat when its repetition could not be stored', async () => {
    const harness = new EngineHarness();
    harness.ports.notifiers = new Map([['pager', forgetful]]);
    exposeRequests(harness.prometheus, [[START, 1]]);
    await harness.start([slo]);
    await harness.runFor(MINUTE);
    expect(harness.told()).toEqual([['page', 'trigger', 0.5]]);
    // What the SLO's counts say is stored first.
    harness.store.failNextCommits(2);
    await harness.runFor(MINUTE);
    expect(harness.told().slice(1)).toEqual([['page', 'refresh', 2]]);
  });
});
