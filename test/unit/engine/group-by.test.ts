import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../src/core/time/duration.js';
import { dedupKey } from '../../../src/engine/compose-signal.js';
import { gateAnswer } from '../../../src/engine/queries/gate-answer.js';
import { templateStatus } from '../../../src/engine/queries/template-status.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { counting } from '../../support/counters.js';
import { EngineHarness, START, testConfig } from '../../support/engine-harness.js';
import { routeTemplate } from '../../support/route-template.js';

const METRIC = 'http_requests_total';
const template = routeTemplate('{labels: [route], max: 3, keep: 3h}');
const id = (route: string) => `checkout-api/availability:${route}`;

/** Ten requests a second on a route from an instant on, a share of which fails from another. */
function expose(
  harness: EngineHarness,
  route: string,
  from = START - DAY,
  failing?: readonly [from: number, to: number],
): void {
  const bad = failing
    ? ([
        [failing[0], 5],
        [failing[1], 0],
      ] as const)
    : [];
  const good = failing
    ? ([
        [from, 10],
        [failing[0], 5],
        [failing[1], 10],
      ] as const)
    : ([[from, 10]] as const);
  harness.prometheus.expose(METRIC, { route, status: '200' }, counting(...good));
  harness.prometheus.expose(METRIC, { route, status: '503' }, counting(...bad));
  // A counter is born with its first event.
  harness.prometheus.hide(METRIC, 0, from, ['route', route]);
}

/** Hours pass in these tests, so that it looks once a minute, at a sample a minute. */
function quickHarness(): EngineHarness {
  const harness = new EngineHarness({ scrapeInterval: MINUTE });
  harness.config = { ...testConfig, evaluationInterval: MINUTE };
  return harness;
}

async function started(...routes: string[]): Promise<EngineHarness> {
  const harness = quickHarness();
  for (const route of routes) expose(harness, route);
  await harness.start([], true, [template]);
  return harness;
}

const ids = ({ state }: EngineHarness) => [...state.runtimes.keys()];
const statusOf = ({ state }: EngineHarness) => [...state.templates.values()].map(templateStatus)[0];
const messages = ({ logged }: EngineHarness) => logged.map(({ level, message }) => `${level} ${message}`);

describe('the groups of a template', () => {
  it('are SLOs from the start, each with its own events', async () => {
    const harness = await started('/a', '/b');
    await harness.runFor(10 * MINUTE);
    await harness.readHistory();
    expect(ids(harness)).toEqual([id('/a'), id('/b')]);
    expect(harness.counted(HOUR, id('/a'))).toEqual({ bad: 0, total: 36_000 });
    expect(harness.status(id('/b'))).toMatchObject({ labels: { tier: '1', route: '/b' }, state: 'ok' });
    expect(statusOf(harness)).toMatchObject({ groups: 2, vanished: 0, problem: undefined });
  });

  it('appear within five minutes, with what happened before', async () => {
    const harness = await started('/a');
    expose(harness, '/new', START + 10 * MINUTE);
    await harness.runFor(9 * MINUTE);
    expect(ids(harness)).toEqual([id('/a')]);
    await harness.runFor(6 * MINUTE);
    expect(ids(harness)).toEqual([id('/a'), id('/new')]);
    await harness.readHistory();
    expect(harness.counted(HOUR, id('/new'))).toEqual({ bad: 0, total: 3_000 });
    expect(messages(harness)).toContain('info label sets have changed');
  });

  it('that vanish are quiet while others are seen: nobody is told, and the budget is known', async () => {
    const harness = await started('/a', '/b');
    expose(harness, '/c', START - DAY, [START - HOUR, START - 50 * MINUTE]);
    await harness.reload([], true, [template]);
    await harness.readHistory();
    await harness.runFor(10 * MINUTE);
    const before = harness.status(id('/c')).budget;
    harness.prometheus.hide(METRIC, START + 10 * MINUTE, undefined, ['route', '/c']);
    await harness.runFor(3 * HOUR);
    expect(harness.toldKinds()).toEqual([]);
    expect(statusOf(harness)).toMatchObject({ groups: 3, vanished: 1 });
    const quiet = harness.status(id('/c'));
    expect(quiet).toMatchObject({
      state: 'unknown',
      unknownBecause: { reason: 'no-traffic' },
      dataUntil: START + 190 * MINUTE,
    });
    expect(quiet.budget).toMatchObject({ kind: 'measured', badEvents: 3_000 });
    // As much of the window is known as of that of its neighbours.
    expect(quiet.budget.coverage).toBe(harness.status(id('/a')).budget.coverage);
    expect(quiet.budget.coverage).toBeGreaterThan(before.coverage);
  });

  it('that are there without any events leave the gate to the others, as long as one is busy', async () => {
    const harness = quickHarness();
    harness.prometheus.expose(METRIC, { route: '/idle', status: '200' }, counting([START - 30 * DAY, 0]));
    expose(harness, '/a', START - 30 * DAY);
    const gate = () => {
      const slos = [...harness.state.runtimes.keys()].map((sloId) => harness.status(sloId));
      return gateAnswer('checkout-api', undefined, slos, harness.config.gate);
    };
    await harness.start([], true, [template]);
    await harness.readHistory();
    await harness.runFor(10 * MINUTE);
    const idle = harness.status(id('/idle'));
    expect(idle).toMatchObject({ state: 'unknown', unknownBecause: { reason: 'no-traffic' } });
    expect(idle.budget).toMatchObject({ kind: 'no-traffic', coverage: 1 });
    expect(gate()).toMatchObject({
      decision: 'allow',
      reason: expect.stringContaining('availability:/idle: no events, so nothing of the budget is spent'),
    });

    harness.prometheus.reachable = false;
    await harness.runFor(10 * MINUTE);
    expect(harness.status(id('/idle')).policy.gate).toBe('unknown');
    harness.prometheus.reachable = true;

    // With the busy one gone from its template nobody knows whether it counts at all.
    harness.prometheus.hide(METRIC, 0, undefined, ['route', '/a']);
    await harness.start([], true, [routeTemplate('[status]')]);
    await harness.readHistory();
    await harness.runFor(10 * MINUTE);
    expect(gate()).toMatchObject({
      decision: 'unknown',
      reason: expect.stringContaining('no events in the alert windows') as string,
      slos: [{ consequence: 'the budget cannot be told: its window has no events' }],
    });
  });

  it('are blind like any SLO when all are gone, and when their query fails', async () => {
    const harness = await started('/a', '/b');
    harness.prometheus.hide(METRIC, START + MINUTE);
    await harness.runFor(30 * MINUTE);
    expect(harness.toldKinds()).toEqual(['blind-ticket trigger', 'blind-ticket trigger']);
    expect(harness.status(id('/a')).unknownBecause?.reason).toBe('stale');
  });

  it('keep an open page while they are gone, and end it when they are no longer kept', async () => {
    const harness = await started('/a');
    expose(harness, '/b', START - DAY, [START + 10 * MINUTE, START + 10 * DAY]);
    await harness.reload([], true, [template]);
    await harness.runFor(20 * MINUTE);
    expect(harness.toldKinds()).toEqual(['page trigger']);
    harness.prometheus.hide(METRIC, START + 20 * MINUTE, undefined, ['route', '/b']);
    await harness.runFor(3 * HOUR + 45 * MINUTE);
    expect(ids(harness)).toContain(id('/b'));
    expect(harness.toldKinds()).toEqual(['page trigger']);
    await harness.runFor(30 * MINUTE);
    expect(ids(harness)).toEqual([id('/a')]);
    expect(harness.toldKinds()).toEqual(['page trigger', 'page resolve']);
    const [incident] = await harness.store.incidents({ limit: 1 });
    const timeline = await harness.store.timeline(incident?.id ?? '');
    expect(timeline.at(-1)?.text).toContain('its label set has vanished');
    expect((await harness.store.load()).slots.filter(({ sloId }) => sloId === id('/b'))).toEqual([]);
  });

  it('go on where they were when they come back', async () => {
    const harness = await started('/a', '/b');
    harness.prometheus.hide(METRIC, START + 10 * MINUTE, START + 3 * HOUR, ['route', '/b']);
    await harness.runFor(2 * HOUR);
    const runtime = harness.runtime(id('/b'));
    expect(statusOf(harness)?.vanished).toBe(1);
    await harness.runFor(2 * HOUR);
    expect(statusOf(harness)?.vanished).toBe(0);
    expect(harness.runtime(id('/b'))).toBe(runtime);
  });

  it('outlive a restart, gone or not, also while Prometheus is away', async () => {
    const harness = await started('/a', '/b');
    harness.prometheus.hide(METRIC, START + 10 * MINUTE, undefined, ['route', '/b']);
    await harness.runFor(2 * HOUR);
    const counted = harness.counted(DAY, id('/b'));
    harness.prometheus.reachable = false;
    await harness.start([], true, [template]);
    expect(ids(harness)).toEqual([id('/a'), id('/b')]);
    expect(harness.counted(DAY, id('/b'))).toEqual(counted);
    expect(statusOf(harness)).toMatchObject({
      vanished: 1,
      problem: expect.stringContaining('cannot be looked for') as string,
    });
    harness.prometheus.reachable = true;
    await harness.runFor(MINUTE);
    expect(statusOf(harness)).toMatchObject({ vanished: 1, problem: undefined });
  });

  it('are looked for every minute until Prometheus answers, and its silence is told', async () => {
    const harness = quickHarness();
    expose(harness, '/a');
    harness.prometheus.reachable = false;
    await harness.start([], true, [template]);
    await harness.runFor(20 * MINUTE);
    expect(harness.state.source.reachable).toBe(false);
    expect(harness.told()).toEqual([['blind-ticket', 'trigger', 16]]);
    expect(harness.store.messages()[0]?.signal.blindBecause).toContain(
      'no SLO can be found for checkout-api/availability',
    );
    harness.prometheus.reachable = true;
    await harness.runFor(MINUTE);
    expect(ids(harness)).toEqual([id('/a')]);
    expect(harness.toldKinds()).toEqual(['blind-ticket trigger', 'blind-ticket resolve']);
  });

  it('are no more than the cap, and what is left out is told', async () => {
    const harness = await started('/a', '/b', '/c');
    expose(harness, '/d');
    await harness.runFor(6 * MINUTE);
    expect(ids(harness)).toEqual([id('/a'), id('/b'), id('/c')]);
    expect(statusOf(harness)?.problem).toBe(
      '1 label set is left out, because there are 3 SLOs at most: {route="/d"}',
    );
    await harness.runFor(20 * MINUTE);
    const warned = harness.logged.filter(({ level }) => level === 'warn');
    expect(warned.map(({ message }) => message)).toEqual([statusOf(harness)?.problem]);
    harness.prometheus.hide(METRIC, START + 26 * MINUTE, undefined, ['route', '/b']);
    await harness.runFor(70 * MINUTE);
    expect(ids(harness)).toEqual([id('/a'), id('/c'), id('/d')]);
    expect(statusOf(harness)?.problem).toBeUndefined();
  });

  it('stay as they are when the store refuses, and are tried again', async () => {
    const harness = await started('/a');
    expose(harness, '/b', START - HOUR);
    const { store } = harness;
    const commit = store.commit.bind(store);
    store.commit = async () => Promise.reject(new Error('disk full'));
    await harness.runFor(5 * MINUTE);
    expect(ids(harness)).toEqual([id('/a')]);
    expect(messages(harness)).toContain('error label sets could not be stored; it is tried again');
    store.commit = commit;
    await harness.runFor(MINUTE);
    expect(ids(harness)).toEqual([id('/a'), id('/b')]);
  });

  it('go with their template, and stay while its file is broken', async () => {
    const harness = await started('/a');
    const plain = checkoutSlo({ name: 'other' });
    await harness.start([plain], false);
    expect(ids(harness)).toEqual([plain.id]);
    harness.prometheus.reachable = false;
    await harness.reload([plain], true, [template]);
    expect(ids(harness)).toEqual([plain.id, id('/a')]);
    await harness.reload([plain]);
    expect(ids(harness)).toEqual([plain.id]);
    const { states } = await harness.store.load();
    expect(states.filter(({ key }) => key.startsWith('checkout-api/availability'))).toEqual([]);
  });

  it('of other labels are other SLOs', async () => {
    const harness = await started('/a');
    await harness.reload([], true, [routeTemplate('[status]')]);
    expect(ids(harness)).toEqual([id('200'), id('503')]);
  });
});

it('no alert of one route has the key of another', () => {
  expect(dedupKey(id('/orders'), 'burn', 'ticket')).toBe(
    'firebreak/checkout-api/availability:%2Forders/ticket',
  );
  expect(dedupKey(id('/orders/ticket'), 'burn', 'page')).toBe(
    'firebreak/checkout-api/availability:%2Forders%2Fticket',
  );
});
