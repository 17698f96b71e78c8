import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../src/core/time/duration.js';
import { availability, checkoutSlo, failures, requests } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START, testConfig } from '../../support/engine-harness.js';

const slo = checkoutSlo();
const other = checkoutSlo({ name: 'other' });

/** An SLO that pages since minute ten and is watched until minute 17. */
async function paging(options: { readonly recovers?: number } = {}): Promise<EngineHarness> {
  const harness = new EngineHarness();
  const { recovers } = options;
  exposeRequests(harness.prometheus, [
    [START + 10 * MINUTE, 0.1],
    ...(recovers === undefined ? [] : [[START + recovers * MINUTE, 0] as const]),
  ]);
  await harness.start([slo]);
  await harness.runFor(17 * MINUTE);
  expect(harness.toldKinds()).toEqual(['page trigger']);
  return harness;
}

describe('a reload', () => {
  it('that removes an SLO takes back what was told of it, to those who were told, and resolves its incident', async () => {
    const harness = await paging();
    harness.config = { ...testConfig, routes: [{ receivers: ['somebody else'] }] };
    await harness.reload([]);
    expect(harness.told().slice(1)).toEqual([['page', 'resolve', 17]]);
    expect(await harness.store.incidents({ open: true, limit: 1 })).toEqual([]);
    expect(await harness.store.load()).toMatchObject({ slots: [], states: [] });
    await harness.runFor(HOUR);
    expect(harness.store.messages()).toHaveLength(2);
  });

  it('that changes a target keeps the counts and judges them anew', async () => {
    const harness = await paging();
    const before = harness.counted(6 * HOUR);
    await harness.reload([checkoutSlo({ objective: { ...slo.objective, target: 0.99 } })]);
    expect(harness.counted(6 * HOUR)).toEqual(before);
    await harness.runFor(MINUTE / 2);
    expect(harness.told().slice(1)).toEqual([['page', 'resolve', 17.5]]);
    await harness.start([checkoutSlo({ objective: { ...slo.objective, target: 0.99 } })]);
    expect(harness.counted(6 * HOUR).total).toBeGreaterThan(before.total - 1);
  });

  it('tells an open page to those who are to hear of it by now, and only to them', async () => {
    const harness = await paging();
    harness.config = { ...testConfig, routes: [{ receivers: ['pager', 'chat'] }] };
    await harness.reload([slo]);
    await harness.reload([slo]);
    expect(harness.told('pager').map(([, kind]) => kind)).toEqual(['trigger']);
    expect(harness.told('chat').map(([, kind]) => kind)).toEqual(['trigger']);
    await harness.reload([]);
    expect(harness.told('chat').map(([, kind]) => kind)).toEqual(['trigger', 'resolve']);
  });

  it('tells of a page that no route took before', async () => {
    const harness = new EngineHarness();
    harness.config = { ...testConfig, routes: [] };
    exposeRequests(harness.prometheus, [[START + 10 * MINUTE, 0.1]]);
    await harness.start([slo]);
    await harness.runFor(17 * MINUTE);
    expect(harness.store.messages()).toEqual([]);
    harness.config = testConfig;
    await harness.reload([slo]);
    expect(harness.toldKinds()).toEqual(['page trigger']);
  });

  it('gives messages of open alerts that were refused another chance', async () => {
    const harness = await paging();
    const [row] = harness.store.messages();
    await harness.store.recordDelivery(row?.id ?? '', { kind: 'failed', at: harness.now, error: '404' });
    expect(await harness.store.pendingDeliveries()).toBe(0);
    await harness.reload([slo]);
    expect(await harness.store.dueDeliveries(harness.now, 10)).toHaveLength(1);
  });

  it('that renames a tier while nothing can be seen keeps its page open', async () => {
    const harness = await paging({ recovers: 18 });
    harness.prometheus.reachable = false;
    const tiers = slo.alertPolicies.map((tier) => ({ ...tier, id: `${tier.id}-renamed` }));
    await harness.reload([checkoutSlo({ alertPolicies: tiers })]);
    await harness.runFor(10 * MINUTE);
    expect(harness.toldKinds().filter((kind) => kind.startsWith('page'))).toEqual(['page trigger']);
    harness.prometheus.reachable = true;
    await harness.runFor(10 * MINUTE);
    expect(harness.toldKinds().filter((kind) => kind.startsWith('page'))).toEqual([
      'page trigger',
      'page resolve',
    ]);
  });

  it('that changes nothing changes nothing', async () => {
    const harness = await paging();
    const runtime = harness.runtime(slo.id);
    await harness.reload([slo]);
    expect(harness.runtime(slo.id)).toBe(runtime);
    await harness.runFor(5 * MINUTE);
    expect(harness.toldKinds()).toEqual(['page trigger']);
  });

  it('that makes an SLO count something else counts anew and keeps its alert', async () => {
    const harness = await paging({ recovers: 20 });
    const narrower = {
      ...availability,
      bad: [
        {
          sign: 1,
          selector: {
            ...failures,
            matchers: [...requests.matchers, failures.matchers[1]].flatMap((m) => m ?? []),
          },
        },
      ],
      total: [
        {
          sign: 1,
          selector: {
            ...requests,
            matchers: [...requests.matchers, { label: 'job', op: '=', value: 'checkout' }],
          },
        },
      ],
    } as const;
    await harness.reload([checkoutSlo({ sli: narrower })]);
    expect(harness.counted(6 * HOUR).total).toBe(0);
    await harness.runFor(5 * MINUTE);
    expect(harness.toldKinds()).toEqual(['page trigger']);
    expect(harness.status().state).toBe('page');
    await harness.runFor(10 * MINUTE);
    expect(harness.toldKinds()).toEqual(['page trigger', 'page resolve']);
  });

  it('adds an SLO that is judged at the next beat', async () => {
    const harness = await paging();
    await harness.reload([slo, other]);
    await harness.runFor(MINUTE / 2);
    expect(harness.told().slice(1)).toEqual([['page', 'trigger', 17.5]]);
    expect(harness.status(other.id).state).toBe('page');
  });
});

describe('a file that is broken', () => {
  it('keeps the alerts of the SLOs that may be in it, and they go on when it is mended', async () => {
    const harness = await paging({ recovers: 30 });
    await harness.reload([other], false);
    await harness.runFor(5 * MINUTE);
    const told = harness.store.messages().map(({ signal }) => `${signal.sloId} ${signal.kind}`);
    expect(told).toEqual([`${slo.id} trigger`, `${other.id} trigger`]);
    expect(await harness.store.incidents({ open: true, limit: 5 })).toHaveLength(2);

    await harness.reload([slo, other]);
    await harness.runFor(5 * MINUTE);
    expect(harness.store.messages()).toHaveLength(2);
    expect(harness.status()).toMatchObject({ state: 'page', incidentId: 'INC-1' });
    await harness.runFor(40 * MINUTE);
    expect(
      harness.store
        .messages()
        .slice(2)
        .map(({ signal }) => signal.kind),
    ).toEqual(['resolve', 'resolve']);
  });

  it('at the start of the daemon does so as well', async () => {
    const harness = await paging();
    await harness.start([], false);
    await harness.runFor(5 * MINUTE);
    expect(harness.toldKinds()).toEqual(['page trigger']);
    await harness.reload([slo]);
    await harness.runFor(5 * MINUTE);
    expect(harness.toldKinds()).toEqual(['page trigger']);
    expect(harness.status()).toMatchObject({ state: 'page', incidentId: 'INC-1' });
  });

  it('takes the alerts back when it is mended and the SLO is gone', async () => {
    const harness = await paging();
    await harness.reload([], false);
    await harness.reload([other], true);
    expect(harness.told().slice(1)).toEqual([['page', 'resolve', 17]]);
    expect(await harness.store.incidents({ open: true, limit: 5 })).toEqual([]);
  });

  it('does not make anything count twice, even when the daemon ends before it has read all of it again', async () => {
    const harness = new EngineHarness({ scrapeInterval: MINUTE });
    const truth = exposeRequests(harness.prometheus, [[START - 10 * DAY, 0.0001]]);
    await harness.start([slo]);
    await harness.readHistory();
    await harness.runFor(5 * MINUTE);
    await harness.reload([], false);
    await harness.runFor(5 * MINUTE);
    await harness.reload([slo]);
    harness.chunksPerCycle = 1;
    await harness.runFor(5 * MINUTE);
    await harness.start([slo]);
    await harness.readHistory();
    await harness.runFor(5 * MINUTE);
    expect(harness.counted(30 * DAY).bad).toBeCloseTo(truth.bad(harness.now), 6);
  });
});

describe('a start of the daemon', () => {
  it('takes back what was told of SLOs that were removed meanwhile', async () => {
    const harness = await paging();
    harness.sleepFor(5 * MINUTE);
    await harness.start([other]);
    expect(harness.told().slice(1)).toEqual([['page', 'resolve', 22]]);
    const { states, openIncidents } = await harness.store.load();
    expect(states.filter(({ key }) => key === slo.id)).toEqual([]);
    expect(openIncidents).toEqual([]);
  });

  it('does not count twice what an SLO that was gone meanwhile had counted', async () => {
    const harness = new EngineHarness({ scrapeInterval: MINUTE });
    const truth = exposeRequests(harness.prometheus, [[START - 10 * DAY, 0.0001]]);
    await harness.start([slo]);
    await harness.readHistory();
    await harness.runFor(5 * MINUTE);
    await harness.start([other]);
    await harness.runFor(5 * MINUTE);
    await harness.reload([slo, other]);
    harness.chunksPerCycle = 1;
    await harness.runFor(5 * MINUTE);
    await harness.start([slo, other]);
    await harness.readHistory();
    await harness.runFor(5 * MINUTE);
    expect(harness.counted(30 * DAY).bad).toBeCloseTo(truth.bad(harness.now), 6);
  });
});
