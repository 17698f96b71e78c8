import { alertGoesOn } from './alert-goes-on.js';
import type { Incident } from './incident.js';
import { type Asked, nextHypothesis, nextVendor, reopening } from './next-detail.js';
import type { IncidentPhase } from './phases.js';
import { ROLES } from './phases.js';
import type { OtherRollback } from './other-rollback.js';
import type { IncidentPolicy } from './policy.js';
import { needsFullCrew } from './roles.js';
import { mayBecome } from './transitions.js';

/** What somebody whose command was refused may type next; undefined where it depends on what he wants. */
export function nextCommand(
  incident: Incident,
  command: Asked,
  policy: IncidentPolicy,
  at: number,
): string | undefined {
  const { id, phase, mergedInto } = incident;
  const type = (rest: string) => `firebreak incident ${rest}`;
  if (mergedInto !== undefined) return type(`show ${mergedInto}`);
  switch (command.kind) {
    case 'close':
      return isOver(phase) ? undefined : type(`resolve ${id}`);
    case 'reopen':
      return isOver(phase) ? reopening(incident, at) : type(`show ${id}`);
    case 'set-severity':
      return isOver(phase) ? reopening(incident, at) : type(`severity ${id} SEVERITY --reason "…"`);
    case 'move':
      return nextMove(incident, command, policy, at);
    case 'state-hypothesis':
    case 'confirm-hypothesis':
    case 'rule-out-hypothesis':
    case 'extend-hypothesis':
      if (isOver(phase)) return reopening(incident, at);
      return incident.inHandAt === undefined
        ? begin(incident, policy)
        : type(nextHypothesis(incident, command));
    case 'open-vendor-case':
      return isOver(phase) ? reopening(incident, at) : type(nextVendor(incident, command));
    case 'record-vendor-answer':
    case 'close-vendor-case':
      return type(nextVendor(incident, command));
    case 'share':
    case 'unshare':
    case 'star':
    case 'unstar':
      return type(`show ${id}`);
    case 'make-share-link':
    case 'revoke-share-link':
      return type(`share-link ${id} --for WHOM`);
    case 'add-entry':
      return type(`note ${id} "…"`);
    case 'assign-role':
      return isOver(phase) ? reopening(incident, at) : type(`role ${id} ${command.role ?? 'ROLE'} NAME`);
    case 'release-role':
    case 'report':
    case 'escalate':
    case 'mitigate':
      return isOver(phase) ? reopening(incident, at) : undefined;
    case 'roll-back':
      return isOver(phase) ? reopening(incident, at) : type(nextRollback(incident, command.elsewhere));
    default:
      return undefined;
  }
}

function nextMove(
  incident: Incident,
  { to, openChildren }: Asked,
  policy: IncidentPolicy,
  at: number,
): string {
  const { id, phase } = incident;
  if (phase === 'resolved') return `firebreak incident close ${id} real --reason "…"`;
  if (phase === 'closed') return reopening(incident, at);
  if (to === 'resolved') return nextResolve(incident, openChildren);
  if (phase === to) return `firebreak incident show ${id}`;
  if (phase === 'declared' || phase === 'acknowledged') return begin(incident, policy);
  const missing = openRole(incident, policy);
  if (missing !== undefined) return `firebreak incident role ${id} ${missing} NAME`;
  if (to === 'monitoring') return `firebreak incident mitigate ${id} rollback "what is done"`;
  return mayBecome(phase, to)
    ? `firebreak incident phase ${id} ${to} --text "…"`
    : `firebreak incident show ${id}`;
}

/** Recovery is watched first, where it may be; what nobody has begun with is over by a person's word. */
function nextResolve(incident: Incident, [part]: readonly string[] = []): string {
  const { id, phase } = incident;
  if (phase === 'monitoring' && part !== undefined) return `firebreak incident resolve ${part}`;
  const ended = !alertGoesOn(incident);
  const inWork = phase === 'investigating' || phase === 'identified';
  if (phase === 'mitigating' || (inWork && ended)) return `firebreak incident phase ${id} monitoring`;
  return inWork
    ? `firebreak incident mitigate ${id} rollback "what is done"`
    : `firebreak incident resolve ${id} --override "why it is over"`;
}

/** By hand where no hook can, once more where one has, and what became of it while that is open. */
function nextRollback({ id, mitigations }: Incident, elsewhere: OtherRollback | undefined): string {
  const own = mitigations.findLast(({ rollback }) => rollback !== undefined);
  const asked = own && own.rollback?.outcome !== 'failed' ? own : elsewhere?.asked;
  switch (asked?.rollback?.outcome) {
    case 'asked':
      return `show ${asked === own ? id : (elsewhere?.incident ?? id)}`;
    case 'taken':
    case 'unknown':
      return `rollback ${id} --again --reason "…"`;
    case 'failed':
    case undefined:
      return `mitigate ${id} rollback "what is done"`;
  }
}

/** The next step towards `investigating`. */
function begin(incident: Incident, policy: IncidentPolicy): string {
  const { id, phase } = incident;
  if (phase === 'declared') return `firebreak ack ${id} --by NAME`;
  const missing = openRole(incident, policy);
  return missing === undefined
    ? `firebreak incident phase ${id} investigating`
    : `firebreak incident role ${id} ${missing} NAME`;
}

function openRole(incident: Incident, policy: IncidentPolicy): string | undefined {
  const wanted = needsFullCrew(incident, policy) ? ROLES : (['commander'] as const);
  return wanted.find((role) => incident.roles[role] === undefined);
}

function isOver(phase: IncidentPhase): boolean {
  return phase === 'resolved' || phase === 'closed';
}
