import type { Escalation } from './escalation.js';
import type { EscalationPolicy } from './escalation-policy.js';
import { alertSeverityOf } from '../incident/foreign-alert.js';
import type { Incident } from '../incident/incident.js';
import type { IncidentPolicy } from '../incident/policy.js';
import { isMoreSevere } from '../incident/severity.js';
import type { OnCallPlan } from '../oncall/plan.js';
import { formatDuration } from '../time/duration.js';
import { teamOf } from './who-is-called.js';

/** What is to be done about an incident that somebody has to answer. */
export type EscalationMove =
  | {
      readonly kind: 'take-step';
      readonly policy: EscalationPolicy;
      readonly step: number;
      readonly round: number;
      readonly because: string;
      /** It is the first step, of this policy and for this severity. */
      readonly begins: boolean;
    }
  /** All steps were taken, and nobody has answered. */
  | { readonly kind: 'exhausted'; readonly policy: EscalationPolicy; readonly text: string }
  /** The next step was asked for, and there is none to take. */
  | { readonly kind: 'nobody-next'; readonly text: string };

/** The policy of an incident: its severity's, else that of the team that owns its service. */
export function escalationOf(
  incident: Pick<Incident, 'severity' | 'service' | 'team'>,
  incidents: IncidentPolicy,
  plan: OnCallPlan,
): EscalationPolicy | undefined {
  const id = incidents.severities[incident.severity].escalation ?? teamOf(plan, incident)?.escalation;
  return id === undefined ? undefined : plan.escalations.get(id);
}

/** Whether somebody has answered whose answer counts. */
export function isAnswered({ acknowledgedAt, answersFrom }: Incident): boolean {
  return acknowledgedAt !== undefined && acknowledgedAt >= answersFrom;
}

/**
 * What is due at an instant; undefined for nothing. All that it depends on is in the incident: whatever restarts, a step is taken once.
 * An acknowledgement ends the waiting; what was asked for (no cause is known in time, a person says so) is done whoever has answered.
 */
export function nextEscalation(
  incident: Incident,
  incidents: IncidentPolicy,
  plan: OnCallPlan,
  at: number,
): EscalationMove | undefined {
  if (incident.status !== 'open' || incident.mergedInto !== undefined) return undefined;
  const { escalation, escalationAsked: asked, severity } = incident;
  const policy = escalationOf(incident, incidents, plan);
  if (!policy) {
    if (asked === undefined) return undefined;
    return { kind: 'nobody-next', text: `${asked}; no escalation policy says who is asked next` };
  }
  if (!escalation) return begin(policy, 'nobody has answered yet', isAnswered(incident), asked);
  if (policy.id !== escalation.policyId && isMoreSevere(severity, escalation.severity))
    return begin(policy, `it is ${severity.toUpperCase()} now`, false, asked);
  // Of a policy that was changed or lowered meanwhile the steps are gone on with from where it is.
  const last = policy.steps.length - 1;
  const step = Math.min(escalation.step, last);
  if (asked !== undefined) {
    const next = Math.min(step + 1, last);
    return { kind: 'take-step', policy, step: next, round: escalation.round, because: asked, begins: false };
  }
  return isAnswered(incident) || escalation.exhausted || (isQuiet(incident) && policy.ticketsQuiet)
    ? undefined
    : afterTimeout(policy, { ...escalation, step }, at);
}

/** @param answered before it began: then only what was asked for is done */
function begin(
  policy: EscalationPolicy,
  why: string,
  answered: boolean,
  asked: string | undefined,
): EscalationMove | undefined {
  if (answered && asked === undefined) return undefined;
  return { kind: 'take-step', policy, step: 0, round: 0, because: asked ?? why, begins: true };
}

function afterTimeout(
  policy: EscalationPolicy,
  { step, round, takenAt, reached }: Escalation,
  at: number,
): EscalationMove | undefined {
  const timeout = reached ? (policy.steps[step]?.timeout ?? 0) : 0;
  if (at - takenAt < timeout) return undefined;
  const because = reached ? `nobody has answered for ${formatDuration(timeout)}` : 'nobody could be called';
  const takes = (next: number, nextRound: number): EscalationMove => ({
    kind: 'take-step',
    policy,
    step: next,
    round: nextRound,
    because,
    begins: false,
  });
  if (step + 1 < policy.steps.length) return takes(step + 1, round);
  if (round < policy.repeat) return takes(0, round + 1);
  const times = round === 0 ? '' : ` ${round + 1} times`;
  return {
    kind: 'exhausted',
    policy,
    text: `nobody has answered: all ${policy.steps.length} steps of ${policy.id} were taken${times}`,
  };
}

function isQuiet({ severity }: Incident): boolean {
  return alertSeverityOf(severity) === 'ticket';
}
