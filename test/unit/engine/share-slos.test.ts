import { beforeEach, describe, expect, it } from 'vitest';
import type { Slo } from '../../../src/core/slo/slo.js';
import { createSharedClock } from '../../../src/engine/shared-clock.js';
import { startEngine } from '../../../src/engine/start-engine.js';
import { shareSlos } from '../../../src/engine/share-slos.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { EngineHarness } from '../../support/engine-harness.js';
import type { MemoryStore } from '../../support/memory-store.js';
import { SharedReplicas } from '../../support/shared-replicas.js';

const SLOS: readonly Slo[] = Array.from({ length: 20 }, (_, n) => {
  const slo = checkoutSlo();
  return { ...slo, id: `service-${n}/${slo.name}`, service: `service-${n}` };
});
const ALL = SLOS.map(({ id }) => id).toSorted();

let shared: SharedReplicas;
let store: MemoryStore | undefined;

beforeEach(() => {
  shared = new SharedReplicas();
  store = undefined;
});

/** A replica on the store that all have, with nothing of its own yet. */
async function join(me: string) {
  const harness = new EngineHarness();
  store ??= harness.store;
  Object.assign(harness.ports, { store });
  const replicas = shared.replica(me);
  const clock = createSharedClock({ now: () => harness.now }, () => shared.now, harness.ports.log);
  const sharing = shareSlos(harness.state, harness.ports, { replicas, monotonic: () => shared.now, clock });
  const { state } = harness;
  state.share = new Map();
  const beat = async () => {
    await sharing.beat();
    await sharing.settled();
  };
  await beat();
  await startEngine(state, harness.ports, {
    slos: SLOS,
    templates: [],
    exclusions: [],
    config: harness.config,
    complete: true,
  });
  return { harness, sharing, beat, judged: () => [...state.runtimes.keys()] };
}

type Joined = Awaited<ReturnType<typeof join>>;

/** A second for each of so many beats of all of them. */
async function pass(seconds: number, ...replicas: readonly Joined[]): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    shared.now += 1_000;
    for (const { beat } of replicas) await beat();
  }
}

const together = (...replicas: readonly Joined[]) => replicas.flatMap(({ judged }) => judged()).toSorted();

describe('replicas that share the SLOs', () => {
  it('one alone judges all', async () => {
    const one = await join('one');

    expect(together(one)).toEqual(ALL);
    expect(one.sharing.holds()).toBe(true);
  });

  it('two judge each SLO once between them, and neither all', async () => {
    const one = await join('one');
    const two = await join('two');
    await pass(3, one, two);

    expect(together(one, two)).toEqual(ALL);
    expect(one.judged().length).toBeGreaterThan(0);
    expect(two.judged().length).toBeGreaterThan(0);
  });

  it('never judge an SLO twice while one comes', async () => {
    const one = await join('one');
    const two = await join('two');
    for (let second = 0; second < 5; second += 1) {
      await pass(1, one, two);
      const both = together(one, two);
      expect(new Set(both).size).toBe(both.length);
    }
  });

  it('what was a dead one’s is the other’s when its leases are over, and not before', async () => {
    const one = await join('one');
    const two = await join('two');
    await pass(3, one, two);
    const before = two.judged();

    await pass(3, two);
    expect(two.judged()).toEqual(before);
    await pass(4, two);
    expect(together(two)).toEqual(ALL);
  });

  it('one that is cut off holds nothing once its leases are over, and gives up what others have when it is back', async () => {
    const one = await join('one');
    const two = await join('two');
    await pass(3, one, two);
    shared.cutOff.add('one');
    await pass(7, one, two);
    expect(one.sharing.holds()).toBe(false);
    expect(together(two)).toEqual(ALL);
    expect(shared.hungEnded).toEqual([]);

    shared.cutOff.clear();
    await pass(1, one, two);
    // Or a cycle from before would keep what it wins back from being judged until the database's own limit.
    expect(shared.hungEnded).toEqual(['one']);
    await pass(2, one, two);
    expect(shared.hungEnded).toEqual(['one']);
    expect(one.sharing.holds()).toBe(true);
    expect(together(one, two)).toEqual(ALL);
  });

  it('one that leaves in order is followed at once', async () => {
    const one = await join('one');
    const two = await join('two');
    await pass(3, one, two);
    await one.sharing.leave();
    await pass(1, two);

    expect(together(two)).toEqual(ALL);
  });
});
