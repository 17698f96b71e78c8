import { declared } from './declared-incident.js';
import { severityOf, shareIn } from './event-data.js';
import { isHeldOpen, isWatched } from './declared.js';
import { escalationAfter } from '../escalation/apply.js';
import { starsAfter } from './findings.js';
import { goesOn } from './relation.js';
import { relationsAfter } from './relations.js';
import { hypothesesAfter } from './hypotheses.js';
import type { Incident, IncidentEvent } from './incident.js';
import { mitigationsAfter } from './mitigations.js';
import { isMoreSevere } from './severity.js';
import { sharingAfter } from './sharing.js';
import { vendorCasesAfter } from './vendor-cases.js';
import { updatesAfter, updatesReopened } from './updates.js';
import { type IncidentPhase, PHASES, ROLES, statusOf } from './phases.js';

/** The incident after one more event of its history. The first event must be `declared`. */
export function applyIncidentEvent(incident: Incident | undefined, event: IncidentEvent): Incident {
  if (!incident) return declared(event);
  const changed = changes(incident, event);
  const { severity = incident.severity } = changed;
  const severityAt = severity === incident.severity ? incident.severityAt : event.at;
  return { ...incident, ...changed, severityAt, eventCount: event.seq };
}

/** The incident that a whole history leaves; undefined for an empty one. */
export function replayIncident(history: readonly IncidentEvent[]): Incident | undefined {
  return history.reduce<Incident | undefined>(applyIncidentEvent, undefined);
}

function changes(incident: Incident, event: IncidentEvent): Partial<Incident> {
  const policyId = String(event.data.policyId ?? '');
  switch (event.kind) {
    case 'tier-joined':
      return { tiers: [...incident.tiers, policyId] };
    case 'tier-cleared':
      return { tiers: incident.tiers.filter((tier) => tier !== policyId) };
    case 'severity-raised':
      return severityRaised(incident, event);
    case 'impact-measured':
      return { impactBaseline: shareIn(event) };
    case 'severity-set':
      return {
        severity: severityOf(event),
        severityReason: saidBy(event),
        overruled: isMoreSevere(incident.severity, severityOf(event)) ? incident.severity : undefined,
        // What fails at present is what the person had before him.
        impactBaseline: undefined,
      };
    case 'escalation-due':
      return {
        escalated: [...incident.escalated, String(event.data['timer'])],
        escalationAsked: event.text,
      };
    case 'escalation-asked':
    case 'escalated':
    case 'called':
    case 'crew-wanted':
    case 'escalation-exhausted':
    case 'escalation-failed':
    case 'calls-ended':
      return escalationAfter(incident, event);
    case 'update-drafted':
    case 'update-due':
    case 'update-missed':
    case 'update-sent':
      return updatesAfter(incident, event);
    case 'hypothesis-stated':
    case 'hypothesis-reminded':
    case 'hypothesis-extended':
    case 'hypothesis-confirmed':
    case 'hypothesis-ruled-out':
      return { ...movedTo(incident, event), hypotheses: hypothesesAfter(incident.hypotheses, event) };
    case 'mitigated':
    case 'mitigation-measured':
    case 'rollback-taken':
    case 'rollback-failed':
      return { ...movedTo(incident, event), mitigations: mitigationsAfter(incident.mitigations, event) };
    case 'vendor-opened':
    case 'vendor-overdue':
    case 'vendor-step':
    case 'vendor-answered':
    case 'vendor-closed':
      return { vendorCases: vendorCasesAfter(incident.vendorCases, event) };
    case 'merged':
    case 'unmerged':
    case 'parent-set':
    case 'child-added':
      return relationsAfter(incident, event);
    case 'alert-attached':
    case 'alert-detached':
    case 'attached-ended':
    case 'attached-resumed':
    case 'attached-recovery':
      return withAttached(incident, event);
    case 'team-set':
      // Who is on call there is called, unless somebody has answered, or they are whom it was called for.
      return {
        team: String(event.data['team']),
        ...(event.data['owned'] === true ? {} : { escalation: undefined }),
      };
    case 'shared':
    case 'unshared':
    case 'share-link-made':
    case 'share-link-revoked':
      return sharingAfter(incident, event);
    case 'starred':
    case 'unstarred':
      return { starred: starsAfter(incident.starred, event) };
    case 'concern-reported':
      return isMoreSevere(severityOf(event), incident.severity)
        ? { severity: severityOf(event), severityReason: event.text, overruled: undefined }
        : {};
    case 'alert-ended':
      return {
        // One that was merged into it may still go on.
        ...(goesOn(incident.attached) ? {} : entered(incident, 'monitoring', event.at)),
        alertEndedAt: event.at,
      };
    case 'alert-resumed':
      return {
        ...openAgain(incident, event.at),
        alertEndedAt: undefined,
      };
    case 'acknowledged':
      return {
        ...acknowledged(incident, event.at),
        acknowledgedAt: event.at,
        acknowledgedBy: event.by,
        acknowledgedVia: String(event.data['via'] ?? 'API'),
      };
    case 'role-assigned':
    case 'role-released':
      return { roles: rolesAfter(incident, event) };
    case 'phase-changed':
      return { ...entered(incident, phaseOf(event), event.at), ...watchedFrom(incident, event) };
    case 'recovery-changed': {
      const code = String(event.data['code'] ?? '');
      const text = String(event.data['missing'] ?? '');
      return { recovery: { since: code === 'within' ? event.at : undefined, code, text, proven: false } };
    }
    case 'recovery-proven':
      return { recovery: incident.recovery && { ...incident.recovery, proven: true } };
    case 'resolved':
      return { ...entered(incident, 'resolved', event.at), resolvedAt: event.at };
    case 'closed':
      return {
        ...entered(incident, 'closed', event.at),
        closedAt: event.at,
        verdict: event.data['verdict'] === 'false-positive' ? 'false-positive' : 'real',
      };
    case 'reopened':
      return {
        ...entered(incident, incident.returnsTo, event.at),
        resolvedAt: undefined,
        closedAt: undefined,
        verdict: undefined,
        recovery: undefined,
        // Whoever was called has heard that it was over.
        escalation: undefined,
        answersFrom: event.at,
        attached: [],
        updates: updatesReopened(incident, event.at),
      };
    case 'declared':
    case 'impact-recorded':
    case 'sight-lost':
    case 'sight-regained':
    case 'passed-on':
    case 'noted':
    case 'found':
    case 'decided':
      return {};
  }
}

/** `maria: one tenant only`: what a person says of how severe it is goes by his name. */
function saidBy({ by, data }: IncidentEvent): string {
  const reason = String(data.reason ?? '');
  return reason === '' ? `set by ${by}` : `${by}: ${reason}`;
}

/** What a person has lowered stays overruled while it is not that severe again. */
function severityRaised(incident: Incident, event: IncidentEvent): Partial<Incident> {
  const { overruled, impactBaseline } = incident;
  const severity = severityOf(event);
  return {
    severity,
    severityReason: String(event.data.reason ?? ''),
    overruled: overruled !== undefined && isMoreSevere(overruled, severity) ? overruled : undefined,
    impactBaseline: shareIn(event) ?? impactBaseline,
  };
}

/** What comes with being in a phase: where it returns to, and what it is the first time. */
function entered(incident: Incident, phase: IncidentPhase, at: number): Partial<Incident> {
  return {
    phase,
    status: statusOf(phase),
    ...(statusOf(phase) === 'open' ? { returnsTo: phase } : {}),
    ...(phase === 'investigating' ? { inHandAt: incident.inHandAt ?? at } : {}),
    ...(phase === 'identified' ? { identifiedAt: incident.identifiedAt ?? at } : {}),
  };
}

/** An alert is back. Who is at work is not called again. */
function openAgain(incident: Incident, at: number): Partial<Incident> {
  return {
    ...(incident.phase === 'monitoring' ? entered(incident, incident.returnsTo, at) : {}),
    recovery: undefined,
    ...(incident.inHandAt === undefined ? { escalation: undefined, answersFrom: at } : {}),
  };
}

/** It goes on while one of its alerts does, and is watched from the end of the last. */
function withAttached(incident: Incident, event: IncidentEvent): Partial<Incident> {
  const changed = relationsAfter(incident, event);
  const goesOnNow = goesOn(changed.attached ?? []);
  if (goesOn(incident.attached) === goesOnNow) return changed;
  if (goesOnNow)
    return incident.status === 'monitoring' ? { ...changed, ...openAgain(incident, event.at) } : changed;
  if (incident.alertEndedAt === undefined || incident.status !== 'open') return changed;
  return {
    ...changed,
    ...entered(incident, 'monitoring', event.at),
    alertEndedAt: event.at,
    recovery: undefined,
  };
}

/** What moves an incident on by being done says so. */
function movedTo(incident: Incident, event: IncidentEvent): Partial<Incident> {
  return event.data['to'] === undefined ? {} : entered(incident, phaseOf(event), event.at);
}

/** Of what a person declared, and no alert, a person says when its recovery is to be watched. */
function watchedFrom(incident: Incident, event: IncidentEvent): Partial<Incident> {
  const begins = phaseOf(event) === 'monitoring' && incident.declared !== undefined;
  if (!begins || incident.alertEndedAt !== undefined) return {};
  return isWatched(incident) && !isHeldOpen(incident) ? { alertEndedAt: event.at } : {};
}

function acknowledged(incident: Incident, at: number): Partial<Incident> {
  if (incident.phase === 'declared') return entered(incident, 'acknowledged', at);
  return incident.returnsTo === 'declared' ? { returnsTo: 'acknowledged' } : {};
}

function rolesAfter({ roles }: Incident, { kind, data }: IncidentEvent): Incident['roles'] {
  return Object.fromEntries(
    ROLES.flatMap((role) => {
      const holder =
        role !== data['role'] ? roles[role] : kind === 'role-assigned' ? String(data['to']) : undefined;
      return holder === undefined ? [] : [[role, holder]];
    }),
  );
}

function phaseOf({ data }: IncidentEvent): IncidentPhase {
  return PHASES.find((phase) => phase === data['to']) ?? 'monitoring';
}
