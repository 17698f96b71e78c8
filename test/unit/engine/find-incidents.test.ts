import { expect, it } from 'vitest';
import type { Incident } from '../../../src/core/incident/incident.js';
import { type AskedIncidents, findIncidents } from '../../../src/engine/queries/find-incidents.js';
import { newEngineState } from '../../../src/engine/engine-state.js';
import { testConfig } from '../../support/engine-harness.js';
import { MemoryStore } from '../../support/memory-store.js';
import { paymentsPlan } from '../../support/oncall-plans.js';
import { sampleIncident } from '../../support/store-samples.js';

const state = newEngineState({ ...testConfig, onCall: paymentsPlan() });

async function storeWith(incidents: readonly Incident[]) {
  const store = new MemoryStore();
  await store.commit({ at: 0, incidents });
  return async (asked: Partial<AskedIncidents>) => {
    const { incidents: found, nextBefore } = await findIncidents(state, store, { limit: 100, ...asked });
    return [found.map(({ id }) => id), nextBefore] as const;
  };
}

it('narrows the list down by what the incidents are', async () => {
  const find = await storeWith([
    sampleIncident({ id: 'INC-1', openedAt: 1, severity: 'sev1', service: 'checkout-api' }),
    sampleIncident({ id: 'INC-2', openedAt: 2, severity: 'sev2', service: 'cache', team: 'search' }),
    sampleIncident({ id: 'INC-3', openedAt: 3, severity: 'sev3', service: 'cache', status: 'monitoring' }),
    sampleIncident({
      id: 'INC-4',
      openedAt: 4,
      severity: 'sev3',
      service: 'cache',
      roles: { scribe: 'Maria' },
    }),
  ]);
  expect(await find({})).toEqual([['INC-4', 'INC-3', 'INC-2', 'INC-1'], undefined]);
  expect((await find({ severities: ['sev1', 'sev2'] }))[0]).toEqual(['INC-2', 'INC-1']);
  expect((await find({ statuses: ['monitoring'] }))[0]).toEqual(['INC-3']);
  expect((await find({ team: 'payments' }))[0]).toEqual(['INC-1']);
  expect((await find({ team: 'search' }))[0]).toEqual(['INC-2']);
  expect((await find({ text: 'maria' }))[0]).toEqual(['INC-4']);
  expect((await find({ text: 'CHECKOUT-API' }))[0]).toEqual(['INC-1']);
  expect((await find({ openedSince: 3, severities: ['sev3'] }))[0]).toEqual(['INC-4', 'INC-3']);
});

it('goes through all there are for those that fit, and says where to go on', async () => {
  const many = Array.from({ length: 1203 }, (_, index) =>
    sampleIncident({
      id: `INC-${index + 1}`,
      openedAt: index,
      severity: index % 600 === 0 ? 'sev1' : 'sev3',
    }),
  );
  const find = await storeWith(many);
  expect(await find({ severities: ['sev1'], limit: 2 })).toEqual([['INC-1201', 'INC-601'], 'INC-601']);
  expect(await find({ severities: ['sev1'], before: 'INC-601' })).toEqual([['INC-1'], undefined]);
  await expect(find({ before: 'INC-9999' })).rejects.toThrow('"before" names INC-9999');
});

it('says of one whose alert has ended what it has cost, as long as it is not resolved', async () => {
  const store = new MemoryStore();
  const ended = { alertEndedAt: 5, status: 'monitoring' } as const;
  const cost = { startAt: 1, endAt: 5, badEvents: 3, totalEvents: 10, errorRatio: 0.3, coverage: 1 };
  await store.commit({
    at: 5,
    incidents: [
      sampleIncident({ id: 'INC-1', openedAt: 1, ...ended }),
      sampleIncident({ id: 'INC-2', openedAt: 2, ...ended, status: 'resolved', resolvedAt: 6 }),
      sampleIncident({ id: 'INC-3', openedAt: 3, ...ended }),
    ],
    incidentEvents: ['INC-1', 'INC-2'].map((incidentId) => ({
      incidentId,
      seq: 1,
      at: 5,
      happenedAt: undefined,
      by: 'engine',
      kind: 'impact-recorded',
      text: 'what it cost',
      data: cost,
    })),
  });
  const { incidents } = await findIncidents(state, store, { limit: 10 });
  expect(incidents.map(({ id, impact }) => [id, impact?.kind, impact?.badEvents])).toEqual([
    ['INC-3', undefined, undefined],
    ['INC-2', undefined, undefined],
    ['INC-1', 'recorded', 3],
  ]);
});
