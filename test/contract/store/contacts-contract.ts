import { describe, expect, it } from 'vitest';
import { CONTACT_TEST_KEYS } from '../../../src/core/delivery/contact-test-signal.js';
import type { ContactCheck } from '../../../src/core/oncall/contact-check.js';
import type { Store } from '../../../src/engine/ports.js';
import { allBefore, sampleRow, T0 } from '../../support/store-samples.js';

const check = (digest: string, revision: number, wrong = 0): ContactCheck => ({
  digest,
  person: 'alice',
  receiver: 'mail',
  revision,
  test: {
    at: T0,
    by: 'maria “x”',
    messageId: 'm',
    codeDigest: 'c',
    expiresAt: T0 + 600_000,
    wrong,
    endedAt: undefined,
  },
  sentAt: [T0 - 5, T0],
  verified: revision > 2 ? { at: T0 + 1, by: 'maria', testedAt: T0, receipt: 'r' } : undefined,
});

/** What tests of contacts need of a store. */
export function contactsContract(store: () => Store): void {
  const write = (...contactChecks: ContactCheck[]) => store().commit({ at: T0, contactChecks });

  describe('what is known of contacts', () => {
    it('is there as it was written last, whatever grows old', async () => {
      await write(check('a', 1), check('b', 1));
      await write(check('a', 2, 4));
      await write(check('a', 3));
      await store().prune(allBefore(T0 + 1e12));
      expect(await store().contactChecks()).toEqual([check('a', 3), check('b', 1)]);
    });

    it('changes for one of two who change it at once, and the other’s commit leaves nothing behind', async () => {
      await write(check('a', 1));
      await expect(write(check('a', 1))).rejects.toMatchObject({ code: 'conflict' });
      await write(check('a', 2, 1));
      const outbox = [sampleRow({ at: T0, dedupKey: 'k' }, 'mail')];
      await expect(
        store().commit({ at: T0, contactChecks: [check('b', 1), check('a', 2, 2)], outbox }),
      ).rejects.toMatchObject({ code: 'conflict' });
      await expect(write(check('c', 2))).rejects.toMatchObject({ code: 'conflict' });
      expect(await store().contactChecks()).toEqual([check('a', 2, 1)]);
      expect(await store().deliveries({ limit: 9 })).toEqual([]);
    });
  });

  it('sees no trouble of a receiver in a test of a contact, and no health either', async () => {
    const stuck = async () => (await store().stuckReceivers(T0 + 1)).map(({ because }) => because);
    const test = sampleRow({ at: T0, dedupKey: `${CONTACT_TEST_KEYS}a/1` }, 'mail');
    await store().commit({ at: T0, outbox: [test] });
    expect(await stuck()).toEqual([]);
    await store().recordDelivery(test.id, { kind: 'failed', at: T0 + 1, error: '550' });
    expect(await stuck()).toEqual([]);
    const page = sampleRow({ at: T0 + 2, dedupKey: 'k' }, 'mail');
    const next = sampleRow({ at: T0 + 3, dedupKey: `${CONTACT_TEST_KEYS}a/2` }, 'mail');
    await store().commit({ at: T0, outbox: [page, next] });
    await store().recordDelivery(page.id, { kind: 'failed', at: T0 + 4, error: '550' });
    await store().recordDelivery(next.id, { kind: 'delivered', at: T0 + 5, receipt: 'r' });
    expect(await stuck()).toEqual(['failed']);
  });
}
