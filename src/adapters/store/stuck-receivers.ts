import type { Kysely } from 'kysely';
import { CONTACT_TEST_KEYS } from '../../core/delivery/contact-test-signal.js';
import type { StuckReceiver } from '../../core/heartbeat/decide-heartbeat.js';
import type { Tables } from './tables.js';

/** What fails of these is made up for by the next, or wakes nobody. */
const REPEATED = ['refresh', 'canary', 'deploy'] as const;
/** A wrong address of one person is told with the contacts, and is no trouble of the receiver. */
const CONTACT_TESTS = `${CONTACT_TEST_KEYS}%`;

/** The receivers that messages do not reach; each at most once for each reason. */
export async function readStuckReceivers(
  db: Kysely<Tables>,
  overdueSince: number,
): Promise<readonly StuckReceiver[]> {
  const failed = await ofReceivers(db)
    .select(({ fn }) => fn.max('seq').as('seq'))
    .where('state', '=', 'failed')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox as newer')
            .select('newer.seq')
            .whereRef('newer.receiver', '=', 'outbox.receiver')
            .whereRef('newer.seq', '>', 'outbox.seq')
            .where('newer.state', 'in', ['delivered', 'discarded'])
            .where('newer.kind', 'not in', REPEATED)
            .where('newer.dedup_key', 'not like', CONTACT_TESTS),
        ),
      ),
    )
    .execute();
  const overdue = await ofReceivers(db)
    .select(({ fn }) => fn.min('seq').as('seq'))
    .where('state', '=', 'pending')
    .where(({ fn }) => fn.coalesce('trying_since', 'created_at'), '<', overdueSince)
    .execute();
  const stuck =
    (because: StuckReceiver['because']) =>
    ({ receiver, seq }: { receiver: string; seq: number }) => ({ receiver, because, ref: `DLV-${seq}` });
  return [...failed.map(stuck('failed')), ...overdue.map(stuck('overdue'))];
}

function ofReceivers(db: Kysely<Tables>) {
  return db
    .selectFrom('outbox')
    .select('receiver')
    .where('kind', 'not in', REPEATED)
    .where('dedup_key', 'not like', CONTACT_TESTS)
    .groupBy('receiver');
}
