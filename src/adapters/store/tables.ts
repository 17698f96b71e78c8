import type { Generated } from 'kysely';
import type { Scope } from '../../core/access/scope.js';
import type { AuditEntry } from '../../core/access/audit-entry.js';
import type { ExclusionChange } from '../../core/exclusions/changes.js';
import type { PlannedOverrideChange } from '../../core/oncall/planned-override.js';
import type { PastFact } from '../../core/slo-history/past-fact.js';
import type { StateRecord } from '../../engine/ports.js';
import type { AttemptStatus, DeliveryStatus } from '../../engine/read-models.js';

/** The tables as the newest migration leaves them. Times are epoch ms; columns named `…_json` hold JSON text. */
export interface Tables {
  readonly slots: SlotsTable;
  readonly states: StatesTable;
  readonly incidents: IncidentsTable;
  readonly incident_events: IncidentEventsTable;
  readonly outbox: OutboxTable;
  readonly delivery_attempts: DeliveryAttemptsTable;
  readonly delivery_changes: DeliveryChangesTable;
  readonly deploys: DeploysTable;
  readonly past_facts: PastFactsTable;
  readonly inbound_seen: InboundSeenTable;
  readonly exclusion_changes: ExclusionChangesTable;
  readonly replica_leases: ReplicaLeasesTable;
  readonly slo_statuses: SloStatusesTable;
  readonly audit: AuditTable;
  readonly tokens: TokensTable;
  readonly sessions: SessionsTable;
  readonly contact_checks: ContactChecksTable;
  readonly planned_override_changes: PlannedOverrideChangesTable;
}

interface SlotsTable {
  slo_id: string;
  level: number;
  start: number;
  bad: number;
  total: number;
  known_ms: number;
}

interface StatesTable {
  kind: StateRecord['kind'];
  key: string;
  value_json: string;
}

/** The incident itself is `incident_json`; the other columns are copies of what is searched by. */
interface IncidentsTable {
  id: string;
  /** The n of INC-n; 0 for an id of another form. */
  number: number;
  service: string;
  status: string;
  opened_at: number;
  incident_json: string;
}

interface IncidentEventsTable {
  incident_id: string;
  seq: number;
  at: number;
  kind: string;
  by: string;
  text: string;
  data_json: string;
}

interface OutboxTable {
  /** Grows with every insert: the order in which messages were decided, whatever the clock did meanwhile. */
  seq: Generated<number>;
  id: string;
  receiver: string;
  dedup_key: string;
  signal_id: string;
  slo_id: string;
  incident_id: string | null;
  kind: DeliveryStatus['kind'];
  signal_json: string;
  created_at: number;
  state: DeliveryStatus['state'];
  attempts: number;
  /** Null once the row is no longer pending. */
  next_attempt_at: number | null;
  delivered_at: number | null;
  receipt: string | null;
  last_error: string | null;
  /** The process that sends it, and until when no other does. */
  leased_by: string | null;
  leased_until: number | null;
  accepted_at: number | null;
  /** Set while the proof of what the provider has accepted is awaited. */
  accepted_receipt: string | null;
  /** When it was last handed in again; null for since it was decided. */
  trying_since: number | null;
}

interface DeliveryAttemptsTable {
  seq: Generated<number>;
  delivery_id: string;
  begun_by: string;
  begun_at: number;
  /** Null while it is under way, and for ever when its process ended meanwhile and nobody has sent the message since. */
  ended_at: number | null;
  outcome: AttemptStatus['outcome'] | null;
  detail: string | null;
}

/** Append-only. */
interface DeliveryChangesTable {
  seq: Generated<number>;
  delivery_id: string;
  at: number;
  action: 'replayed' | 'discarded';
  by: string;
  reason: string;
}

interface ExclusionChangesTable {
  seq: Generated<number>;
  at: number;
  action: ExclusionChange['action'];
  by: string;
  reason: string;
  exclusion_json: string;
}

interface AuditTable {
  seq: Generated<number>;
  at: number;
  who: string;
  kind: AuditEntry['kind'];
  scope: Scope;
  on_behalf_of: string | null;
  action: AuditEntry['action'];
  target: string;
  outcome: AuditEntry['outcome'];
  detail: string | null;
  request_id: string | null;
}

/** Digests stand in the place of secrets. */
interface TokensTable {
  id: string;
  name: string;
  scope: Scope;
  digest: string;
  previous_digest: string | null;
  previous_until: number | null;
  created_at: number;
  created_by: string;
  expires_at: number | null;
  revoked_at: number | null;
  last_used_at: number | null;
}

/** By the digest of the browser's cookie. */
interface SessionsTable {
  digest: string;
  name: string;
  scope: Scope;
  begun_at: number;
  last_seen_at: number;
}

/** By the digest of person, receiver and address; the check itself is `check_json`. */
interface ContactChecksTable {
  digest: string;
  revision: number;
  check_json: string;
}

/** Append-only. */
interface PlannedOverrideChangesTable {
  seq: Generated<number>;
  schedule: string;
  number: number;
  kind: PlannedOverrideChange['kind'];
  override_json: string;
}

interface InboundSeenTable {
  source: string;
  id: string;
  at: number;
}

interface DeploysTable {
  service: string;
  version: string;
  at: number;
  url: string | null;
}

/** Append-only. */
interface PastFactsTable {
  /** An SLO's id, or a service. */
  subject: string;
  at: number;
  kind: PastFact['kind'];
  detail: string;
  fact_json: string;
}

interface ReplicaLeasesTable {
  bucket: number;
  owner: string;
  token: number;
  until: number;
}

interface SloStatusesTable {
  slo_id: string;
  at: number;
  status_json: string;
}
