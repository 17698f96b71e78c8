import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../src/core/time/duration.js';
import { createDelivery } from '../../../src/engine/deliver-signals.js';
import type { DeliveryOutcome, Signal } from '../../../src/core/delivery/signal.js';
import type { Notifier, OutboxRow, PingOutcome } from '../../../src/engine/ports.js';
import { sendHeartbeat } from '../../../src/engine/send-heartbeat.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START, testConfig } from '../../support/engine-harness.js';

let harness: EngineHarness;
let pings: number;
let outcome: PingOutcome;
let hook: DeliveryOutcome;
let taken: Signal[];
let stopping: boolean;

const DELIVERED: DeliveryOutcome = { kind: 'delivered', receipt: 'r' };

function notifier(receiver: string, send: () => DeliveryOutcome): Notifier {
  return {
    receiver,
    refreshEveryMs: undefined,
    send: async (signal) => {
      taken.push(signal);
      return send();
    },
  };
}

/** One beat, with the very sender that pages go through. */
async function beat(canary: string | undefined = 'hook'): Promise<void> {
  const { state, ports, store } = harness;
  const delivery = createDelivery({
    ...{ store, clock: ports.clock, metrics: ports.metrics, log: ports.log },
    random: () => 0,
    notifiers: () => ports.notifiers,
    onGivenUp: () => undefined,
    wakeAfter: () => () => undefined,
    holds: () => true,
  });
  await sendHeartbeat(
    state,
    {
      clock: ports.clock,
      log: ports.log,
      notifiers: ports.notifiers,
      kickDelivery: (ready) => delivery.kick(ready),
      store,
      daemon: 'a',
      ping: async () => {
        pings += 1;
        return outcome;
      },
      pause: () => new Promise((resolve) => setImmediate(resolve)),
      stopping: () => stopping,
    },
    { every: MINUTE, canary },
  );
}

const held = () => harness.state.heartbeat?.held.map(({ text }) => text);
const logged = () =>
  harness.logged.filter(({ message }) => /heartbeat/.test(message)).map((one) => one.message);

beforeEach(async () => {
  harness = new EngineHarness();
  pings = 0;
  outcome = { kind: 'sent' };
  hook = DELIVERED;
  taken = [];
  stopping = false;
  harness.ports.notifiers = new Map([
    ['hook', notifier('hook', () => hook)],
    ['pager', notifier('pager', () => DELIVERED)],
  ]);
  exposeRequests(harness.prometheus, [[START, 0]]);
  await harness.start([checkoutSlo()]);
  await harness.cycle();
});

describe('a heartbeat', () => {
  it('is sent once its canary has come through outbox and sender, and says when', async () => {
    await beat();
    expect(pings).toBe(1);
    expect(taken.map(({ kind, isTest, sloId }) => [kind, isTest, sloId])).toEqual([
      ['canary', true, 'firebreak/canary'],
    ]);
    expect(harness.state.heartbeat).toEqual({ lastSentAt: harness.now, held: [], pingError: undefined });
    expect(await harness.store.deliveries({ limit: 10 })).toEqual([]);
  });

  it('sends another canary each time, and none where none is asked for', async () => {
    await beat();
    harness.sleepFor(MINUTE);
    await harness.cycle();
    await beat();
    await beat(undefined);
    expect([pings, new Set(taken.map(({ id }) => id)).size]).toEqual([3, 2]);
  });

  it('is held while the canary is refused, said once, and goes on with the next that arrives', async () => {
    hook = { kind: 'retry', reason: 'ECONNREFUSED' };
    await beat();
    harness.sleepFor(SECOND);
    await beat();
    expect(pings).toBe(0);
    expect(held()).toEqual(['the canary was not delivered to hook: ECONNREFUSED']);
    expect(logged()).toEqual(['no heartbeat is sent']);
    hook = DELIVERED;
    harness.sleepFor(SECOND);
    await beat();
    expect([pings, held()]).toEqual([1, []]);
    expect(logged()).toEqual(['no heartbeat is sent', 'heartbeats go on']);
    expect((await harness.store.deadLetters()).size).toBe(0);
  });

  it('is held while a canary hangs', async () => {
    const never = new Promise<DeliveryOutcome>(() => undefined);
    harness.ports.notifiers = new Map([
      ['hook', { receiver: 'hook', refreshEveryMs: undefined, send: () => never }],
    ]);
    await beat();
    expect(held()).toEqual(['the canary to hook has no receipt yet']);
  });

  it('is held when the store takes nothing, and no canary is sent past it', async () => {
    harness.store.failNextCommits(1);
    await beat();
    expect([pings, taken.length]).toEqual([0, 0]);
    expect(held()).toEqual(['nothing can be stored: Error: database is locked']);
  });

  it('is held when evaluations stop', async () => {
    harness.sleepFor(2 * MINUTE);
    await beat();
    expect(harness.state.heartbeat?.held.map(({ sign }) => sign)).toEqual(['evaluation']);
  });

  it('is held while the newest message to a receiver that there is has been given up', async () => {
    const fail = async (receiver: string) => {
      const signal = { ...(taken[0] as Signal), id: receiver, dedupKey: receiver, kind: 'trigger' as const };
      const row: OutboxRow = { id: receiver, receiver, signal, createdAt: harness.now };
      await harness.store.commit({ at: harness.now, outbox: [row] });
      await harness.store.recordDelivery(receiver, { kind: 'failed', at: harness.now, error: 'HTTP 404' });
    };
    await beat();
    await fail('removed');
    harness.sleepFor(SECOND);
    await beat();
    expect([pings, held()]).toEqual([2, []]);
    await fail('pager');
    harness.sleepFor(SECOND);
    await beat();
    expect(held()).toEqual(['the newest message to pager (DLV-4) was given up']);
  });

  it('that the outside does not take is no heartbeat', async () => {
    await beat();
    const sentAt = harness.now;
    harness.sleepFor(SECOND);
    outcome = { kind: 'not-sent', why: 'HTTP 500' };
    await beat();
    expect(harness.state.heartbeat).toEqual({ lastSentAt: sentAt, held: [], pingError: 'HTTP 500' });
    expect(logged()).toEqual(['the heartbeat was not taken']);
  });

  it('is not sent any more by a daemon that stops', async () => {
    stopping = true;
    await beat();
    expect(pings).toBe(0);
  });
});

describe('while Prometheus is silent', () => {
  const silence = async (config: Partial<typeof testConfig>) => {
    harness.config = { ...testConfig, ...config };
    await harness.reload([checkoutSlo()]);
    harness.prometheus.reachable = false;
    await harness.cycle();
    await beat();
  };

  it('heartbeats go on, because the daemon tells of it by itself', async () => {
    await silence({});
    expect(pings).toBe(1);
  });

  it.each([
    ['nobody is to be told', { blind: { after: MINUTE, severity: undefined } }],
    ['no route takes it', { routes: [{ match: { service: 'checkout-*' }, receivers: ['pager'] }] }],
  ])('they are held where %s', async (_name, config) => {
    await silence(config);
    expect(pings).toBe(0);
    expect(harness.state.heartbeat?.held.map(({ sign }) => sign)).toEqual(['source']);
  });
});
