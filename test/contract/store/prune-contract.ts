import { describe, expect, it } from 'vitest';
import type { DeliveryRecord, Store } from '../../../src/engine/ports.js';
import {
  allBefore,
  sampleEvent,
  sampleIncident,
  sampleRow,
  sampleSlot,
  T0,
} from '../../support/store-samples.js';

/** What goes with time, and what stays. */
export function pruneContract(store: () => Store): void {
  describe('prune', () => {
    it('removes slots before the horizon of their level', async () => {
      const kept = [
        sampleSlot({ level: 0, start: T0 }),
        sampleSlot({ level: 1, start: T0 - 1 }),
        sampleSlot({ level: 2, start: T0 - 100 }),
      ];
      const old = [sampleSlot({ level: 0, start: T0 - 1 }), sampleSlot({ level: 1, start: T0 - 11 })];
      await store().commit({ at: T0, counts: [{ slots: [...kept, ...old], states: [] }] });
      await store().prune({
        ...allBefore(0),
        slots: [
          { level: 0, before: T0 },
          { level: 1, before: T0 - 10 },
        ],
      });
      const { slots } = await store().load();
      expect(slots).toHaveLength(kept.length);
      expect(slots).toEqual(expect.arrayContaining(kept));
    });

    it('removes old messages that are done with, and keeps what still says something', async () => {
      const row = (name: string, at: number, incidentId?: string) =>
        sampleRow({ dedupKey: name, at, incidentId });
      const delivered: DeliveryRecord = { kind: 'delivered', at: T0, receipt: 'r' };
      const failed: DeliveryRecord = { kind: 'failed', at: T0, error: 'e' };
      const cases: [string, ReturnType<typeof row>, DeliveryRecord | undefined, 'goes' | 'stays'][] = [
        ['delivered', row('a', T0 - 1), delivered, 'goes'],
        ['delivered, open incident', row('b', T0 - 1, 'INC-1'), delivered, 'goes'],
        ['delivered, young', row('c', T0), delivered, 'stays'],
        ['failed, resolved incident', row('d', T0 - 1, 'INC-2'), failed, 'goes'],
        ['failed, resolved incident, young', row('e', T0, 'INC-2'), failed, 'stays'],
        ['failed, open incident', row('f', T0 - 1, 'INC-1'), failed, 'stays'],
        ['failed, no incident', row('g', T0 - 1), failed, 'goes'],
        ['pending', row('h', T0 - 1), undefined, 'stays'],
        ['pending, resolved incident', row('i', T0 - 1, 'INC-2'), undefined, 'stays'],
      ];
      await store().commit({
        at: T0,
        incidents: [sampleIncident(), sampleIncident({ id: 'INC-2', status: 'resolved' })],
        outbox: cases.map(([, message]) => message),
      });
      for (const [, message, record] of cases) {
        if (record) await store().recordDelivery(message.id, record);
      }
      await store().prune({ ...allBefore(T0), incidents: 0 });
      const left = new Set((await store().deliveries({ limit: 100 })).map(({ id }) => id));
      expect(cases.map(([name, { id }]) => [name, left.has(id) ? 'stays' : 'goes'])).toEqual(
        cases.map(([name, , , fate]) => [name, fate]),
      );
    });

    it('removes repetitions that are done with sooner, and nothing else', async () => {
      const rows = (['trigger', 'refresh', 'resolve'] as const).map((kind, i) =>
        sampleRow({ kind, at: T0 + i }),
      );
      const waiting = sampleRow({ kind: 'refresh', dedupKey: 'other', at: T0 });
      await store().commit({ at: T0, outbox: [...rows, waiting] });
      for (const { id } of rows)
        await store().recordDelivery(id, { kind: 'delivered', at: T0 + 5, receipt: 'r' });
      await store().prune({ ...allBefore(0), refreshes: T0 + 10 });
      const left = (await store().deliveries({ limit: 9 })).map(({ id }) => id);
      expect(left.sort()).toEqual([rows[0]?.id, rows[2]?.id, waiting.id].sort());
    });

    it('removes incidents by when they were resolved, with their timelines and messages', async () => {
      const resolved = (id: string, resolvedAt: number) =>
        sampleIncident({ id, status: 'resolved', openedAt: T0 - 100, resolvedAt });
      const message = sampleRow({ dedupKey: 'b', incidentId: 'INC-2' });
      await store().commit({
        at: T0,
        incidents: [
          resolved('INC-1', T0),
          resolved('INC-2', T0 - 1),
          sampleIncident({ id: 'INC-3', openedAt: T0 - 100 }),
          resolved('INC-4', T0 + 1),
        ],
        incidentEvents: ['INC-1', 'INC-2', 'INC-3'].map((incidentId) => sampleEvent({ incidentId })),
        outbox: [message],
      });
      await store().recordDelivery(message.id, { kind: 'delivered', at: T0, receipt: 'r' });
      await store().prune({ ...allBefore(0), incidents: T0 });
      const left = (await store().incidents({ limit: 9 })).map(({ id }) => id);
      expect(left.sort()).toEqual(['INC-1', 'INC-3', 'INC-4']);
      expect(await store().timeline('INC-2')).toEqual([]);
      expect(await store().deliveries({ limit: 9 })).toEqual([]);
      expect(await store().timeline('INC-1')).toHaveLength(1);
    });

    it('keeps an old incident that is not resolved, or whose message is still to be sent', async () => {
      await store().commit({
        at: T0,
        incidents: [
          sampleIncident({ id: 'INC-1' }),
          sampleIncident({ id: 'INC-2', status: 'monitoring' }),
          sampleIncident({ id: 'INC-3', status: 'resolved', resolvedAt: T0 }),
          sampleIncident({ id: 'INC-4', status: 'resolved', resolvedAt: T0 }),
        ],
        outbox: [sampleRow({ incidentId: 'INC-3' })],
      });
      await store().prune(allBefore(T0 + 1e12));
      expect(await store().incidents({ limit: 9 })).toHaveLength(4);
    });

    it('keeps the newest incident, so that no number is given twice', async () => {
      const incidents = ['INC-9', 'INC-10'].map((id) =>
        sampleIncident({ id, status: 'resolved', openedAt: T0, resolvedAt: T0 }),
      );
      await store().commit({ at: T0, incidents });
      await store().prune(allBefore(T0 + 1e12));
      expect((await store().incidents({ limit: 9 })).map(({ id }) => id)).toEqual(['INC-10']);
      expect((await store().load()).lastIncidentNumber).toBe(10);
    });
  });
}
