import type { Kysely } from 'kysely';
import type { AuditEntry } from '../../core/access/audit-entry.js';
import type { Tables } from './tables.js';

/** Adds to the log, which is never rewritten. */
export async function writeAudit(db: Kysely<Tables>, entries: readonly AuditEntry[]): Promise<void> {
  for (const { onBehalfOf, requestId, detail, ...entry } of entries) {
    const values = {
      ...entry,
      on_behalf_of: onBehalfOf ?? null,
      detail: detail ?? null,
      request_id: requestId ?? null,
    };
    await db.insertInto('audit').values(values).execute();
  }
}

/** So many of the newest lines, newest first. */
export async function readAudit(db: Kysely<Tables>, newest: number): Promise<readonly AuditEntry[]> {
  const rows = await db.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(newest).execute();
  return rows.map(({ seq: _seq, on_behalf_of, request_id, detail, ...entry }) => ({
    ...entry,
    onBehalfOf: on_behalf_of ?? undefined,
    detail: detail ?? undefined,
    requestId: request_id ?? undefined,
  }));
}
