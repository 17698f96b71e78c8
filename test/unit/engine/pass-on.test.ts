import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../src/core/time/duration.js';
import { acknowledgeIncident } from '../../../src/engine/commands/acknowledge-incident.js';
import { passOn } from '../../../src/engine/pass-on.js';
import { onBehalfOf } from '../../support/actors.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START, testConfig } from '../../support/engine-harness.js';

let harness: EngineHarness;
let kicked: number;

const pass = (given?: 'given-up') => passOn(harness.state, harness.ports, given);
const told = (receiver: string) => harness.told(receiver).map(([alert, kind]) => `${alert} ${kind}`);
const page = (receiver: string) => harness.store.messages().find((row) => row.receiver === receiver);
const timeline = async () =>
  (await harness.store.timeline('INC-1')).map(({ kind, text }) => `${kind}: ${text}`);

/** Lets time pass until the page is decided, and no further. */
async function untilPaged(): Promise<void> {
  while (!page('oncall')) await harness.runFor(30 * SECOND);
}

beforeEach(async () => {
  harness = new EngineHarness();
  kicked = 0;
  Object.assign(harness.ports, { kickDelivery: () => (kicked += 1) });
  harness.config = {
    ...testConfig,
    routes: [
      {
        match: { severity: 'page' },
        receivers: ['oncall'],
        proof: { within: 60 * SECOND, next: ['manager', 'oncall'] },
      },
      { receivers: ['chat'] },
    ],
  };
  exposeRequests(harness.prometheus, [
    [START, 0.5],
    [START + 20 * MINUTE, 0],
    [START + 70 * MINUTE, 0.5],
  ]);
  await harness.start([checkoutSlo()]);
  await untilPaged();
});

describe('a page without a receipt', () => {
  it('goes to the next receivers when the time is over, once, and the timeline says so', async () => {
    await pass();
    harness.sleepFor(59 * SECOND);
    await pass();
    expect(told('manager')).toEqual([]);
    harness.sleepFor(SECOND);
    await pass();
    await pass();
    expect(told('manager')).toEqual(['page trigger']);
    expect(page('manager')?.createdAt).toBe(harness.now);
    expect((await timeline()).filter((line) => line.startsWith('passed-on'))).toEqual([
      'passed-on: no receipt from oncall within 1m: sent to manager',
    ]);
  });

  it('goes on at once when its receivers were given up', async () => {
    await harness.store.recordDelivery(page('oncall')?.id ?? '', {
      kind: 'failed',
      at: harness.now,
      error: 'HTTP 403',
    });
    await pass('given-up');
    expect(told('manager')).toEqual(['page trigger']);
    expect(await timeline()).toContain('passed-on: oncall could not be told: sent to manager');
  });

  it('is passed on by the next process, when this one ended before', async () => {
    await harness.start([checkoutSlo()]);
    harness.sleepFor(MINUTE);
    await pass();
    await harness.start([checkoutSlo()]);
    await pass();
    expect(told('manager')).toEqual(['page trigger']);
  });

  it('is decided again when it could not be stored', async () => {
    harness.sleepFor(MINUTE);
    harness.store.failNextCommits(1);
    await expect(pass()).rejects.toThrow('locked');
    expect(told('manager')).toEqual([]);
    await pass();
    expect(told('manager')).toEqual(['page trigger']);
  });

  it('tells its end to those who heard of it by then', async () => {
    harness.sleepFor(MINUTE);
    await pass();
    await harness.runFor(60 * MINUTE);
    expect(told('manager')).toEqual(['page trigger', 'page resolve']);
  });
});

describe('a page that comes back', () => {
  it('is passed on, though somebody was on its incident before', async () => {
    await acknowledgeIncident(harness.state, harness.ports, 'INC-1', onBehalfOf('maria'));
    await harness.runFor(80 * MINUTE);
    expect(told('oncall').filter((message) => message === 'page trigger')).toHaveLength(2);
    await pass();
    expect(told('manager')).toEqual(['page trigger']);
    expect(harness.store.messages().at(-1)?.signal.incidentId).toBe('INC-1');
  });
});

describe('a page stays where it is', () => {
  it('when one of its receivers has proven that it took it', async () => {
    const row = page('oncall');
    await harness.store.recordDelivery(row?.id ?? '', { kind: 'delivered', at: harness.now, receipt: 'r' });
    kicked = 0;
    harness.sleepFor(MINUTE);
    await pass();
    expect(told('manager')).toEqual([]);
    expect(kicked).toBe(0);
  });

  it('when a person is on it', async () => {
    await acknowledgeIncident(harness.state, harness.ports, 'INC-1', onBehalfOf('maria'));
    harness.sleepFor(MINUTE);
    await pass();
    expect(told('manager')).toEqual([]);
  });

  it('when it has ended', async () => {
    await harness.runFor(60 * MINUTE);
    await pass();
    expect(told('manager')).toEqual([]);
  });
});
