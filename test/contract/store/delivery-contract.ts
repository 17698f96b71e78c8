import { callKey } from '../../../src/core/delivery/call-key.js';
import { describe, expect, it } from 'vitest';
import type { DeliveryFilter, Store } from '../../../src/engine/ports.js';
import { sampleIncident, sampleRow, T0 } from '../../support/store-samples.js';

const trigger = (at: number, key = 'a', receiver = 'pagerduty') => sampleRow({ at, dedupKey: key }, receiver);
const resolve = (at: number, key = 'a', receiver = 'pagerduty') =>
  sampleRow({ at, dedupKey: key, kind: 'resolve' }, receiver);

export function deliveryContract(store: () => Store): void {
  const put = (...outbox: ReturnType<typeof trigger>[]) => store().commit({ at: T0, outbox });
  const due = async (now = T0 + 1_000, limit = 100) =>
    (await store().dueDeliveries(now, limit)).map(({ id }) => id);

  describe('outbox', () => {
    it('gives back a message as it was put in', async () => {
      const row = trigger(T0);
      await put(row);
      const [pending] = await store().dueDeliveries(T0, 10);
      expect(pending).toEqual({ ...row, attempts: 1, tryingSince: T0, accepted: undefined });
      expect(pending?.signal).not.toHaveProperty('blindBecause');
    });

    it('takes a message once, also when it was delivered meanwhile', async () => {
      const row = trigger(T0);
      await put(row, row);
      expect(await store().pendingDeliveries()).toBe(1);
      await store().recordDelivery(row.id, { kind: 'delivered', at: T0 + 5, receipt: 'r-1' });
      await put(row);
      expect(await store().pendingDeliveries()).toBe(0);
      expect(await store().deliveries({ limit: 10 })).toHaveLength(1);
    });

    it('tells the receipt of a message that was delivered, and of no other', async () => {
      const [sent, waits] = [trigger(T0, 'a'), trigger(T0, 'b')];
      await put(sent, waits);
      await store().recordDelivery(sent.id, { kind: 'delivered', at: T0 + 1, receipt: 'C1:2.3' });
      expect(await store().receiptOf(sent.id)).toBe('C1:2.3');
      expect(await store().receiptOf(waits.id)).toBeUndefined();
      expect(await store().receiptOf('nobody')).toBeUndefined();
    });

    it('keeps a message that was sent without a record, once, and sends it no more', async () => {
      const row = trigger(T0);
      const unrecordedSends = [{ row, begunAt: T0 + 1, at: T0 + 2, receipt: 'r-1' }];
      expect(await store().commit({ at: T0 + 9, unrecordedSends })).toEqual([]);
      await store().commit({ at: T0 + 10, unrecordedSends });
      expect(await due()).toEqual([]);
      expect(await store().deliveries({ limit: 10 })).toMatchObject([
        {
          ...{ id: row.id, state: 'delivered', attempts: 1, deliveredAt: T0 + 2, receipt: 'r-1' },
          nextAttemptAt: undefined,
          attemptLog: [{ begunAt: T0 + 1, endedAt: T0 + 2, outcome: 'delivered', detail: 'r-1' }],
        },
      ]);
    });

    it('makes failed messages of a signal due again, and no others', async () => {
      const [refused, other, sent] = [trigger(T0, 'a'), trigger(T0, 'b'), trigger(T0, 'a', 'mail')];
      await put(refused, other, sent);
      for (const row of [refused, other])
        await store().recordDelivery(row.id, { kind: 'failed', at: T0 + 1, error: '404' });
      await store().recordDelivery(sent.id, { kind: 'delivered', at: T0 + 1, receipt: 'r' });
      await store().commit({ at: T0 + 50, retrySignals: [refused.signal.id] });
      expect(await due(T0 + 49)).toEqual([]);
      expect(await due(T0 + 50)).toEqual([refused.id]);
    });

    it('hands out due messages oldest first, no more than asked for', async () => {
      const [first, second, third] = [trigger(T0, 'a'), trigger(T0 + 1, 'b'), trigger(T0 + 2, 'c')];
      await put(first, second);
      await put(third);
      expect(await due(T0 - 1)).toEqual([]);
      expect(await due(T0 + 1)).toEqual([first.id, second.id]);
      expect(await due(T0 + 2)).toEqual([first.id, second.id, third.id]);
      expect(await due(T0 + 2, 2)).toEqual([first.id, second.id]);
    });

    it('hands out only the oldest message of each receiver and key', async () => {
      const mail = trigger(T0, 'a', 'mail');
      await put(trigger(T0, 'a'), resolve(T0 + 1, 'a'), mail);
      expect(await due()).toEqual([trigger(T0, 'a').id, mail.id]);
      await store().recordDelivery(trigger(T0, 'a').id, { kind: 'delivered', at: T0 + 9, receipt: 'r' });
      expect(await due()).toEqual([resolve(T0 + 1, 'a').id, mail.id]);
    });

    it('lets calls of one incident wait for nobody but themselves', async () => {
      const of = (key: string, at: number) => sampleRow({ dedupKey: key, at, incidentId: 'INC-1' }, 'mail');
      const page = of('firebreak/checkout', T0);
      const [alice, bob] = [of(callKey('INC-1', 4), T0 + 1), of(callKey('INC-1', 5), T0 + 2)];
      const again = { ...of(callKey('INC-1', 4), T0 + 3) };
      expect(await put(page, alice, bob, again)).toEqual([page, alice, bob]);
      expect(await due()).toEqual([page.id, alice.id, bob.id]);
      const later = of('firebreak/search', T0 + 4);
      await put(later);
      for (const { id } of [alice, bob, again])
        await store().recordDelivery(id, { kind: 'delivered', at: T0 + 9, receipt: 'r' });
      expect(await due()).toEqual([page.id]);
      await store().recordDelivery(page.id, { kind: 'delivered', at: T0 + 9, receipt: 'r' });
      expect(await due()).toEqual([later.id]);
    });

    it('says of new messages which may be sent at once: those that nothing older of their key stands before', async () => {
      const mail = trigger(T0, 'a', 'mail');
      expect(await put(trigger(T0, 'a'), resolve(T0 + 1, 'a'), mail)).toEqual([trigger(T0, 'a'), mail]);
      expect(await put(resolve(T0 + 2, 'a', 'mail'), trigger(T0 + 2, 'b'))).toEqual([trigger(T0 + 2, 'b')]);
      expect(await put()).toEqual([]);
    });

    it('says so of no message that it had before, whatever became of it', async () => {
      const [pending, sent] = [trigger(T0, 'a'), trigger(T0, 'b')];
      await put(pending, sent);
      await store().recordDelivery(sent.id, { kind: 'delivered', at: T0 + 5, receipt: 'r' });
      expect(await put(pending, sent)).toEqual([]);
      const next = resolve(T0 + 6, 'b');
      expect(await put(next, next)).toEqual([next]);
    });

    it('lets no new message overtake one that the same commit makes due again', async () => {
      const refused = trigger(T0, 'a');
      await put(refused);
      await store().recordDelivery(refused.id, { kind: 'failed', at: T0 + 1, error: '404' });
      const change = { at: T0 + 5, outbox: [resolve(T0 + 5, 'a')], retrySignals: [refused.signal.id] };
      expect(await store().commit(change)).toEqual([]);
      expect(await due()).toEqual([refused.id]);
    });

    it('keeps a resolve behind a trigger that waits to be tried again, and only there', async () => {
      await put(trigger(T0, 'a'), resolve(T0 + 1, 'a'), trigger(T0 + 2, 'b'));
      await store().recordDelivery(trigger(T0, 'a').id, {
        kind: 'retry',
        at: T0 + 10,
        nextAttemptAt: T0 + 5_000,
        error: '503',
      });
      expect(await due(T0 + 4_999)).toEqual([trigger(T0 + 2, 'b').id]);
      expect(await due(T0 + 5_000)).toEqual([trigger(T0, 'a').id, trigger(T0 + 2, 'b').id]);
      await store().recordDelivery(trigger(T0, 'a').id, { kind: 'failed', at: T0 + 5_000, error: '400' });
      expect(await due(T0 + 4_999)).toEqual([resolve(T0 + 1, 'a').id, trigger(T0 + 2, 'b').id]);
    });

    it('keeps the order of decisions when the clock goes back', async () => {
      await put(trigger(T0 + 500, 'a'));
      await put(resolve(T0, 'a'));
      expect(await due()).toEqual([trigger(T0 + 500, 'a').id]);
      expect((await store().deliveries({ limit: 1 }))[0]?.kind).toBe('resolve');
    });

    it('says when the next message is due, of those that may be sent', async () => {
      expect(await store().nextDeliveryAt()).toBeUndefined();
      await put(trigger(T0 + 50, 'a'), resolve(T0 + 60, 'a'), trigger(T0 + 90, 'b'));
      expect(await store().nextDeliveryAt()).toBe(T0 + 50);
      const retry = { kind: 'retry', at: T0 + 60, nextAttemptAt: T0 + 800, error: '503' } as const;
      await store().recordDelivery(trigger(T0 + 50, 'a').id, retry);
      expect(await store().nextDeliveryAt()).toBe(T0 + 90);
      await store().recordDelivery(trigger(T0 + 90, 'b').id, {
        kind: 'delivered',
        at: T0 + 95,
        receipt: 'r',
      });
      expect(await store().nextDeliveryAt()).toBe(T0 + 800);
      for (const row of [trigger(T0 + 50, 'a'), resolve(T0 + 60, 'a')]) {
        await store().recordDelivery(row.id, { kind: 'failed', at: T0 + 900, error: 'gone' });
      }
      expect(await store().nextDeliveryAt()).toBeUndefined();
    });

    it('records what became of each message and of each attempt at it, newest message first', async () => {
      const [delivered, failed, waiting] = [trigger(T0, 'a'), trigger(T0 + 1, 'b'), trigger(T0 + 2, 'c')];
      await put(delivered, failed, waiting);
      const retry = { kind: 'retry', at: T0 + 10, nextAttemptAt: T0 + 21, error: '503' } as const;
      await store().recordDelivery(delivered.id, retry);
      await store().takeDeliveries([delivered.id], T0 + 21);
      await store().recordDelivery(delivered.id, { kind: 'delivered', at: T0 + 30, receipt: 'r-7' });
      await store().recordDelivery(failed.id, { kind: 'failed', at: T0 + 11, error: '400 bad key' });
      await store().recordDelivery(waiting.id, retry);
      await store().takeDeliveries([waiting.id], T0 + 21);
      await store().recordDelivery(waiting.id, { ...retry, at: T0 + 22, error: 'timed out', unsure: true });
      expect(await store().dueDeliveries(T0 + 21, 10)).toMatchObject([{ id: waiting.id, attempts: 2 }]);

      const alert = { kind: 'trigger', cause: 'burn', severity: 'page' };
      const common = { receiver: 'pagerduty', sloId: 'checkout/availability', ...alert };
      const nothing = {
        incidentId: undefined,
        nextAttemptAt: undefined,
        acceptedAt: undefined,
        deliveredAt: undefined,
        receipt: undefined,
        lastError: undefined,
        changes: [],
        acknowledged: undefined,
      };
      const view = (row: typeof waiting, seq: number) => ({
        ...nothing,
        ...common,
        id: row.id,
        ref: `DLV-${seq}`,
        signalId: row.signal.id,
        dedupKey: row.signal.dedupKey,
        createdAt: row.createdAt,
      });
      const first = { begunAt: T0, endedAt: T0 + 10, outcome: 'retry', detail: '503' };
      const expected = [
        {
          ...view(waiting, 3),
          state: 'pending',
          attempts: 2,
          nextAttemptAt: T0 + 21,
          lastError: 'timed out',
          attemptLog: [
            first,
            { begunAt: T0 + 21, endedAt: T0 + 22, outcome: 'unknown', detail: 'timed out' },
          ],
        },
        {
          ...view(failed, 2),
          state: 'failed',
          attempts: 1,
          lastError: '400 bad key',
          attemptLog: [{ begunAt: T0, endedAt: T0 + 11, outcome: 'failed', detail: '400 bad key' }],
        },
        {
          ...view(delivered, 1),
          state: 'delivered',
          attempts: 2,
          deliveredAt: T0 + 30,
          receipt: 'r-7',
          lastError: '503',
          attemptLog: [first, { begunAt: T0 + 21, endedAt: T0 + 30, outcome: 'delivered', detail: 'r-7' }],
        },
      ];
      expect(await store().deliveries({ limit: 10 })).toEqual(expected);
      expect(await store().deliveries({ limit: 1 })).toEqual(expected.slice(0, 1));
    });

    it('keeps what was accepted until its proof is there, and asks for it instead of sending', async () => {
      const row = trigger(T0);
      await put(row);
      const accepted = { kind: 'accepted', at: T0 + 5, acceptedAt: T0 + 5, receipt: 'req-1' } as const;
      await store().recordDelivery(row.id, { ...accepted, nextAttemptAt: T0 + 2_000 });
      expect(await due(T0 + 1_999)).toEqual([]);
      const [asked] = await store().dueDeliveries(T0 + 2_000, 10);
      expect(asked).toMatchObject({ attempts: 1, accepted: { at: T0 + 5, receipt: 'req-1' } });
      await store().takeDeliveries([row.id], T0 + 2_000);
      await store().recordDelivery(row.id, { ...accepted, at: T0 + 2_001, nextAttemptAt: T0 + 4_000 });
      expect(await store().deliveries({ limit: 1 })).toMatchObject([
        { state: 'pending', attempts: 1, acceptedAt: T0 + 5, receipt: 'req-1', deliveredAt: undefined },
      ]);
      await store().takeDeliveries([row.id], T0 + 4_000);
      await store().recordDelivery(row.id, { kind: 'delivered', at: T0 + 4_001, receipt: 'alert-9' });
      const attempt = { begunAt: T0, endedAt: T0 + 4_001, outcome: 'delivered', detail: 'alert-9' };
      expect(await store().deliveries({ limit: 1 })).toMatchObject([
        { state: 'delivered', acceptedAt: T0 + 5, receipt: 'alert-9', attemptLog: [attempt] },
      ]);
    });

    it('sends anew what was accepted and then lost', async () => {
      const row = trigger(T0);
      await put(row);
      await store().recordDelivery(row.id, {
        kind: 'accepted',
        at: T0 + 5,
        acceptedAt: T0 + 5,
        nextAttemptAt: T0 + 10,
        receipt: 'req-1',
      });
      await store().recordDelivery(row.id, {
        kind: 'retry',
        at: T0 + 20,
        nextAttemptAt: T0 + 30,
        error: 'not confirmed',
      });
      expect(await store().dueDeliveries(T0 + 30, 10)).toMatchObject([{ accepted: undefined }]);
      await store().takeDeliveries([row.id], T0 + 30);
      expect(await store().deliveries({ limit: 1 })).toMatchObject([
        { attempts: 2, attemptLog: [{ outcome: 'retry' }, { begunAt: T0 + 30, outcome: undefined }] },
      ]);
    });

    it('tells an incident in its order, whatever the keys of its alerts, and holds up no other receiver', async () => {
      const told = (at: number, dedupKey: string, receiver: string, incidentId = 'INC-1') =>
        sampleRow({ at, dedupKey, incidentId }, receiver);
      const first = told(T0, 'a', 'pagerduty');
      const mail = told(T0 + 1, 'b', 'mail');
      const other = told(T0 + 2, 'c', 'pagerduty', 'INC-2');
      const later = told(T0 + 1, 'b', 'pagerduty');
      expect(await put(first, later, mail, other)).toEqual([first, mail, other]);
      expect(await due()).toEqual([first.id, mail.id, other.id]);
      await store().recordDelivery(first.id, { kind: 'failed', at: T0 + 5, error: '400' });
      expect(await due()).toEqual([later.id, mail.id, other.id]);
    });

    it('begins an attempt with the decision at what may be sent at once, and at the rest when it is taken', async () => {
      const [first, second] = [trigger(T0), resolve(T0 + 1)];
      await put(first, second);
      const begun = { begunAt: T0, endedAt: undefined, outcome: undefined, detail: undefined };
      expect(await store().deliveries({ limit: 2 })).toMatchObject([
        { id: second.id, attempts: 0, attemptLog: [] },
        { id: first.id, attempts: 1, attemptLog: [begun] },
      ]);
      await store().recordDelivery(first.id, { kind: 'delivered', at: T0 + 5, receipt: 'r' });
      expect(await store().takeDeliveries([second.id, first.id, 'nobody'], T0 + 9)).toEqual(
        new Set([second.id]),
      );
      expect(await store().deliveries({ limit: 1 })).toMatchObject([
        { attempts: 1, attemptLog: [{ begunAt: T0 + 9 }] },
      ]);
    });

    it('goes on with an attempt that this process has begun and not made', async () => {
      await put(trigger(T0));
      await store().takeDeliveries([trigger(T0).id], T0 + 9);
      expect(await store().deliveries({ limit: 1 })).toMatchObject([
        { attempts: 1, attemptLog: [{ begunAt: T0 }] },
      ]);
    });

    it('forgets an attempt that was not made after all', async () => {
      const row = trigger(T0);
      await put(row);
      await store().releaseDeliveries([row.id, 'nobody']);
      expect(await store().deliveries({ limit: 1 })).toMatchObject([
        { state: 'pending', attempts: 0, attemptLog: [] },
      ]);
      expect(await due()).toEqual([row.id]);
    });

    it('finds messages by state, receiver, key, incident, signal and name, and leaves repetitions out', async () => {
      const first = sampleRow({ at: T0, dedupKey: 'a', incidentId: 'INC-1' });
      const mail = trigger(T0 + 1, 'b', 'mail');
      const repeated = sampleRow({ at: T0 + 2, dedupKey: 'c', kind: 'refresh' });
      const told = sampleRow({ at: T0 + 2, dedupKey: 'd', kind: 'incident' });
      await put(first, mail, repeated, told);
      await store().recordDelivery(mail.id, { kind: 'failed', at: T0 + 3, error: '400' });
      const ids = async (filter: Omit<DeliveryFilter, 'limit'>) =>
        (await store().deliveries({ ...filter, limit: 10 })).map(({ id }) => id);
      expect(await ids({})).toEqual([told.id, repeated.id, mail.id, first.id]);
      expect(await ids({ refreshes: false })).toEqual([told.id, mail.id, first.id]);
      expect(await ids({ refreshes: false, news: false })).toEqual([mail.id, first.id]);
      expect(await ids({ state: 'failed' })).toEqual([mail.id]);
      expect(await ids({ receiver: 'mail' })).toEqual([mail.id]);
      expect(await ids({ dedupKey: 'a' })).toEqual([first.id]);
      expect(await ids({ incidents: ['INC-1', 'INC-2'] })).toEqual([first.id]);
      expect(await ids({ signalIds: [mail.signal.id] })).toEqual([mail.id]);
      expect(await ids({ state: 'failed', dedupKey: 'a' })).toEqual([]);
      const ref = (await store().delivery(mail.id))?.ref ?? '';
      expect((await store().delivery(ref))?.id).toBe(mail.id);
      expect(await store().delivery('DLV-99')).toBeUndefined();
      expect(await store().delivery('nothing')).toBeUndefined();
    });

    it('makes what was given up due again or puts it aside, and keeps who wanted it', async () => {
      const [again, aside, open] = [trigger(T0, 'a'), trigger(T0, 'b', 'mail'), trigger(T0, 'c')];
      await put(again, aside, open);
      for (const { id } of [again, aside])
        await store().recordDelivery(id, { kind: 'failed', at: T0 + 1, error: '400' });
      expect([...(await store().deadLetters())].sort()).toEqual([
        ['mail', 1],
        ['pagerduty', 1],
      ]);
      const by = { by: 'maria', reason: 'key mended' };
      await store().commit({
        at: T0 + 50,
        deliveryChanges: [
          { id: again.id, action: 'replayed', ...by },
          { id: aside.id, action: 'discarded', ...by },
          { id: open.id, action: 'discarded', ...by },
        ],
      });
      expect((await store().deadLetters()).size).toBe(0);
      expect(await store().dueDeliveries(T0 + 50, 10)).toMatchObject([
        { id: again.id, tryingSince: T0 + 50 },
        { id: open.id },
      ]);
      expect(await store().delivery(aside.id)).toMatchObject({
        state: 'discarded',
        changes: [{ at: T0 + 50, action: 'discarded', ...by }],
      });
      expect(await store().delivery(open.id)).toMatchObject({ state: 'pending', changes: [] });
    });

    it('says who has taken the incident of a message on', async () => {
      const row = sampleRow({ incidentId: 'INC-1' });
      const incidents = [sampleIncident()];
      await store().commit({ at: T0, incidents, outbox: [row] });
      expect(await store().delivery(row.id)).toMatchObject({ acknowledged: undefined });
      const taken = { acknowledgedAt: T0 + 9, acknowledgedBy: 'maria', acknowledgedVia: 'PagerDuty' };
      await store().commit({ at: T0 + 9, incidents: [sampleIncident(taken)] });
      expect(await store().deliveries({ limit: 1 })).toMatchObject([
        { acknowledged: { at: T0 + 9, by: 'maria', via: 'PagerDuty' } },
      ]);
    });

    it('calls nothing acknowledged that calls nobody, or that came later', async () => {
      const kinds = ['resolve', 'acknowledge', 'notice', 'incident'] as const;
      const others = kinds.map((kind) => sampleRow({ incidentId: 'INC-1', kind, id: `signal-${kind}` }));
      const later = { ...sampleRow({ incidentId: 'INC-1', id: 'signal-later' }), createdAt: T0 + 10 };
      const taken = { acknowledgedAt: T0 + 9, acknowledgedBy: 'maria' };
      await store().commit({ at: T0, incidents: [sampleIncident(taken)], outbox: [...others, later] });
      const found = await store().deliveries({ limit: 9 });
      expect(found.map(({ acknowledged }) => acknowledged)).toEqual(Array(5).fill(undefined));
    });

    it('never opens a settled message again', async () => {
      const row = trigger(T0);
      await put(row);
      await store().recordDelivery(row.id, { kind: 'delivered', at: T0 + 1, receipt: 'r-1' });
      await store().recordDelivery(row.id, {
        kind: 'retry',
        at: T0 + 2,
        nextAttemptAt: T0 + 3,
        error: 'late',
      });
      expect(await store().pendingDeliveries()).toBe(0);
      expect(await store().deliveries({ limit: 1 })).toMatchObject([
        { state: 'delivered', attempts: 1, receipt: 'r-1', lastError: undefined },
      ]);
    });
  });
}
