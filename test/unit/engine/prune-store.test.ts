import { expect, it } from 'vitest';
import { DAY, MINUTE } from '../../../src/core/time/duration.js';
import { pruneStore } from '../../../src/engine/prune-store.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { EngineHarness, START } from '../../support/engine-harness.js';
import { sampleEvent, sampleIncident, sampleRow } from '../../support/store-samples.js';

it('keeps resolved incidents for as long as they are configured to be, and repetitions for a day', async () => {
  const harness = new EngineHarness();
  await harness.start([checkoutSlo()]);
  const resolved = { status: 'resolved', openedAt: START, resolvedAt: START + MINUTE } as const;
  const rows = (['trigger', 'refresh'] as const).map((kind) =>
    sampleRow({ kind, at: START, incidentId: 'INC-1' }),
  );
  await harness.store.commit({
    at: START,
    incidents: [sampleIncident({ id: 'INC-1', ...resolved }), sampleIncident({ id: 'INC-2' })],
    incidentEvents: [sampleEvent({ incidentId: 'INC-1' })],
    outbox: rows,
  });
  for (const { id } of rows)
    await harness.store.recordDelivery(id, { kind: 'delivered', at: START, receipt: 'r' });

  const kept = async (after: number) => {
    harness.sleepFor(START + after - harness.now);
    await pruneStore(harness.state, harness.ports, { messages: 90 * DAY, incidents: 400 * DAY });
    return [
      (await harness.store.deliveries({ limit: 9 })).map(({ kind }) => kind).sort(),
      (await harness.store.incidents({ limit: 9 })).length,
    ];
  };
  expect(await kept(DAY)).toEqual([['refresh', 'trigger'], 2]);
  expect(await kept(DAY + 1)).toEqual([['trigger'], 2]);
  expect(await kept(90 * DAY + 1)).toEqual([[], 2]);
  expect(await kept(400 * DAY + MINUTE)).toEqual([[], 2]);
  expect(await kept(400 * DAY + MINUTE + 1)).toEqual([[], 1]);
  expect(await harness.store.timeline('INC-1')).toEqual([]);
});
