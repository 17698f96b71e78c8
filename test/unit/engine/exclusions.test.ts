import { describe, expect, it } from 'vitest';
import type { Exclusion } from '../../../src/core/exclusions/exclusion.js';
import { calendarWindow } from '../../../src/core/slo/slo-window.js';
import { HOUR, MINUTE, SECOND } from '../../../src/core/time/duration.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START } from '../../support/engine-harness.js';

const slo = checkoutSlo();

/** Minutes after START. */
function excluding(from: number, to: number, changes: Partial<Exclusion> = {}): Exclusion {
  return {
    id: 'database',
    kind: 'maintenance',
    origin: 'file',
    selects: { slos: [slo.id] },
    author: 'maria',
    reason: 'PostgreSQL 18',
    when: { kind: 'listed', times: [{ from: START + from * MINUTE, to: START + to * MINUTE }] },
    ...changes,
  };
}

/** A share (0-1) of the requests fails between two minutes after START. */
async function failing(from: number, to: number, ratio: number, exclusions: readonly Exclusion[], of = slo) {
  const harness = new EngineHarness();
  exposeRequests(harness.prometheus, [
    [START + from * MINUTE, ratio],
    [START + to * MINUTE, 0],
  ]);
  harness.exclusions = exclusions;
  await harness.start([of]);
  await harness.readHistory();
  return harness;
}

const remaining = (harness: EngineHarness) => {
  const { budget } = harness.status();
  return budget.kind === 'measured' ? budget.remaining : Number.NaN;
};

describe('planned maintenance', () => {
  it('pages nobody and spends no budget, while the raw figure shows what it would have', async () => {
    const harness = await failing(60, 120, 0.5, [excluding(60, 121)]);
    await harness.runFor(100 * MINUTE);
    expect(harness.status()).toMatchObject({
      state: 'unknown',
      unknownBecause: { reason: 'excluded', text: 'excluded until 2026-07-15T14:01:00.000Z: PostgreSQL 18' },
      excluded: {
        now: { id: 'database', kind: 'maintenance', author: 'maria', endsAt: START + 121 * MINUTE },
      },
    });
    await harness.runFor(200 * MINUTE);
    expect(harness.told()).toEqual([]);
    expect(harness.status()).toMatchObject({ state: 'ok', budget: { remaining: 1, coverage: 1 } });
    // By whole hours, as the budget's slots are.
    expect(harness.status().budget.excludedMs).toBe(2 * HOUR);
    const { excluded } = harness.status();
    expect(excluded).toMatchObject({ now: undefined, rawBudget: { badEvents: 0.5 * 100 * (HOUR / SECOND) } });
    expect(excluded?.rawBudget).not.toHaveProperty('excludedMs');
  });

  it('is no reason to resolve a page that burns, and a repair in it is believed when half of the short window shows it', async () => {
    const harness = await failing(10, 40, 0.5, [excluding(30, 90)]);
    await harness.runFor(89 * MINUTE);
    expect(harness.toldKinds()).toEqual(['page trigger']);
    expect(harness.status()).toMatchObject({ state: 'page', unknownBecause: { reason: 'excluded' } });
    await harness.runFor(15 * MINUTE);
    expect(harness.toldKinds()).toEqual(['page trigger']);
    // The page is of two tiers, and the slower one's short window is half an hour.
    await harness.runFor(3 * MINUTE);
    expect(harness.toldKinds().slice(0, 2)).toEqual(['page trigger', 'page resolve']);
    expect(harness.told()[1]?.[2]).toBeGreaterThanOrEqual(105);
  });

  it('that ends with everything still failing pages when the hour has seen enough of it', async () => {
    const harness = await failing(60, 180, 0.5, [excluding(50, 120)]);
    await harness.runFor(119 * MINUTE);
    expect(harness.toldKinds()).toEqual([]);
    await harness.runFor(4 * MINUTE);
    const [[alert, kind, minute] = []] = harness.told();
    expect([alert, kind]).toEqual(['page', 'trigger']);
    // At half of all failing, 14.4x of 0.05 % of an hour is over after 52 s, as without maintenance.
    expect(minute).toBeGreaterThanOrEqual(120 + 52 / 60);
    expect(minute).toBeLessThanOrEqual(123);
  });

  it('tells of no blindness, unless it does not come back', async () => {
    const harness = await failing(0, 1, 0, [excluding(10, 60)]);
    harness.prometheus.hide('http_requests_total', START + 10 * MINUTE, START + 200 * MINUTE);
    await harness.runFor(74 * MINUTE);
    expect(harness.told()).toEqual([]);
    expect(harness.status().unknownBecause?.reason).toBe('stale');
    await harness.runFor(5 * MINUTE);
    expect(harness.told()).toEqual([['blind-ticket', 'trigger', 75]]);
  });

  it('of others changes nothing', async () => {
    const others = excluding(0, 200, { selects: { labels: { team: 'search' } } });
    const harness = await failing(10, 40, 0.5, [others]);
    await harness.runFor(30 * MINUTE);
    expect(harness.toldKinds()).toEqual(['page trigger']);
    expect(harness.status().excluded).toBeUndefined();
  });

  it('to come leaves fewer events to be expected of a calendar month', async () => {
    const month: Parameters<typeof failing>[4] = checkoutSlo({
      objective: { target: 0.9995, sloWindow: calendarWindow('month', 'UTC') },
    });
    const allowed = async (exclusions: readonly Exclusion[]) => {
      const harness = await failing(0, 1, 0, exclusions, month);
      await harness.runFor(MINUTE);
      const { budget } = harness.status();
      return budget.kind === 'measured' ? budget.allowedBadEvents : Number.NaN;
    };
    const less = (await allowed([])) - (await allowed([excluding(600, 1200)]));
    expect(less).toBeCloseTo(0.0005 * 100 * 10 * (HOUR / SECOND), 0);
  });
});

describe('a correction', () => {
  it('gives the budget back at the next evaluation, and takes it again when it is withdrawn', async () => {
    const harness = await failing(60, 80, 0.5, []);
    await harness.runFor(3 * HOUR);
    const spent = remaining(harness);
    expect(spent).toBeLessThan(1);
    harness.exclusions = [excluding(60, 80.5, { kind: 'correction' })];
    await harness.reload([slo]);
    await harness.runFor(MINUTE);
    expect(remaining(harness)).toBe(1);
    expect(harness.status().excluded?.rawBudget).toMatchObject({ kind: 'measured' });
    harness.exclusions = [];
    await harness.reload([slo]);
    await harness.runFor(MINUTE);
    expect(remaining(harness)).toBeCloseTo(spent, 3);
    expect(harness.status().excluded).toBeUndefined();
  });

  it('of all that there is leaves nothing to tell: unknown, never full', async () => {
    const all = excluding(-60 * 24 * 40, 600, { kind: 'correction' });
    const harness = await failing(60, 80, 0.5, [all]);
    await harness.runFor(2 * HOUR);
    expect(harness.status()).toMatchObject({
      state: 'unknown',
      budget: { kind: 'unknown', reason: 'excluded' },
      policy: { gate: 'unknown' },
      excluded: { rawBudget: { kind: 'measured' } },
    });
  });
});
