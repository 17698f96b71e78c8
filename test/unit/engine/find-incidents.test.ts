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
