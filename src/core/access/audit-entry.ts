import type { Actor } from './actor.js';
import type { Scope } from './scope.js';

/** Everything that changes something, by the name that the audit log has for it. */
export type AuditAction =
  | 'incident.declare'
  | 'incident.acknowledge'
  | 'incident.severity'
  | 'incident.entry'
  | 'incident.hypothesis'
  | 'incident.mitigate'
  | 'incident.vendor'
  | 'incident.share'
  | 'incident.relate'
  | 'incident.escalate'
  | 'incident.role'
  | 'incident.move'
  | 'incident.close'
  | 'incident.reopen'
  | 'incident.update'
  | 'gate.override'
  | 'oncall.override'
  | 'oncall.withdraw'
  | 'hold.end'
  | 'exclusion.add'
  | 'exclusion.withdraw'
  | 'deploy.record'
  | 'delivery.replay'
  | 'delivery.discard'
  | 'receiver.test'
  | 'contact.test'
  | 'contact.verify'
  | 'last-resort.page'
  | 'reload'
  | 'store.backup'
  | 'token.create'
  | 'token.rotate'
  | 'token.revoke'
  | 'login'
  | 'logout';

/** One line of the audit log: who (and for whom) did what to what, when (epoch ms), and what became of it. */
export interface AuditEntry {
  readonly at: number;
  readonly who: string;
  readonly kind: Actor['kind'];
  readonly scope: Scope;
  readonly onBehalfOf: string | undefined;
  readonly action: AuditAction;
  /** What was changed, such as an incident's id; empty for the daemon as a whole. */
  readonly target: string;
  /** `unchanged`: it was so already. */
  readonly outcome: 'done' | 'unchanged' | 'refused';
  /** Why it was refused, or where more of it is told. */
  readonly detail: string | undefined;
  readonly requestId: string | undefined;
}

/** What is done to what. */
export type Act = Pick<AuditEntry, 'action' | 'target'>;

/** What became of it. */
export type AuditOutcome = Pick<AuditEntry, 'outcome'> & Partial<Pick<AuditEntry, 'detail'>>;

/** The line for something that somebody did at an instant. */
export function auditEntry(
  { name: who, kind, scope, onBehalfOf, requestId }: Actor,
  { action, target }: Act,
  at: number,
  { outcome, detail }: AuditOutcome = { outcome: 'done' },
): AuditEntry {
  return { at, who, kind, scope, onBehalfOf, action, target, outcome, detail, requestId };
}
