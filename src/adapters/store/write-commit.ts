import { sql, type Transaction } from 'kysely';
import type { Commit, OutboxRow } from '../../engine/ports.js';
import { writeAudit } from './audit.js';
import type { BulkWriter } from './bulk-writer.js';
import { chunks } from './chunks.js';
import { writeDeploy } from './deploys.js';
import { writeExclusionChanges } from './exclusions.js';
import type { Tables } from './tables.js';
import { takeDeliveries } from './take-deliveries.js';

/**
 * Writes one decision. What is forgotten goes first, so that the same commit can begin anew for those SLOs. Gives back the messages that
 * may be sent once it is committed.
 */
export async function writeCommit(
  trx: Transaction<Tables>,
  change: Commit,
  bulk: BulkWriter,
  owner: string,
): Promise<readonly OutboxRow[]> {
  await forget(trx, change.forgetSlos ?? []);
  for (const part of change.counts ?? []) {
    bulk.slots(part.slots);
    bulk.states(part.states);
    // SQLite does its work in this thread: whoever asks something meanwhile gets a turn.
    await new Promise((resolve) => setImmediate(resolve));
  }
  bulk.states(change.states ?? []);
  bulk.incidents(change.incidents ?? []);
  bulk.incidentEvents(change.incidentEvents ?? []);
  await writeExclusionChanges(trx, change.exclusionChanges ?? []);
  for (const deploy of change.deploys ?? []) await writeDeploy(trx, deploy);
  await writeAudit(trx, change.audit ?? []);
  // Before the new messages, which must not overtake what is due again.
  await retryFailed(trx, change.retrySignals ?? [], change.at);
  const ready = bulk.outbox(change.outbox ?? []);
  const taken = await takeDeliveries(
    trx,
    owner,
    ready.map(({ id }) => id),
    change.at,
  );
  return ready.filter(({ id }) => taken.has(id));
}

async function retryFailed(
  trx: Transaction<Tables>,
  signalIds: readonly string[],
  at: number,
): Promise<void> {
  for (const ids of chunks(signalIds)) {
    await trx
      .updateTable('outbox')
      .set({ state: 'pending', next_attempt_at: at, trying_since: at })
      .where('state', '=', 'failed')
      .where('signal_id', 'in', ids)
      .execute();
  }
}

async function forget(trx: Transaction<Tables>, sloIds: readonly string[]): Promise<void> {
  if (sloIds.length === 0) return;
  // Slots lie by time: those of some SLOs are looked for among all, which is done once for however many.
  const ids = JSON.stringify(sloIds);
  await sql`delete from slots where slo_id in (select value from json_each(${ids}))`.execute(trx);
  await sql`delete from states where key in (select value from json_each(${ids}))`.execute(trx);
}
