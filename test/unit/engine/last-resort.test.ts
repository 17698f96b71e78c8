import { beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryOutcome, Signal } from '../../../src/core/delivery/signal.js';
import { HOUR, MINUTE } from '../../../src/core/time/duration.js';
import { createLastResort, type RunningLastResort } from '../../../src/engine/last-resort.js';
import type { Notifier } from '../../../src/engine/ports.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START } from '../../support/engine-harness.js';

const slo = checkoutSlo();
const KEY = 'firebreak/checkout-api/availability';
const OK: DeliveryOutcome = { kind: 'delivered', receipt: 'r-1' };
const BUSY: DeliveryOutcome = { kind: 'retry', reason: 'HTTP 503' };

let harness: EngineHarness;
let lastResort: RunningLastResort;
let sent: Signal[];
let answer: DeliveryOutcome;
let late: (() => void)[];
let refreshEveryMs: number | undefined;

/** A service that begins to fail after ten minutes, and is well again at `until` minutes. */
async function watch(until: number): Promise<void> {
  exposeRequests(harness.prometheus, [
    [START + 10 * MINUTE, 0.1],
    [START + until * MINUTE, 0],
  ]);
  await harness.start([slo]);
}

beforeEach(() => {
  harness = new EngineHarness();
  harness.config = { ...harness.config, lastResort: ['phone'] };
  sent = [];
  answer = OK;
  late = [];
  refreshEveryMs = undefined;
  const phone: Notifier = {
    receiver: 'phone',
    get refreshEveryMs() {
      return refreshEveryMs;
    },
    send: async (signal) => {
      sent.push(signal);
      return answer;
    },
  };
  const { ports } = harness;
  ports.notifiers = new Map([['phone', phone]]);
  const wakeAfter = (_: number, wake: () => void) => {
    late.push(wake);
    return () => {
      late = late.filter((each) => each !== wake);
    };
  };
  // The state is another after each start.
  const state = new Proxy(harness.state, { get: (_, name) => Reflect.get(harness.state, name) as unknown });
  lastResort = createLastResort(state, ports, {
    ...{ clock: ports.clock, metrics: ports.metrics, log: ports.log, random: () => 0 },
    ...{ notifiers: () => ports.notifiers, wakeAfter },
  });
  Object.assign(ports, { lastResort });
});

/** Beat by beat, and whatever is sent meanwhile arrives. */
async function runFor(ms: number): Promise<void> {
  for (let gone = 0; gone < ms; gone += harness.config.evaluationInterval) {
    await harness.runFor(harness.config.evaluationInterval);
    await settled();
  }
}

async function settled(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** The store is gone until `back`. */
function lose(): void {
  harness.store.failNextCommits(Number.POSITIVE_INFINITY);
}

function back(): void {
  harness.store.failNextCommits(0);
}

describe('a page that cannot be written', () => {
  it('is told once, under the key that it will have, and says that there is no record', async () => {
    await watch(100);
    await runFor(9 * MINUTE);
    lose();
    await runFor(20 * MINUTE);
    expect(sent.map(({ kind, dedupKey, incidentId }) => [kind, dedupKey, incidentId])).toEqual([
      ['trigger', KEY, undefined],
    ]);
    expect(sent[0]?.unrecordedSince).toBe(START + 9.5 * MINUTE);
    expect(lastResort.status()).toEqual({ receivers: ['phone'], waiting: 0, sent: 1, failed: 0 });
    expect(harness.told()).toEqual([]);
  });

  it('is told by nobody where no last resort is configured', async () => {
    harness.config = { ...harness.config, lastResort: [] };
    await watch(100);
    lose();
    await runFor(30 * MINUTE);
    expect(sent).toEqual([]);
    expect(harness.logged).toContainEqual({
      level: 'error',
      message: 'the store is gone: what is decided cannot be written',
    });
  });

  it('becomes one incident when the store is back, whose end goes to who was told', async () => {
    await watch(45);
    lose();
    await runFor(30 * MINUTE);
    back();
    await runFor(5 * MINUTE);
    expect(harness.told()).toEqual([['page', 'trigger', 30.5]]);
    const [incident] = await harness.store.incidents({ limit: 10 });
    const timeline = await harness.store.timeline(incident?.id ?? '');
    expect(timeline.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(
        /^paged through the last resort.*since 2026-07-15T12:00:30.000Z: phone at .*, receipt r-1$/,
      ),
    );
    const proof = await harness.store.deliveries({ incidents: [incident?.id ?? ''], limit: 10 });
    expect(proof.find(({ receiver }) => receiver === 'phone')).toMatchObject({
      ...{ kind: 'trigger', state: 'delivered', receipt: 'r-1', dedupKey: KEY },
      attemptLog: [{ outcome: 'delivered' }],
    });
    expect(await harness.store.audit(10)).toMatchObject([{ action: 'last-resort.page', target: slo.id }]);
    expect(lastResort.status()).toMatchObject({ waiting: 0, sent: 0, failed: 0 });
    await runFor(HOUR);
    expect(harness.toldKinds().slice(0, 2)).toEqual(['page trigger', 'page resolve']);
    expect(harness.told('phone').map(([, kind]) => kind)).toEqual(['trigger', 'resolve']);
    expect(await harness.store.incidents({ limit: 10 })).toHaveLength(1);
  });

  it('whose outage is over when the store is back is taken back, by what is seen then', async () => {
    await watch(30);
    lose();
    await runFor(90 * MINUTE);
    expect(sent.map(({ kind }) => kind)).toEqual(['trigger']);
    back();
    await runFor(MINUTE);
    expect(harness.told()).toEqual([]);
    const messages = harness.store.messages();
    expect(
      messages.map(({ receiver, signal: { kind, dedupKey, unrecordedSince } }) => ({
        ...{ receiver, kind, dedupKey, unrecorded: unrecordedSince !== undefined },
      })),
    ).toEqual([
      { receiver: 'phone', kind: 'trigger', dedupKey: KEY, unrecorded: true },
      { receiver: 'phone', kind: 'resolve', dedupKey: KEY, unrecorded: false },
    ]);
    expect(await harness.store.audit(10)).toMatchObject([
      { action: 'last-resort.page', detail: expect.stringContaining('over by now') },
    ]);
  });

  it('is not taken back while nobody sees whether it is over', async () => {
    await watch(30);
    lose();
    await runFor(90 * MINUTE);
    harness.prometheus.failing.set('http_requests_total', 'source-unreachable');
    await runFor(5 * MINUTE);
    back();
    await runFor(20 * MINUTE);
    expect(harness.store.messages().filter(({ receiver }) => receiver === 'phone')).toEqual([]);
    harness.prometheus.failing.clear();
    await runFor(20 * MINUTE);
    expect(harness.told('phone').map(([, kind]) => kind)).toEqual(['trigger', 'resolve']);
  });

  it('is tried again while it burns, and dropped when it does not any more', async () => {
    await watch(30);
    lose();
    answer = BUSY;
    await runFor(20 * MINUTE);
    const attempts = sent.length;
    expect(attempts).toBeGreaterThan(3);
    await runFor(70 * MINUTE);
    const last = sent.length;
    answer = OK;
    await runFor(30 * MINUTE);
    expect(sent).toHaveLength(last);
  });

  it('is repeated to a receiver that forgets', async () => {
    refreshEveryMs = 2 * MINUTE;
    await watch(100);
    lose();
    await runFor(30 * MINUTE);
    expect(sent.length).toBeGreaterThan(5);
    expect(new Set(sent.map(({ dedupKey }) => dedupKey)).size).toBe(1);
  });

  it('does not wait for a store that does not answer', async () => {
    await watch(100);
    const { commit } = harness.store;
    harness.store.commit = async (change) => {
      for (const wake of [...late]) wake();
      await settled();
      return commit.call(harness.store, change);
    };
    await runFor(20 * MINUTE);
    expect(sent).toMatchObject([{ kind: 'trigger', dedupKey: KEY }]);
    // It was written after all.
    expect(harness.toldKinds()).toEqual(['page trigger']);
    expect(harness.state.storeTrouble).toBeUndefined();
    expect(lastResort.status().sent).toBe(0);
  });
});

describe('no last resort', () => {
  it('is there for tickets, nor for what is open already', async () => {
    await watch(60);
    await runFor(20 * MINUTE);
    expect(harness.toldKinds()).toEqual(['page trigger']);
    lose();
    await runFor(2 * HOUR);
    expect(sent).toEqual([]);
    back();
    await runFor(10 * MINUTE);
    expect(harness.toldKinds()).toContain('page resolve');
  });

  it('is needed where another replica has taken over: that one pages', async () => {
    const { FirebreakError } = await import('../../../src/core/errors.js');
    await watch(100);
    harness.store.commit = () =>
      Promise.reject(new FirebreakError('conflict', 'another replica has taken over'));
    await runFor(30 * MINUTE);
    expect(sent).toEqual([]);
    expect(harness.state.storeTrouble).toBeUndefined();
  });
});
