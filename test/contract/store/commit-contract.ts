import { describe, expect, it } from 'vitest';
import { startReader } from '../../../src/core/events/reader-state.js';
import type { Store } from '../../../src/engine/ports.js';
import { sampleEvent, sampleIncident, sampleRow, sampleSlot, T0 } from '../../support/store-samples.js';

const SLO = 'checkout/availability';
const OTHER = 'checkout/latency';

export function commitContract(store: () => Store): void {
  describe('commit and load', () => {
    it('loads nothing from an empty store', async () => {
      expect(await store().load()).toEqual({
        slots: [],
        states: [],
        openIncidents: [],
        lastIncidentNumber: 0,
        exclusionChanges: [],
      });
    });

    it('gives back what was committed, to the last bit, and fields that were undefined as absent', async () => {
      const slot = sampleSlot({ bad: 1 / 3, total: 0.1 + 0.2, knownMs: 9_999.5 });
      const reader = {
        ...startReader(T0),
        cursors: { 'total{a="b"}': { '{instance="x"}': { at: T0 + 123, value: 12_345_678.000000001 } } },
      };
      const incident = sampleIncident();
      await store().commit({
        at: T0,
        counts: [{ slots: [slot], states: [] }],
        states: [
          { kind: 'reader', key: SLO, value: reader },
          { kind: 'policy', key: SLO, value: { band: 'freeze', since: T0 } },
        ],
        incidents: [incident],
        incidentEvents: [sampleEvent()],
      });

      const loaded = await store().load();
      expect(loaded.slots).toStrictEqual([slot]);
      expect(loaded.openIncidents).toEqual([incident]);
      const states = new Map(loaded.states.map((state) => [state.kind, state]));
      expect(states.size).toBe(2);
      expect(states.get('reader')).toEqual({ kind: 'reader', key: SLO, value: reader });
      expect(states.get('reader')?.value).not.toHaveProperty('knownUntil');
      expect(states.get('policy')?.value).toStrictEqual({ band: 'freeze', since: T0 });
    });

    it('replaces slots, states and incidents that are there already', async () => {
      await store().commit({
        at: T0,
        counts: [{ slots: [sampleSlot({ bad: 1 }), sampleSlot({ level: 1, bad: 2 })], states: [] }],
        states: [{ kind: 'alert', key: SLO, value: 'old' }],
        incidents: [sampleIncident()],
      });
      const next = sampleIncident({ status: 'monitoring', alertEndedAt: T0 + 5, eventCount: 2 });
      await store().commit({
        at: T0,
        counts: [{ slots: [sampleSlot({ bad: 7, total: 70, knownMs: 1 })], states: [] }],
        states: [{ kind: 'alert', key: SLO, value: 'new' }],
        incidents: [next],
      });
      const loaded = await store().load();
      expect(loaded.slots).toHaveLength(2);
      expect(loaded.slots).toContainEqual(sampleSlot({ bad: 7, total: 70, knownMs: 1 }));
      expect(loaded.slots).toContainEqual(sampleSlot({ level: 1, bad: 2 }));
      expect(loaded.states).toEqual([{ kind: 'alert', key: SLO, value: 'new' }]);
      expect(loaded.openIncidents).toEqual([next]);
    });

    it('forgets an SLO before it writes what the same commit holds for it, and leaves others alone', async () => {
      const states = (key: string) =>
        (['alert', 'policy', 'reader'] as const).map((kind) => ({ kind, key, value: 'old' }));
      await store().commit({
        at: T0,
        counts: [
          { slots: [sampleSlot(), sampleSlot({ start: T0 + 1 }), sampleSlot({ sloId: OTHER })], states: [] },
        ],
        states: [...states(SLO), ...states(OTHER)],
        incidents: [sampleIncident()],
        outbox: [sampleRow()],
      });
      await store().commit({
        at: T0,
        forgetSlos: [SLO],
        counts: [{ slots: [sampleSlot({ start: T0 + 2 })], states: [] }],
        states: [{ kind: 'alert', key: SLO, value: 'kept' }],
      });
      const loaded = await store().load();
      expect(loaded.slots).toHaveLength(2);
      expect(loaded.slots).toContainEqual(sampleSlot({ sloId: OTHER }));
      expect(loaded.slots).toContainEqual(sampleSlot({ start: T0 + 2 }));
      expect(loaded.states.filter(({ key }) => key === SLO)).toEqual([
        { kind: 'alert', key: SLO, value: 'kept' },
      ]);
      expect(loaded.states.filter(({ key }) => key === OTHER)).toHaveLength(3);
      expect(loaded.openIncidents).toHaveLength(1);
      expect(await store().pendingDeliveries()).toBe(1);
    });

    it('gives back more slots than are read at once, each of them once', async () => {
      const slots = Array.from({ length: 50_003 }, (_, n) =>
        sampleSlot({ sloId: n % 2 === 0 ? SLO : OTHER, start: T0 + Math.floor(n / 2), bad: n }),
      );
      await store().commit({ at: T0, counts: [{ slots, states: [] }] });
      const loaded = await store().load();
      expect(loaded.slots).toHaveLength(50_003);
      expect(new Set(loaded.slots.map(({ bad }) => bad)).size).toBe(50_003);
    });

    it('writes all of a commit or nothing', async () => {
      await store().commit({ at: T0, counts: [{ slots: [sampleSlot({ bad: 1 })], states: [] }] });
      const orphan = sampleEvent({ incidentId: 'INC-404' });
      const change = {
        at: T0,
        forgetSlos: [SLO],
        counts: [{ slots: [sampleSlot({ start: T0 + 1 })], states: [] }],
        states: [{ kind: 'alert' as const, key: SLO, value: 1 }],
        incidents: [sampleIncident()],
        incidentEvents: [orphan],
        outbox: [sampleRow()],
      };
      await expect(store().commit(change)).rejects.toThrow();
      expect(await store().load()).toEqual({
        slots: [sampleSlot({ bad: 1 })],
        states: [],
        openIncidents: [],
        lastIncidentNumber: 0,
        exclusionChanges: [],
      });
      expect(await store().pendingDeliveries()).toBe(0);

      await store().commit({ ...change, incidentEvents: [sampleEvent()] });
      expect((await store().load()).slots).toEqual([sampleSlot({ start: T0 + 1 })]);
    });

    it('takes commits of any size', async () => {
      const many = <Item>(count: number, make: (i: number) => Item) =>
        Array.from({ length: count }, (_, i) => make(i));
      const change = {
        at: T0,
        counts: [{ slots: many(12_001, (i) => sampleSlot({ start: T0 + i, bad: i })), states: [] }],
        states: many(12_001, (i) => ({ kind: 'reader' as const, key: `slo-${i}`, value: i })),
        incidents: many(6_001, (i) => sampleIncident({ id: `INC-${i + 1}` })),
        incidentEvents: many(6_001, (i) => sampleEvent({ seq: i + 1 })),
        outbox: many(4_001, (i) => sampleRow({ at: T0 + i })),
      };
      await store().commit(change);
      const loaded = await store().load();
      expect(loaded.slots).toHaveLength(12_001);
      expect(loaded.slots).toContainEqual(sampleSlot({ start: T0 + 12_000, bad: 12_000 }));
      expect(loaded.states).toHaveLength(12_001);
      expect(loaded.openIncidents).toHaveLength(6_001);
      expect(await store().timeline('INC-1')).toHaveLength(6_001);
      expect(await store().pendingDeliveries()).toBe(4_001);

      await store().commit({ at: T0, forgetSlos: [SLO, ...change.states.map(({ key }) => key)] });
      const after = await store().load();
      expect([after.slots.length, after.states.length]).toEqual([0, 0]);
    });

    it('keeps commits apart that are asked for at once', async () => {
      const numbers = Array.from({ length: 20 }, (_, i) => i);
      await Promise.all(
        numbers.map((n) =>
          store().commit({
            at: T0,
            counts: [{ slots: [sampleSlot({ total: n })], states: [] }],
            states: [{ kind: 'alert', key: SLO, value: n }],
          }),
        ),
      );
      const { slots, states } = await store().load();
      expect(slots).toHaveLength(1);
      expect(slots[0]?.total).toBe(states[0]?.value);
    });

    it('remembers the largest incident number, resolved ones too', async () => {
      await store().commit({
        at: T0,
        incidents: [
          sampleIncident({ id: 'INC-10', status: 'resolved' }),
          sampleIncident({ id: 'INC-9' }),
          sampleIncident({ id: 'INC-2', status: 'monitoring' }),
        ],
      });
      const loaded = await store().load();
      expect(loaded.lastIncidentNumber).toBe(10);
      expect(loaded.openIncidents.map(({ id }) => id)).toEqual(['INC-2', 'INC-9']);
    });
  });
}
