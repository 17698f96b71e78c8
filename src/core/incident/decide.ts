import type { WindowReading } from '../burn-rate/reading.js';
import { isAnswered } from '../escalation/decide-escalation.js';
import { formatDuration } from '../time/duration.js';
import type { Declaration } from './declaration.js';
import { decideForPeople, type PeopleCommand } from './decide-people.js';
import { isWork, type WorkCommand } from './decide-work.js';
import { decideGrowth, type SeenImpact } from './growth.js';
import type { Incident, IncidentEvent, IncidentEventKind } from './incident.js';
import { measureMitigation } from './mitigations.js';
import type { IncidentPolicy } from './policy.js';
import { decideRelation, isRelation, type RelationCommand } from './relations.js';
import { type RecoverySight, recoveryMissing, recoveryTime } from './recovery.js';
import { type Impact, impactData, impactText } from './impact.js';
import { isMoreSevere, type ScoredSeverity } from './severity.js';
import { dueTimer } from './timers.js';

/** What the engine saw or a person did. */
export type IncidentCommand =
  | {
      readonly kind: 'declare';
      readonly incidentId: string;
      readonly sloId: string;
      readonly service: string;
      readonly slo: string;
      readonly title: string;
      readonly scored: ScoredSeverity;
      /** The share of events that fail (0-1); left out while unknown. */
      readonly errorRatio?: number | undefined;
      readonly failingSince: number | undefined;
      /** Set when a person declares it. */
      readonly declared?: Declaration;
    }
  | { readonly kind: 'join-tier'; readonly policyId: string; readonly text: string }
  | { readonly kind: 'clear-tier'; readonly policyId: string; readonly text: string }
  /** `errorRatio` is the share of events that fail (0-1), left out while unknown. */
  | { readonly kind: 'score'; readonly scored: ScoredSeverity; readonly errorRatio?: number | undefined }
  /** What fails now, to be held against what failed before. */
  | { readonly kind: 'see-impact'; readonly impact: SeenImpact }
  | { readonly kind: 'lose-sight'; readonly text: string }
  | { readonly kind: 'regain-sight' }
  | { readonly kind: 'end-alert'; readonly text: string }
  | { readonly kind: 'resume-alert'; readonly text: string }
  | { readonly kind: 'acknowledge'; readonly by: string; readonly via: string }
  /** A page went to the next receivers, for want of a receipt. */
  | { readonly kind: 'pass-on'; readonly text: string }
  /** Something that is worth remembering and changes nothing. */
  | { readonly kind: 'note'; readonly text: string; readonly by: string }
  | { readonly kind: 'resolve'; readonly text: string }
  /** What it has cost until now. */
  | { readonly kind: 'record-impact'; readonly impact: Impact }
  /** What the SLI shows of recovery. */
  | { readonly kind: 'see-recovery'; readonly sight: RecoverySight }
  /** What the SLI shows over its shortest window, and where that ends. */
  | {
      readonly kind: 'see-sli';
      readonly shortest: WindowReading;
      readonly dataUntil: number | undefined;
    }
  | { readonly kind: 'tick'; readonly monitorFor: number }
  | RelationCommand
  | PeopleCommand;

export type IncidentDecision =
  | { readonly kind: 'events'; readonly events: readonly IncidentEvent[] }
  | { readonly kind: 'rejected'; readonly reason: string };

/**
 * Decides what a command does to an incident (undefined before it is declared): new events, none when the command changes
 * nothing, or a rejection with its reason. `apply` turns the events into the next state.
 */
export function decideIncident(
  incident: Incident | undefined,
  command: IncidentCommand,
  at: number,
  policy: IncidentPolicy,
): IncidentDecision {
  if (command.kind === 'declare') return incident ? rejected('it is declared already') : declare(command, at);
  if (!incident) return rejected('there is no such incident');
  if (incident.mergedInto !== undefined && isForSurvivor(command, incident.mergedInto))
    return rejected(`${incident.id} is merged into ${incident.mergedInto}: work there`);
  if (isOfPeople(command)) {
    const decision = decideForPeople(incident, command, at, policy);
    if (decision === undefined) return events();
    return 'rejected' in decision ? rejected(decision.rejected) : events(decision);
  }
  // What was resolved while its alert went on has cost more since.
  if (incident.status === 'resolved' && command.kind !== 'record-impact') {
    return command.kind === 'tick' || command.kind === 'see-sli'
      ? events()
      : rejected(`${incident.id} is ${incident.phase}`);
  }
  const eventOf = (kind: IncidentEventKind, text: string, data: IncidentEvent['data'], by = 'engine') => ({
    incidentId: incident.id,
    seq: incident.eventCount + 1,
    at,
    kind,
    by,
    text,
    data,
  });
  const event = (kind: IncidentEventKind, text: string, data: IncidentEvent['data'] = {}, by = 'engine') =>
    events(eventOf(kind, text, data, by));

  if (isRelation(command)) {
    const decision = decideRelation(incident, command, (kind, text, data) => ({
      incidentId: incident.id,
      seq: incident.eventCount + 1,
      at,
      kind,
      by: 'by' in command ? command.by : 'engine',
      text,
      data,
    }));
    if (decision === undefined) return events();
    return 'rejected' in decision ? rejected(decision.rejected) : events(decision);
  }

  switch (command.kind) {
    case 'join-tier':
      return incident.tiers.includes(command.policyId)
        ? events()
        : event('tier-joined', command.text, { policyId: command.policyId });
    case 'clear-tier':
      return incident.tiers.includes(command.policyId)
        ? event('tier-cleared', command.text, { policyId: command.policyId })
        : events();
    case 'score':
      return score(incident, command, event);
    case 'see-impact': {
      const seen = decideGrowth(incident, command.impact, policy, eventOf);
      return seen ? events(seen) : events();
    }
    case 'lose-sight':
      return event('sight-lost', command.text);
    case 'regain-sight':
      return event('sight-regained', 'data are back');
    case 'end-alert':
      return incident.alertEndedAt === undefined ? event('alert-ended', command.text) : events();
    case 'resume-alert':
      return incident.alertEndedAt === undefined ? events() : event('alert-resumed', command.text);
    case 'acknowledge':
      if (command.by.trim() === '') return rejected('say who acknowledges');
      return isAnswered(incident)
        ? events()
        : event('acknowledged', acknowledgedText(command), { via: command.via }, command.by);
    case 'pass-on':
      return event('passed-on', command.text);
    case 'note':
      return event('noted', command.text, {}, command.by);
    case 'record-impact':
      return event('impact-recorded', impactText(command.impact), impactData(command.impact));
    case 'resolve':
      return event('resolved', command.text);
    case 'see-recovery': {
      const { sight } = command;
      if (incident.alertEndedAt === undefined || incident.recovery?.code === sight.code) return events();
      const text = sight.code === 'within' ? sight.text : `recovery is not proven: ${sight.text}`;
      return event('recovery-changed', text, { code: sight.code, missing: sight.text });
    }
    case 'see-sli': {
      const measured = measureMitigation(incident, command.shortest, command.dataUntil, at);
      return measured ? event(measured.kind, measured.text, measured.data) : events();
    }
    case 'tick':
      return tick(incident, command.monitorFor, at, policy, event);
  }
}

/** Raises and never lowers; what a person has lowered, only when it is worse than it was. */
function score(
  { severity: before, overruled }: Incident,
  { scored, errorRatio }: IncidentCommand & { kind: 'score' },
  event: (kind: IncidentEventKind, text: string, data: IncidentEvent['data']) => IncidentDecision,
): IncidentDecision {
  const { severity, reason } = scored;
  if (!isMoreSevere(severity, before) || (overruled && !isMoreSevere(severity, overruled))) return events();
  const share = errorRatio === undefined ? {} : { errorRatio };
  return event('severity-raised', `${severity.toUpperCase()}: ${reason}`, { severity, reason, ...share });
}

/** What is due is told, one at a time. Who works on an incident says when it is over; one that nobody took in hand ends by itself. */
function tick(
  incident: Incident,
  monitorFor: number,
  at: number,
  policy: IncidentPolicy,
  event: (kind: IncidentEventKind, text: string, data?: IncidentEvent['data']) => IncidentDecision,
): IncidentDecision {
  const { alertEndedAt, inHandAt, declared, children, recovery, phase } = incident;
  // It ends with the one that it was merged into.
  if (incident.mergedInto !== undefined) return events();
  const due = dueTimer(incident, policy, at);
  // Of a hypothesis somebody is reminded in the same commit, and that is not done here.
  if (due) return due.kind === 'hypothesis-reminded' ? events() : events(due);
  if (alertEndedAt === undefined) return events();
  if (inHandAt !== undefined || declared || children.length > 0) {
    if (recovery === undefined || recovery.proven || recoveryMissing(incident, at, policy) !== undefined)
      return events();
    return event(
      'recovery-proven',
      `recovery has been seen for ${formatDuration(recoveryTime(incident, policy))}`,
    );
  }
  return phase === 'monitoring' && at - alertEndedAt >= monitorFor
    ? event('resolved', 'the alert has stayed quiet; resolved')
    : events();
}

/** What is still written down in one that was merged. */
const OF_RECORD: ReadonlySet<IncidentCommand['kind']> = new Set([
  'add-entry',
  'star',
  'unstar',
  'close',
  'share',
  'unshare',
  'revoke-share-link',
  'record-vendor-answer',
  'close-vendor-case',
  'settle-rollback',
]);

function isForSurvivor(command: IncidentCommand, survivor: string): boolean {
  if (command.kind === 'reopen' && command.with === survivor) return false;
  return command.kind === 'acknowledge' || (isOfPeople(command) && !OF_RECORD.has(command.kind));
}

const OF_PEOPLE: ReadonlySet<IncidentCommand['kind']> = new Set<
  Exclude<PeopleCommand['kind'], WorkCommand['kind']>
>([
  'assign-role',
  'release-role',
  'move',
  'close',
  'escalate',
  'send-update',
  'reopen',
  'set-severity',
  'report',
  'add-entry',
  'set-team',
]);

function isOfPeople(command: IncidentCommand): command is PeopleCommand {
  return isWork(command) || OF_PEOPLE.has(command.kind);
}

function acknowledgedText({ by, via }: IncidentCommand & { kind: 'acknowledge' }): string {
  return via === 'API' ? `acknowledged by ${by}` : `acknowledged by ${by} via ${via}`;
}

function declare(command: IncidentCommand & { kind: 'declare' }, at: number): IncidentDecision {
  const { incidentId, sloId, service, slo, title, scored, errorRatio, failingSince, declared } = command;
  return events({
    incidentId,
    seq: 1,
    at,
    kind: 'declared',
    by: declared?.by ?? 'engine',
    text: `${title} (${scored.severity.toUpperCase()}: ${scored.reason})`,
    data: {
      sloId,
      service,
      slo,
      title,
      severity: scored.severity,
      reason: scored.reason,
      ...(errorRatio === undefined ? {} : { errorRatio }),
      ...(failingSince === undefined ? {} : { failingSince }),
      ...(declared ? { alertKey: declared.alertKey } : {}),
      ...(declared?.requestKey === undefined ? {} : { requestKey: declared.requestKey }),
      ...(declared?.splitFrom === undefined ? {} : { splitFrom: declared.splitFrom }),
    },
  });
}

function events(...list: IncidentEvent[]): IncidentDecision {
  return { kind: 'events', events: list };
}

function rejected(reason: string): IncidentDecision {
  return { kind: 'rejected', reason };
}
