import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MINUTE } from '../../../src/core/time/duration.js';
import type { ReadOutcome } from '../../../src/engine/ports.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START, testConfig } from '../../support/engine-harness.js';

/** One more than are read at a time. */
const alertPolicies = checkoutSlo().alertPolicies.slice(0, 1);
const slos = Array.from({ length: 501 }, (_, index) => checkoutSlo({ name: `slo-${index}`, alertPolicies }));
const [first, last] = [slos[0]?.id ?? '', slos.at(-1)?.id ?? ''];

const DOWN: ReadOutcome = { kind: 'failed', reason: 'source-unreachable', message: 'ECONNREFUSED' };

type Read = EngineHarness['prometheus']['read'];
let harness: EngineHarness;
let readAlike: Read;

/** One beat in, just before the cycle in which all of them page. */
beforeEach(async () => {
  harness = new EngineHarness({ scrapeInterval: 30_000 });
  exposeRequests(harness.prometheus, [[START + 30_000, 1]]);
  const read = harness.prometheus.read.bind(harness.prometheus);
  // All SLOs are of the same counters: what one is answered holds for all.
  readAlike = async (requests) => {
    const [outcome] = (await read(requests.slice(0, 1))).values();
    return new Map(requests.flatMap(({ key }) => (outcome ? [[key, outcome] as const] : [])));
  };
  vi.spyOn(harness.prometheus, 'read').mockImplementation(readAlike);
  harness.config = { ...testConfig, blind: { after: MINUTE, severity: 'ticket' } };
  await harness.start(slos);
  await harness.runFor(30_000);
  expect(harness.told()).toEqual([]);
}, 60_000);

/** What the source answers to those who ask for this SLO. */
function answerFor(
  sloId: string,
  answer: (asked: () => Promise<ReadonlyMap<string, ReadOutcome>>) => unknown,
) {
  vi.spyOn(harness.prometheus, 'read').mockImplementation(async (requests) => {
    const ask = () => readAlike(requests);
    if (!requests.some(({ key }) => key === sloId)) return ask();
    return (await answer(ask)) as ReadonlyMap<string, ReadOutcome>;
  });
}

const toldOf = (sloId: string) => harness.store.messages().filter(({ signal }) => signal.sloId === sloId);

describe('the parts of a cycle', { timeout: 60_000 }, () => {
  it('are stored and told as soon as each is read', async () => {
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    answerFor(last, async (ask) => {
      await held;
      return ask();
    });
    const kicked = new Promise<number>((resolve) => {
      const kickDelivery = () => resolve(harness.store.messages().length);
      Object.assign(harness.ports, { kickDelivery });
    });
    const cycle = harness.runFor(MINUTE / 2);
    expect(await kicked).toBe(500);
    expect(toldOf(last)).toEqual([]);
    answer();
    await cycle;
    expect(harness.store.messages()).toHaveLength(501);
    expect(new Set(harness.store.messages().map(({ signal }) => signal.at)).size).toBe(1);
    const incidents = await harness.store.incidents({ limit: 1_000 });
    expect(new Set(incidents.map(({ id }) => id)).size).toBe(501);
  });

  it('hold on their own: what the store refuses of some is decided again at the next beat', async () => {
    harness.store.failNextCommits(1);
    await harness.runFor(MINUTE / 2);
    expect(harness.cycles.failed).toBe(1);
    expect(toldOf(first)).toEqual([]);
    expect(harness.runtime(first).alerts.state.page).toBeUndefined();
    expect(toldOf(last)).toHaveLength(1);
    await harness.runFor(MINUTE / 2);
    expect(harness.store.messages()).toHaveLength(501);
    const incidents = await harness.store.incidents({ limit: 1_000 });
    expect(new Set(incidents.map(({ id }) => id)).size).toBe(501);
  });

  it('that are not reached are blind themselves while others are reached', async () => {
    answerFor(last, async () => new Map([[last, DOWN]]));
    await harness.runFor(5 * MINUTE);
    expect(harness.state.source.reachable).toBe(true);
    expect(toldOf(last).map(({ signal }) => signal.cause)).toEqual(['blind']);
  });

  it('of which none is reached make the source blind, in one message', async () => {
    const down = async (requests: readonly { readonly key: string }[]) =>
      new Map(requests.map(({ key }) => [key, DOWN]));
    vi.spyOn(harness.prometheus, 'read').mockImplementation(down);
    await harness.runFor(5 * MINUTE);
    expect(harness.state.source.reachable).toBe(false);
    expect(harness.toldKinds()).toEqual(['blind-ticket trigger']);
  });
});
