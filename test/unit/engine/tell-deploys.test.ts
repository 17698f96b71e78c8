import { beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryOutcome, Deploy } from '../../../src/core/delivery/signal.js';
import { HOUR, MINUTE, SECOND } from '../../../src/core/time/duration.js';
import { recordDeploy } from '../../../src/engine/commands/record-deploy.js';
import type { Notifier } from '../../../src/engine/ports.js';
import { tokenActor } from '../../support/actors.js';
import { EngineHarness, START } from '../../support/engine-harness.js';
import { beginDelivery } from './begin-delivery.js';
import { FakeClock } from './fake-outbox.js';

const deploy: Deploy = { service: 'checkout', version: 'v2', at: START - HOUR };

let harness: EngineHarness;
let clock: FakeClock;
let told: { readonly at: number; readonly deploy: Deploy }[];
let answers: DeliveryOutcome[];

beforeEach(() => {
  harness = new EngineHarness();
  clock = new FakeClock(START);
  told = [];
  answers = [];
  const deaf: Notifier = {
    receiver: 'chat',
    refreshEveryMs: undefined,
    send: async () => ({ kind: 'refused', reason: 'no signal is meant for it here' }),
  };
  const keeper: Notifier = {
    ...deaf,
    receiver: 'pd',
    tellDeploy: async (heard) => {
      told.push({ at: clock.now() - START, deploy: heard });
      return answers.shift() ?? { kind: 'delivered', receipt: 'r' };
    },
  };
  harness.ports.notifiers = new Map([deaf, keeper].map((each) => [each.receiver, each]));
});

const record = (changes: Partial<Deploy> = {}) =>
  recordDeploy(harness.state, harness.ports, { ...deploy, ...changes }, tokenActor('ci'));

const deliver = () => beginDelivery(harness, clock);
const states = async () =>
  (await harness.store.deliveries({ limit: 9 })).map(
    ({ receiver, kind, state }) => `${receiver} ${kind} ${state}`,
  );

describe('a deploy', () => {
  it('is told to each receiver that keeps changes, once however often it is recorded', async () => {
    await record();
    await record();
    await deliver();
    expect(told).toEqual([{ at: 0, deploy }]);
    expect(await states()).toEqual(['pd deploy delivered']);
    await record({ version: 'v3' });
    await deliver();
    expect(told.map(({ deploy: { version } }) => version)).toEqual(['v2', 'v3']);
  });

  it('of one service is known after those of two were recorded at once, however long each look takes', async () => {
    const { store } = harness;
    const look = store.lastDeploys.bind(store);
    let second: Promise<void> | undefined;
    store.lastDeploys = async () => {
      const found = await look();
      if (second) return found;
      second = record({ service: 'search', version: 'v9' });
      return new Promise((resolve) => setImmediate(() => resolve(found)));
    };
    await record();
    await second;
    expect([...harness.state.lastDeploys.keys()].sort()).toEqual(['checkout', 'search']);
  });

  it('is told again after a passing fault, over a restart, not sooner than was asked', async () => {
    answers.push({ kind: 'unknown', reason: 'no answer' });
    answers.push({ kind: 'retry', reason: 'HTTP 429', retryAfterMs: MINUTE });
    await record();
    const before = await deliver();
    await before.stop();
    await deliver();
    await clock.advance(HOUR);
    expect(told.map(({ at }) => at)).toEqual([0, SECOND / 2, MINUTE + SECOND / 2]);
    expect(await states()).toEqual(['pd deploy delivered']);
  });

  it('that is refused is given up, and listed', async () => {
    answers.push({ kind: 'refused', reason: 'HTTP 400' });
    await record();
    await deliver();
    expect(await states()).toEqual(['pd deploy failed']);
  });

  it('that cannot be stored is told to nobody', async () => {
    harness.store.failNextCommits(1);
    await expect(record()).rejects.toThrow('locked');
    await deliver();
    expect(told).toEqual([]);
  });
});
