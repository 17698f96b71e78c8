import type { Kysely } from 'kysely';
import type { DeliveryRecord, Store } from '../../engine/ports.js';
import type { BulkWriter } from './bulk-writer.js';
import { GroupedWrites } from './grouped-writes.js';
import { readAudit } from './audit.js';
import { readDeploys } from './deploys.js';
import { readExclusionChanges } from './exclusions.js';
import { findIncident, findIncidents, readTimeline } from './incidents.js';
import { loadState } from './load-state.js';
import { countPending, readDeliveries, readDue, readNextDue } from './outbox.js';
import { prune } from './prune.js';
import type { Tables } from './tables.js';
import { writeCommit } from './write-commit.js';

/**
 * The store over a database whose schema is up to date. It owns the connection and closes it.
 * @param bulk writes on that same connection
 */
export function sqlStore(db: Kysely<Tables>, bulk: BulkWriter): Store {
  const attempts = new GroupedWrites<[id: string, record: DeliveryRecord]>((group) =>
    db.transaction().execute(() => {
      for (const [id, record] of group) bulk.attempt(id, record);
      return Promise.resolve();
    }),
  );
  return {
    load: () => db.transaction().execute(loadState),
    commit: (change) => db.transaction().execute((trx) => writeCommit(trx, change, bulk)),

    dueDeliveries: (now, limit) => readDue(db, now, limit),
    recordDelivery: (id, record) => attempts.add([id, record]),
    nextDeliveryAt: () => readNextDue(db),
    pendingDeliveries: () => countPending(db),
    deliveries: (limit) => readDeliveries(db, limit),

    incidents: (filter) => findIncidents(db, filter),
    incident: (id) => findIncident(db, id),
    timeline: (incidentId) => readTimeline(db, incidentId),

    exclusionChanges: (limit) => readExclusionChanges(db, limit),

    audit: (limit) => readAudit(db, limit),

    lastDeploys: () => readDeploys(db),

    prune: (before, slotHorizons) => db.transaction().execute((trx) => prune(trx, before, slotHorizons)),
    close: () => db.destroy(),
  };
}
