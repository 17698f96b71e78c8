import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../src/core/time/duration.js';
import { WATCHDOG_KEY, watchWatchdog } from '../../../src/engine/watch-watchdog.js';
import { EngineHarness, testConfig } from '../../support/engine-harness.js';

const WATCHED = { ...testConfig, watchdog: { alertname: 'Watchdog', within: 2 * MINUTE } };

async function started() {
  const harness = new EngineHarness();
  harness.config = WATCHED;
  await harness.start([]);
  /** Beats of half a minute; the alert fires, or does not. */
  const watch = async (beats: number, fires: boolean) => {
    for (let beat = 0; beat < beats; beat += 1) {
      harness.sleepFor(30 * SECOND);
      if (fires) harness.prometheus.alerts.set('Watchdog', harness.now - SECOND);
      else harness.prometheus.alerts.delete('Watchdog');
      await watchWatchdog(harness.state, harness.ports);
    }
  };
  const open = async () =>
    (await harness.store.incidents({ open: true, limit: 10 })).map(({ title }) => title);
  const isPaged = () => harness.state.foreign.get(WATCHDOG_KEY)?.alerts.state.page !== undefined;
  return { harness, watch, open, isPaged };
}

describe('watching the alert that has to fire always', () => {
  it('says nothing while it fires', async () => {
    const { watch, open } = await started();
    await watch(20, true);

    expect(await open()).toEqual([]);
  });

  it('opens one incident when it is away, over a restart too, and ends the alert when it is back', async () => {
    const { harness, watch, open, isPaged } = await started();
    await watch(4, true);
    await watch(3, false);
    expect(isPaged()).toBe(false);
    await watch(2, false);
    expect(await open()).toEqual(['Prometheus does not evaluate its alerting rules']);

    await harness.start([]);
    await watch(10, false);
    expect(await open()).toHaveLength(1);
    expect(isPaged()).toBe(true);

    await watch(1, true);
    expect(isPaged()).toBe(false);
  });

  it('leaves a Prometheus that is silent to the alert about that', async () => {
    const { harness, watch, open } = await started();
    await watch(4, true);
    harness.prometheus.reachable = false;
    await watch(20, false);
    expect(await open()).toEqual([]);

    harness.prometheus.reachable = true;
    await watch(3, false);
    expect(await open()).toEqual([]);
  });

  it('ends the alert when nobody wants it watched any more', async () => {
    const { harness, watch, isPaged } = await started();
    await watch(8, false);
    expect(isPaged()).toBe(true);

    harness.config = testConfig;
    await harness.reload([]);
    await watch(1, false);
    expect(isPaged()).toBe(false);
  });

  it('is another replica’s where another has it', async () => {
    const { harness, watch, open } = await started();
    harness.state.share = new Map();
    await watch(20, false);

    expect(await open()).toEqual([]);
  });
});
