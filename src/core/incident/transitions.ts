import { DAY, formatDuration } from '../time/duration.js';
import { alertGoesOn } from './alert-goes-on.js';
import type { Incident } from './incident.js';
import type { IncidentPhase } from './phases.js';
import type { IncidentPolicy } from './policy.js';
import { recoveryMissing, type RecoveryNow } from './recovery.js';
import { rolesMissing } from './roles.js';

/** What somebody says when he moves an incident on. */
interface MoveRequest {
  readonly by: string;
  /** Why, or what: the cause that was found, what is being done against it. */
  readonly text: string;
  /** Why it is to be resolved although recovery is not proven. */
  readonly override?: string | undefined;
  /** Its parts that are not resolved. */
  readonly openChildren?: readonly string[] | undefined;
  /** What the SLI shows at this instant. */
  readonly recoveryNow?: RecoveryNow | undefined;
}

/** Gives the reason why not; undefined lets it pass. */
type Guard = (
  incident: Incident,
  request: MoveRequest,
  at: number,
  policy: IncidentPolicy,
) => string | undefined;

/** How long after its end an incident may be opened again; later it is another one. */
const REOPEN_WITHIN = 7 * DAY;

const rolesSet: Guard = (incident, _request, _at, policy) => rolesMissing(incident, policy);

const saysCause: Guard = (_, { text }) => (text.trim() === '' ? 'say what the cause is' : undefined);

const saysWhat: Guard = (_, { text }) => (text.trim() === '' ? 'say what is done against it' : undefined);

const saysWhy: Guard = (_, { text }) => (text.trim() === '' ? 'say why it goes back' : undefined);

const alertEnded: Guard = (incident) =>
  alertGoesOn(incident) ? 'its alert has not ended, and nothing was done against it yet' : undefined;

const recovered: Guard = (incident, { override, openChildren = [], recoveryNow }, at, policy) => {
  if (override !== undefined) return override.trim() === '' ? 'say why it is overridden' : undefined;
  if (openChildren.length > 0)
    return `its parts are not resolved: ${openChildren.join(', ')}; an override needs a reason`;
  const missing = recoveryMissing(incident, at, policy, recoveryNow);
  return missing === undefined ? undefined : `recovery is not proven: ${missing}; an override needs a reason`;
};

const overridden: Guard = (incident, request, at, policy) =>
  request.override === undefined
    ? `it is ${incident.phase}: watch its recovery first, or override with a reason`
    : recovered(incident, request, at, policy);

/**
 * Where people may move an incident from where it is, and what has to be so. Acknowledging, closing and opening again are commands
 * of their own; the engine moves it to `monitoring` when its alert ends, and back when it returns.
 */
const MOVES: Readonly<Record<IncidentPhase, Readonly<Partial<Record<IncidentPhase, readonly Guard[]>>>>> = {
  declared: { resolved: [overridden] },
  acknowledged: { investigating: [rolesSet], resolved: [overridden] },
  investigating: {
    identified: [saysCause],
    mitigating: [saysWhat],
    monitoring: [alertEnded],
    resolved: [overridden],
  },
  identified: {
    investigating: [saysWhy],
    mitigating: [saysWhat],
    monitoring: [alertEnded],
    resolved: [overridden],
  },
  mitigating: {
    investigating: [saysWhy],
    identified: [saysCause],
    monitoring: [],
    resolved: [overridden],
  },
  monitoring: {
    investigating: [rolesSet, saysWhy],
    identified: [rolesSet, saysCause],
    mitigating: [rolesSet, saysWhat],
    resolved: [recovered],
  },
  resolved: {},
  closed: {},
};

/** Whether people may move an incident of one phase to another at all, whatever else has to be so. */
export function mayBecome(phase: IncidentPhase, to: string | undefined): to is IncidentPhase {
  return to !== undefined && Object.hasOwn(MOVES[phase], to);
}

/** Why an incident cannot be moved there; undefined when it can. */
export function refuseMove(
  incident: Incident,
  to: IncidentPhase,
  request: MoveRequest,
  at: number,
  policy: IncidentPolicy,
): string | undefined {
  const { id, phase } = incident;
  if (phase === to) return `${id} is ${phase} already`;
  const guards = MOVES[phase][to];
  if (!guards) return `${id} is ${phase}: ${nextSteps(phase, mayReopen(incident, at))}`;
  for (const guard of guards) {
    const reason = guard(incident, request, at, policy);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function nextSteps(phase: IncidentPhase, again: boolean): string {
  switch (phase) {
    case 'declared':
      return 'acknowledge it first';
    case 'resolved':
      return `close it with a verdict${again ? ', or open it again with a reason' : ''}`;
    case 'closed':
      return again ? 'open it again with a reason' : 'declare another one';
    case 'acknowledged':
    case 'investigating':
    case 'identified':
    case 'mitigating':
    case 'monitoring':
      return `from there it becomes ${Object.keys(MOVES[phase]).join(' or ')}`;
  }
}

/** Why an incident cannot be opened again; undefined when it can. */
export function refuseReopen(
  { id, phase, resolvedAt }: Incident,
  reason: string,
  at: number,
): string | undefined {
  if (phase !== 'resolved' && phase !== 'closed') return `${id} is open`;
  if (reason.trim() === '') return 'say why it is opened again';
  return mayReopen({ resolvedAt }, at)
    ? undefined
    : `${id} was resolved over ${formatDuration(REOPEN_WITHIN)} ago: declare another one`;
}

/** Whether what is over may be opened again at all, by its age. */
export function mayReopen({ resolvedAt }: Pick<Incident, 'resolvedAt'>, at: number): boolean {
  return resolvedAt === undefined || at - resolvedAt <= REOPEN_WITHIN;
}
