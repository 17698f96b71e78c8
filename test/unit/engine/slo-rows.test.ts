import { describe, expect, it } from 'vitest';
import { gates } from '../../../src/engine/queries/gates.js';
import { sloRow } from '../../../src/engine/queries/slo-rows.js';
import { statusById } from '../../../src/engine/queries/statuses.js';
import type { GateOverride } from '../../../src/core/error-budget/gate-override.js';
import { HOUR, MINUTE } from '../../../src/core/time/duration.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START } from '../../support/engine-harness.js';

const ID = 'checkout-api/availability';
const SLO = checkoutSlo({
  objective: { target: 0.9995, sloWindow: { kind: 'rolling', durationMs: 12 * HOUR } },
});

/** A twentieth of all requests fails for ten minutes. */
async function afterBurn() {
  const harness = new EngineHarness();
  exposeRequests(harness.prometheus, [
    [START + HOUR, 0.05],
    [START + HOUR + 10 * MINUTE, 0],
  ]);
  await harness.start([SLO]);
  await harness.runFor(2 * HOUR);
  const now = harness.ports.clock.now();
  const status = statusById(harness.state, ID, now);
  if (!status) throw new Error('it is there');
  return { status, row: sloRow(status, harness.state, now), harness, now };
}

describe('a row of the overview', () => {
  it('tells figures to six digits, which is more than is shown', async () => {
    const { status, row } = await afterBurn();
    const long = status.tiers[0]?.long;
    if (long?.kind !== 'measured') throw new Error('it is measured');
    expect(row.burn?.rate).toBeGreaterThan(0);
    expect(row.burn?.rate).toBe(Number(long.burnRate.toPrecision(6)));
    expect(row.budget.coverage).toBe(Number(status.budget.coverage.toPrecision(6)));
    expect(row.budget.coverage).not.toBe(status.budget.coverage);
  });

  it('shows how fast the budget went in thirty parts, and nothing where nothing was seen', async () => {
    const { row } = await afterBurn();
    expect(row.trend).toHaveLength(30);
    expect(row.trend[0]).toBeUndefined();
    // A third of the half hour failed at 100 times what may.
    const highest = Math.max(...row.trend.map((rate) => rate ?? 0));
    expect(highest).toBeGreaterThan(20);
    expect(highest).toBeLessThanOrEqual(100);
    expect(row.trend.every((rate) => rate === undefined || rate === Number(rate.toFixed(2)))).toBe(true);
  });

  it('says what its gate answers, by whoever has it answer otherwise for a while', async () => {
    const { status, now, harness } = await afterBurn();
    const { service } = status;
    const frozen: GateOverride = {
      service,
      decision: 'block',
      until: now + 1,
      by: 'ada',
      reason: 'x',
      at: now,
    };
    const gateOverrides = new Map([[service, frozen]]);
    const gateAt = (at: number) => sloRow(status, { ...harness.state, gateOverrides }, at).gate;
    expect(status.policy.gate).not.toBe('block');
    expect([gateAt(now), gateAt(now + 1)]).toEqual(['block', status.policy.gate]);
  });

  it('says of an unknown one what the gate is configured to answer', async () => {
    const { harness, status, now } = await afterBurn();
    const blind = { ...status, policy: { ...status.policy, gate: 'unknown', band: 'unknown' } as const };
    const gateBy = (onUnknown: 'unknown' | 'block' | 'warn') => {
      const state = {
        ...harness.state,
        config: { ...harness.config, gate: { onUnknown, advisoryEnvironments: [] } },
      };
      const [answer] = gates([blind], state, now);
      return [sloRow(blind, state, now).gate, answer?.decision];
    };
    expect([gateBy('unknown'), gateBy('block'), gateBy('warn')]).toEqual([
      ['unknown', 'unknown'],
      ['block', 'block'],
      ['warn', 'warn'],
    ]);
  });

  it('shows what was read of its past meanwhile, and otherwise the same for some time', async () => {
    const { harness, status, row, now } = await afterBurn();
    expect(sloRow(status, harness.state, now).trend).toBe(row.trend);
    await harness.readHistory();
    const read = sloRow(status, harness.state, now).trend;
    expect(row.trend[0]).toBeUndefined();
    expect(read[0]).toBe(0);
  });

  it('has the edges of the bands of its own policy', async () => {
    const { row } = await afterBurn();
    expect(row.bandEdges).toEqual(
      SLO.budgetPolicy.bands.map(({ above }) => above).filter((above) => above > 0),
    );
    expect(row.bandEdges.length).toBeGreaterThan(0);
  });

  it('has no trend of an SLO of another replica, and its bands as the files write them', async () => {
    const { harness, status, row, now } = await afterBurn();
    const elsewhere = new Map([[ID, { status, replica: 'other', at: now }]]) as never;
    const other = sloRow(status, { ...harness.state, runtimes: new Map(), elsewhere }, now);
    expect(other.trend).toEqual([]);
    expect(other.bandEdges).toEqual(row.bandEdges);
  });
});
