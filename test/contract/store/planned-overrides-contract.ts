import { describe, expect, it } from 'vitest';
import type { PlannedOverride, PlannedOverrideChange } from '../../../src/core/oncall/planned-override.js';
import type { Store } from '../../../src/engine/ports.js';
import { allBefore, sampleRow, T0 } from '../../support/store-samples.js';

const override = (number: number, person: string): PlannedOverride => ({
  number,
  person,
  from: T0 + 1,
  to: T0 + 3_600_001,
  reason: number === 1 ? 'swap' : undefined,
  by: 'maria “m”',
  at: T0,
  withdrawn: undefined,
});
const made = (schedule: string, number: number, person = 'dana'): PlannedOverrideChange => ({
  schedule,
  kind: 'made',
  override: override(number, person),
});
const withdrawn = (schedule: string, number: number): PlannedOverrideChange => ({
  schedule,
  kind: 'withdrawn',
  override: {
    ...override(number, 'dana'),
    withdrawn: { by: 'bob', at: T0 + 9, reason: 'is here after all' },
  },
});

/** What overrides of schedules need of a store. */
export function plannedOverridesContract(store: () => Store): void {
  const write = (...plannedOverrides: PlannedOverrideChange[]) =>
    store().commit({ at: T0, plannedOverrides });

  describe('overrides that people made', () => {
    it('are there by schedule in the order in which they were made, whatever grows old', async () => {
      await write(made('primary', 1), made('secondary', 1));
      await write(made('primary', 2, 'erin'));
      await write(withdrawn('primary', 1));
      await store().prune(allBefore(T0 + 1e12));
      expect([...(await store().plannedOverrides())]).toEqual([
        ['primary', [withdrawn('primary', 1).override, override(2, 'erin')]],
        ['secondary', [override(1, 'dana')]],
      ]);
    });

    it('are made and taken back once; what comes with the second is not written either', async () => {
      await write(made('primary', 1), withdrawn('primary', 1));
      const outbox = [sampleRow({ at: T0, dedupKey: 'k' }, 'mail')];
      for (const second of [made('primary', 1, 'erin'), withdrawn('primary', 1)])
        await expect(
          store().commit({ at: T0, plannedOverrides: [made('other', 1), second], outbox }),
        ).rejects.toMatchObject({ code: 'conflict' });
      expect([...(await store().plannedOverrides())]).toEqual([
        ['primary', [withdrawn('primary', 1).override]],
      ]);
      expect(await store().deliveries({ limit: 9 })).toEqual([]);
    });
  });
}
