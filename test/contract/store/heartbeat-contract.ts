import { describe, expect, it } from 'vitest';
import { canarySignal } from '../../../src/core/heartbeat/canary.js';
import type { OutboxRow, Store } from '../../../src/engine/ports.js';
import { outboxRows } from '../../../src/engine/tell.js';
import { allBefore, sampleRow, T0 } from '../../support/store-samples.js';

const trigger = (at: number, receiver = 'pager') => sampleRow({ at, dedupKey: `key-${at}` }, receiver);
const refresh = (at: number) => sampleRow({ at, dedupKey: `key-${at}`, kind: 'refresh' }, 'pager');

/** What a heartbeat needs of a store. */
export function heartbeatContract(store: () => Store): void {
  const put = (...outbox: OutboxRow[]) => store().commit({ at: T0, outbox });
  const fail = ({ id }: OutboxRow) =>
    store().recordDelivery(id, { kind: 'failed', at: T0 + 1, error: 'HTTP 404' });
  const deliver = ({ id }: OutboxRow) =>
    store().recordDelivery(id, { kind: 'delivered', at: T0 + 1, receipt: 'r' });
  const stuck = async (overdueSince = T0) =>
    (await store().stuckReceivers(overdueSince)).map(({ receiver, because, ref }) => [
      receiver,
      because,
      ref,
    ]);

  describe('receivers that messages do not reach', () => {
    it('are those whose newest message with an end was given up', async () => {
      const [first, second, third] = [trigger(T0), trigger(T0 + 1), trigger(T0 + 2)];
      await put(first, second, third);
      expect(await stuck()).toEqual([]);
      await deliver(first);
      await fail(second);
      expect(await stuck()).toEqual([['pager', 'failed', 'DLV-2']]);
      await deliver(third);
      expect(await stuck()).toEqual([]);
    });

    it('are dealt with when somebody puts the message aside, and each stands for itself', async () => {
      const [pager, mail] = [trigger(T0), trigger(T0, 'mail')];
      await put(pager, mail);
      await fail(pager);
      await deliver(mail);
      expect(await stuck()).toEqual([['pager', 'failed', 'DLV-1']]);
      const change = { id: pager.id, action: 'discarded', by: 'maria', reason: 'told by phone' } as const;
      await store().commit({ at: T0 + 5, deliveryChanges: [change] });
      expect(await stuck()).toEqual([]);
    });

    it('are those that owe a receipt for too long, since it was decided or handed in again', async () => {
      const old = trigger(T0);
      await put(old);
      expect(await stuck(T0)).toEqual([]);
      expect(await stuck(T0 + 1)).toEqual([['pager', 'overdue', 'DLV-1']]);
      await fail(old);
      await store().commit({ at: T0 + 100, retrySignals: [old.signal.id] });
      expect(await stuck(T0 + 100)).toEqual([]);
      expect(await stuck(T0 + 101)).toEqual([['pager', 'overdue', 'DLV-1']]);
    });

    it('are not those that only a repetition or a canary has not reached, nor healed by one', async () => {
      const [failed, repeated] = [trigger(T0), refresh(T0 + 1)];
      const canaries = [T0, T0 + 1].flatMap((at) => outboxRows(canarySignal('a', at), ['hook', 'pager']));
      await put(failed, repeated, ...canaries);
      expect(await stuck(T0 + 9)).toEqual([['pager', 'overdue', 'DLV-1']]);
      for (const row of canaries) await (row.receiver === 'hook' ? fail(row) : deliver(row));
      await fail(failed);
      await deliver(repeated);
      expect(await stuck(T0 + 9)).toEqual([['pager', 'failed', 'DLV-1']]);
    });
  });

  describe('canaries', () => {
    it('go through the outbox like any message, and are found by their id only', async () => {
      const [row] = outboxRows(canarySignal('a', T0), ['hook']);
      if (!row) throw new Error('there is no row');
      expect(await put(row)).toEqual([row]);
      expect((await store().dueDeliveries(T0, 10)).map(({ id }) => id)).toEqual([row.id]);
      expect(await store().pendingDeliveries()).toBe(0);
      await fail(row);
      expect(await store().delivery(row.id)).toMatchObject({ state: 'failed', lastError: 'HTTP 404' });
      expect(await store().deliveries({ limit: 10 })).toEqual([]);
      expect(await store().deliveries({ state: 'failed', receiver: 'hook', limit: 10 })).toEqual([]);
      expect((await store().deadLetters()).size).toBe(0);
    });

    it('are removed earlier than messages, when they have an end', async () => {
      const canaries = [T0, T0 + 1, T0 + 9].flatMap((at) => outboxRows(canarySignal('a', at), ['hook']));
      const message = trigger(T0);
      await put(message, ...canaries);
      for (const row of [message, ...canaries.slice(1)]) await deliver(row);
      await store().prune({ ...allBefore(T0 - 1), canaries: T0 + 5 });
      const left = await Promise.all(canaries.map(async ({ id }) => (await store().delivery(id))?.state));
      expect(left).toEqual(['pending', undefined, 'delivered']);
      expect(await store().delivery(message.id)).toMatchObject({ state: 'delivered' });
    });
  });

  it('can be asked to prove that it takes what is written, again and again', async () => {
    await store().proveWritable(T0);
    await store().proveWritable(T0 + 1);
    expect((await store().load()).states).toEqual([]);
  });
}
