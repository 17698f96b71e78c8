import { decideSeverity, type MakeEvent, type SeverityCommand } from './decide-severity.js';
import { decideWork, isWork, type WorkCommand } from './decide-work.js';
import type { Incident, IncidentEvent, IncidentEventKind } from './incident.js';
import { type IncidentPhase, type IncidentRole, type IncidentVerdict, statusOf } from './phases.js';
import type { Audience } from './audiences.js';
import type { IncidentPolicy } from './policy.js';
import type { RecoveryNow } from './recovery.js';
import { holdsAnother, needsFullCrew } from './roles.js';
import { refuseStale } from './draft-version.js';
import { type UpdateReach, updateSent } from './update-sent.js';
import { refuseMove, refuseReopen } from './transitions.js';

/** What people do with an incident; each is done by somebody. */
export type PeopleCommand =
  | { readonly kind: 'assign-role'; readonly role: IncidentRole; readonly to: string; readonly by: string }
  | { readonly kind: 'release-role'; readonly role: IncidentRole; readonly by: string }
  | {
      readonly kind: 'move';
      readonly to: IncidentPhase;
      readonly by: string;
      readonly text: string;
      readonly override?: string | undefined;
      /** Its parts that are not resolved, as the engine knows. */
      readonly openChildren?: readonly string[] | undefined;
      /** What its SLI shows at this instant, as the engine knows. */
      readonly recoveryNow?: RecoveryNow | undefined;
    }
  | {
      readonly kind: 'close';
      readonly verdict: IncidentVerdict;
      readonly reason: string;
      readonly by: string;
    }
  /** The next step is wanted at once, whoever has answered. */
  | { readonly kind: 'escalate'; readonly reason: string; readonly by: string }
  /** An audience is told; the text is what was approved. */
  | {
      readonly kind: 'send-update';
      readonly audience: Audience;
      readonly text: string;
      /** The version of the draft that was read; left out by who writes without one. */
      readonly draft?: string | undefined;
      /** As the engine knows it. */
      readonly reach: UpdateReach;
      readonly by: string;
    }
  /** `with` is the incident with which a merged one is opened again. */
  | { readonly kind: 'reopen'; readonly reason: string; readonly by: string; readonly with?: string }
  /** The team that owns it. */
  | {
      readonly kind: 'set-team';
      readonly team: string;
      /** Its service is that team's by the on-call files: who is called for it has been called. */
      readonly owned?: boolean;
      readonly by: string;
    }
  | SeverityCommand
  | WorkCommand
  /** A line for the timeline, at any time: also of what happened before (epoch ms), and after the end. */
  | {
      readonly kind: 'add-entry';
      readonly text: string;
      readonly happenedAt: number | undefined;
      readonly by: string;
    };

/** The event that follows, undefined when nothing changes, or the reason why not. */
export type PeopleDecision = IncidentEvent | { readonly rejected: string } | undefined;

/** Decides what somebody's command does to an incident. */
export function decideForPeople(
  incident: Incident,
  command: PeopleCommand,
  at: number,
  policy: IncidentPolicy,
): PeopleDecision {
  const event = (kind: IncidentEventKind, text: string, data: IncidentEvent['data']): IncidentEvent => ({
    incidentId: incident.id,
    seq: incident.eventCount + 1,
    at,
    kind,
    by: command.by,
    text,
    data,
  });
  if (command.by.trim() === '') return { rejected: 'say who does it' };
  if (isWork(command)) return decideWork(incident, command, at, policy, event);
  switch (command.kind) {
    case 'assign-role':
      return assign(incident, command, policy, event);
    case 'release-role': {
      const { role } = command;
      const holder = incident.roles[role];
      if (statusOf(incident.phase) === 'resolved') return { rejected: `${incident.id} is ${incident.phase}` };
      return holder === undefined
        ? undefined
        : event('role-released', `${holder} is no longer ${role}`, { role });
    }
    case 'move':
      return move(incident, command, at, policy, event);
    case 'close': {
      const { verdict, reason } = command;
      if (incident.phase !== 'resolved')
        return { rejected: `${incident.id} is ${incident.phase}: only what is resolved is closed` };
      if (reason.trim() === '') return { rejected: 'say why this is the verdict' };
      return event('closed', `closed: ${verdict.replace('-', ' ')}: ${reason}`, { verdict, reason });
    }
    case 'set-team': {
      const { team } = command;
      if (team.trim() === '') return { rejected: 'say which team owns it' };
      return team === incident.team
        ? undefined
        : event('team-set', `owned by ${team}`, {
            team,
            ...(command.owned === true ? { owned: true } : {}),
          });
    }
    case 'set-severity':
    case 'report':
      return decideSeverity(incident, command, event);
    case 'add-entry':
      return addEntry(command, at, event);
    case 'escalate': {
      const { reason, by } = command;
      if (incident.status !== 'open') return { rejected: `${incident.id} is ${incident.phase}` };
      if (reason.trim() === '') return { rejected: 'say why more people are needed' };
      return event('escalation-asked', `${by} asks for the next step: ${reason}`, {});
    }
    case 'send-update': {
      const { audience, text, draft, reach } = command;
      if (incident.phase === 'closed') return { rejected: `${incident.id} is closed` };
      if (text.trim() === '') return { rejected: 'say what they are to be told' };
      const stale = draft === undefined ? undefined : refuseStale(incident, audience, draft);
      if (stale !== undefined) return { rejected: stale };
      const sent = updateSent(audience, text, reach);
      return event('update-sent', sent.text, sent.data);
    }
    case 'reopen': {
      const { reason } = command;
      const rejected = refuseReopen(incident, reason, at);
      return rejected === undefined ? event('reopened', `opened again: ${reason}`, { reason }) : { rejected };
    }
  }
}

function addEntry(
  { text, happenedAt }: PeopleCommand & { kind: 'add-entry' },
  at: number,
  event: MakeEvent,
): PeopleDecision {
  if (text.trim() === '') return { rejected: 'say what happened' };
  if (happenedAt === undefined) return event('noted', text, {});
  return happenedAt > at ? { rejected: 'it has not happened yet' } : event('noted', text, { happenedAt });
}

function assign(
  incident: Incident,
  { role, to }: PeopleCommand & { kind: 'assign-role' },
  policy: IncidentPolicy,
  event: MakeEvent,
): PeopleDecision {
  if (to.trim() === '') return { rejected: 'say who takes the role' };
  if (statusOf(incident.phase) === 'resolved') return { rejected: `${incident.id} is ${incident.phase}` };
  const before = incident.roles[role];
  if (before === to) return undefined;
  if (needsFullCrew(incident, policy) && holdsAnother(incident, role, to))
    return {
      rejected: `${to} holds a role already, and in ${incident.severity.toUpperCase()} a person holds one`,
    };
  const text = before === undefined ? `${to} is ${role}` : `${to} takes over from ${before} as ${role}`;
  return event('role-assigned', text, { role, to });
}

function move(
  incident: Incident,
  command: PeopleCommand & { kind: 'move' },
  at: number,
  policy: IncidentPolicy,
  event: MakeEvent,
): PeopleDecision {
  const { to, text, override } = command;
  const rejected = refuseMove(incident, to, command, at, policy);
  if (rejected !== undefined) return { rejected };
  const said = text.trim() === '' ? '' : `: ${text}`;
  if (to !== 'resolved') return event('phase-changed', `${to}${said}`, { to });
  return override === undefined
    ? event('resolved', `resolved, recovery is proven${said}`, {})
    : event('resolved', `resolved although recovery is not proven, because ${override}${said}`, { override });
}
