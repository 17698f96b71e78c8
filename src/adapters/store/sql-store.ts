import type { Kysely } from 'kysely';
import type { DeliveryRecord, Store } from '../../engine/ports.js';
import { GroupedWrites } from './grouped-writes.js';
import { readAudit } from './audit.js';
import { readContactChecks } from './contact-checks.js';
import { readDeploys } from './deploys.js';
import { readExclusionChanges } from './exclusions.js';
import { wasSeen } from './inbound-seen.js';
import { readGateOverrides } from './gate-overrides.js';
import {
  findIncident,
  findIncidents,
  findIncidentsById,
  incidentOfKey,
  readEventsOf,
  readTimeline,
} from './incidents.js';
import { readPlannedOverrides } from './planned-overrides.js';
import { loadState } from './load-state.js';
import { countDeadLetters, readDeliveries, readDelivery, readReceipt } from './deliveries.js';
import { countPending, readDue, readNextDue } from './outbox.js';
import { readPastFacts } from './past-facts.js';
import { prune } from './prune.js';
import { recordDelivery } from './record-delivery.js';
import type { SqlDialect } from './sql-dialect.js';
import { readStuckReceivers } from './stuck-receivers.js';
import { writeProof } from './write-proof.js';
import { readSloState } from './slo-state.js';
import { findSession, writeSessionUse } from './sessions.js';
import { readTokens, writeTokenUse } from './tokens.js';
import type { Tables } from './tables.js';
import { releaseDeliveries, renewDeliveries, takeDeliveries } from './take-deliveries.js';
import { writeCommit } from './write-commit.js';

/**
 * The store over a database whose schema is up to date. It owns the connection and closes it.
 * @param owner what this process calls itself where it takes messages
 */
export function sqlStore(db: Kysely<Tables>, dialect: SqlDialect, owner: string): Store {
  const attempts = new GroupedWrites<[id: string, record: DeliveryRecord]>((group) =>
    dialect.write(db, async (trx) => {
      for (const [id, record] of group) await recordDelivery(trx, id, record);
    }),
  );
  return {
    load: (has) => dialect.read(db, (trx) => loadState(trx, dialect, has)),
    sloState: (id, slots) => readSloState(db, id, slots),
    commit: (change) => dialect.write(db, (trx) => writeCommit(trx, change, dialect, owner)),

    dueDeliveries: (now, limit) => readDue(db, owner, now, limit),
    takeDeliveries: (ids, at) => dialect.write(db, (trx) => takeDeliveries(trx, owner, ids, at)),
    releaseDeliveries: (ids) => dialect.write(db, (trx) => releaseDeliveries(trx, owner, ids)),
    renewDeliveries: (at) => renewDeliveries(db, owner, at),
    recordDelivery: (id, record) => attempts.add([id, record]),
    nextDeliveryAt: () => readNextDue(db, owner),
    receiptOf: (id) => readReceipt(db, id),
    pendingDeliveries: () => countPending(db),
    deliveries: (filter) => readDeliveries(db, filter),
    delivery: (name) => readDelivery(db, name),
    deadLetters: () => countDeadLetters(db),
    stuckReceivers: (overdueSince) => readStuckReceivers(db, overdueSince),

    incidents: (filter) => findIncidents(db, filter),
    incident: (id) => findIncident(db, id),
    incidentsById: (ids) => findIncidentsById(db, ids),
    timeline: (incidentId) => readTimeline(db, incidentId),
    eventsOf: (incidentIds, kind) => readEventsOf(db, incidentIds, kind),

    incidentOfKey: (dedupKey, at) => incidentOfKey(db, dedupKey, at),
    wasSeen: (source, id) => wasSeen(db, source, id),

    exclusionChanges: (limit) => readExclusionChanges(db, limit),

    tokens: () => readTokens(db),
    noteTokenUse: (id, at) => writeTokenUse(db, id, at),
    session: (digest) => findSession(db, digest),
    noteSessionUse: (digest, at) => writeSessionUse(db, digest, at),
    audit: (limit) => readAudit(db, limit),

    contactChecks: () => readContactChecks(db),
    gateOverrides: () => readGateOverrides(db),
    plannedOverrides: () => readPlannedOverrides(db),
    lastDeploys: () => readDeploys(db),
    pastFacts: (asked) => readPastFacts(db, asked),

    proveWritable: (at) => dialect.write(db, (trx) => writeProof(trx, at)),
    prune: (horizons) => dialect.write(db, (trx) => prune(trx, horizons)),
    backup: () => dialect.backup(db),
    close: () => db.destroy(),
  };
}
