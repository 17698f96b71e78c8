import type { MakeEvent } from './decide-severity.js';
import { decideFinding, type FindingCommand } from './findings.js';
import { decideHypothesis, type HypothesisCommand } from './hypotheses.js';
import type { Incident, IncidentEvent } from './incident.js';
import { decideMitigation, type MitigationCommand } from './mitigations.js';
import type { IncidentPolicy } from './policy.js';
import { decideRollback, type RollbackCommand } from './rollback.js';
import { decideSharing, type SharingCommand } from './sharing.js';
import { decideVendor, type VendorCommand } from './vendor-cases.js';

/** What people do about an incident, rather than with it. */
export type WorkCommand =
  | HypothesisCommand
  | FindingCommand
  | MitigationCommand
  | RollbackCommand
  | VendorCommand
  | SharingCommand;

const KINDS: Readonly<Record<WorkCommand['kind'], true>> = {
  'state-hypothesis': true,
  'confirm-hypothesis': true,
  'rule-out-hypothesis': true,
  'extend-hypothesis': true,
  'record-finding': true,
  'record-decision': true,
  star: true,
  unstar: true,
  mitigate: true,
  'roll-back': true,
  'settle-rollback': true,
  share: true,
  unshare: true,
  'make-share-link': true,
  'revoke-share-link': true,
  'open-vendor-case': true,
  'record-vendor-answer': true,
  'close-vendor-case': true,
};

export function isWork(command: { readonly kind: string }): command is WorkCommand {
  return command.kind in KINDS;
}

/** Decides what work does to an incident. */
export function decideWork(
  incident: Incident,
  command: WorkCommand,
  at: number,
  policy: IncidentPolicy,
  event: MakeEvent,
): IncidentEvent | { readonly rejected: string } | undefined {
  switch (command.kind) {
    case 'state-hypothesis':
    case 'confirm-hypothesis':
    case 'rule-out-hypothesis':
    case 'extend-hypothesis':
      return decideHypothesis(incident, command, event);
    case 'record-finding':
    case 'record-decision':
    case 'star':
    case 'unstar':
      return decideFinding(incident, command, event);
    case 'mitigate':
      return decideMitigation(incident, command, at, policy, event);
    case 'roll-back':
    case 'settle-rollback':
      return decideRollback(incident, command, at, policy, event);
    case 'share':
    case 'unshare':
    case 'make-share-link':
    case 'revoke-share-link':
      return decideSharing(incident, command, at, event);
    case 'open-vendor-case':
    case 'record-vendor-answer':
    case 'close-vendor-case':
      return decideVendor(incident, command, at, event);
  }
}
