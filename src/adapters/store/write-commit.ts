import { sql, type Transaction } from 'kysely';
import type { Commit, OutboxRow } from '../../engine/ports.js';
import { writeAudit } from './audit.js';
import { INCIDENT_EVENTS, INCIDENTS, PAST_FACTS, SLOTS, STATES } from './bulk-tables.js';
import { writeContactChecks } from './contact-checks.js';
import { writeDeploy } from './deploys.js';
import { writeDeliveryChanges } from './delivery-changes.js';
import { refuseLost } from './fence.js';
import { writeExclusionChanges } from './exclusions.js';
import { writeSeen } from './inbound-seen.js';
import { writePlannedOverrides } from './planned-overrides.js';
import { retryFailed, writeOutbox, writeSent } from './outbox-writes.js';
import type { SqlDialect } from './sql-dialect.js';
import { writeSessions } from './sessions.js';
import { writeTokens } from './tokens.js';
import type { Tables } from './tables.js';
import { takeDeliveries } from './take-deliveries.js';

/**
 * Writes one decision. What is forgotten goes first, so that the same commit can begin anew for those SLOs. Gives back the messages that
 * may be sent once it is committed.
 */
export async function writeCommit(
  trx: Transaction<Tables>,
  change: Commit,
  dialect: SqlDialect,
  owner: string,
): Promise<readonly OutboxRow[]> {
  if (change.fence) await refuseLost(trx, change.fence, change, owner);
  await forget(trx, change.forgetSlos ?? [], dialect);
  for (const part of change.counts ?? []) {
    await dialect.insertMany(trx, SLOTS, part.slots);
    await dialect.insertMany(trx, STATES, part.states);
    // SQLite does its work in this thread: whoever asks something meanwhile gets a turn.
    await new Promise((resolve) => setImmediate(resolve));
  }
  await dialect.insertMany(trx, STATES, change.states ?? []);
  await dialect.insertMany(trx, INCIDENTS, change.incidents ?? []);
  await dialect.insertMany(trx, INCIDENT_EVENTS, change.incidentEvents ?? []);
  await writeSeen(trx, change.inboundSeen ?? []);
  await writeExclusionChanges(trx, change.exclusionChanges ?? []);
  for (const deploy of change.deploys ?? []) await writeDeploy(trx, deploy);
  await dialect.insertMany(trx, PAST_FACTS, change.facts ?? []);
  await writeContactChecks(trx, change.contactChecks ?? []);
  await writePlannedOverrides(trx, change.plannedOverrides ?? []);
  await writeTokens(trx, change.tokens ?? []);
  await writeSessions(trx, change.sessions ?? [], change.endedSessions ?? []);
  await writeAudit(trx, change.audit ?? []);
  // Before the new messages, which must not overtake what is due again.
  await writeDeliveryChanges(trx, change.deliveryChanges ?? [], change.at);
  await retryFailed(trx, change.retrySignals ?? [], change.at);
  await writeSent(trx, change.unrecordedSends ?? [], owner, dialect);
  const ready = await writeOutbox(trx, change.outbox ?? [], dialect);
  const taken = await takeDeliveries(
    trx,
    owner,
    ready.map(({ id }) => id),
    change.at,
  );
  return ready.filter(({ id }) => taken.has(id));
}

async function forget(
  trx: Transaction<Tables>,
  sloIds: readonly string[],
  dialect: SqlDialect,
): Promise<void> {
  if (sloIds.length === 0) return;
  // Slots may lie by time: those of some SLOs are looked for among all, which is done once for however many.
  await sql`delete from slots where slo_id in (${dialect.listed(sloIds)})`.execute(trx);
  await sql`delete from states where key in (${dialect.listed(sloIds)})`.execute(trx);
  await sql`delete from slo_statuses where slo_id in (${dialect.listed(sloIds)})`.execute(trx);
}
