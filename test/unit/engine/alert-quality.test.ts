import { expect, it } from 'vitest';
import { DAY } from '../../../src/core/time/duration.js';
import type { Store } from '../../../src/engine/ports.js';
import { alertQuality } from '../../../src/engine/queries/alert-quality.js';
import { sampleIncident } from '../../support/store-samples.js';

const NOW = 400 * DAY;

/** Incidents that were opened so many days ago, the newest first. */
function opened(...ages: number[]): Pick<Store, 'incidents'> {
  const all = ages.map((age) => sampleIncident({ openedAt: NOW - age * DAY }));
  return {
    incidents: async ({ openedSince = 0, limit }) =>
      all.filter(({ openedAt }) => openedAt >= openedSince).slice(0, limit),
  };
}

it('looks at the incidents of the days that were asked for, and says which those are', async () => {
  const view = await alertQuality(opened(1, 5, 90, 91), { days: 90, kept: 400 * DAY }, NOW);
  expect(view).toMatchObject({ fromAt: NOW - 90 * DAY, toAt: NOW, total: { incidents: 3 } });
});

it('looks no further back than incidents are kept', async () => {
  const view = await alertQuality(opened(1, 5, 40), { days: 90, kept: 30 * DAY }, NOW);
  expect(view).toMatchObject({ fromAt: NOW - 30 * DAY, total: { incidents: 2 } });
});

it('says so when it looks at the newest only', async () => {
  const view = await alertQuality(opened(1, 5, 5, 5, 8), { days: 90, kept: 400 * DAY }, NOW, 3);
  expect(view).toMatchObject({ fromAt: NOW - 5 * DAY + 1, total: { incidents: 1 } });
});
