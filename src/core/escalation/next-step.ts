import type { Incident } from '../incident/incident.js';
import type { IncidentPolicy } from '../incident/policy.js';
import type { OnCallPlan } from '../oncall/plan.js';
import { escalationOf, isAnswered, nextEscalation } from './decide-escalation.js';
import { type Called, whoIsCalled } from './who-is-called.js';

/** Who is called next for an incident. Instants are epoch ms. */
export interface NextStep {
  readonly policyId: string;
  /** Counted from 1, of so many. */
  readonly step: number;
  readonly steps: number;
  /** When, if nobody answers before; undefined: only when somebody asks for it. */
  readonly at: number | undefined;
  /** As the on-call plan stands now. */
  readonly called: Called;
}

/** What `nextEscalation` will do while nothing else happens; undefined where no policy says who is called, or it is over. */
export function nextStep(
  incident: Incident,
  incidents: IncidentPolicy,
  plan: OnCallPlan,
  at: number,
): NextStep | undefined {
  const policy = escalationOf(incident, incidents, plan);
  if (!policy || incident.status !== 'open' || incident.mergedInto !== undefined) return undefined;
  const { escalation } = incident;
  const takenAt = escalation?.takenAt ?? at;
  const timeout = escalation ? (policy.steps[escalation.step]?.timeout ?? 0) : 0;
  const due = escalation?.reached === false ? takenAt : takenAt + timeout;
  const move = nextEscalation(incident, incidents, plan, Math.max(at, due));
  const last = policy.steps.length - 1;
  const waits = move?.kind === 'take-step' && !isAnswered(incident);
  const index = waits ? move.step : Math.min((escalation?.step ?? -1) + 1, last);
  const step = policy.steps[index];
  return (
    step && {
      policyId: policy.id,
      step: index + 1,
      steps: policy.steps.length,
      at: waits ? Math.max(at, due) : undefined,
      called: whoIsCalled(plan, step, incident, at),
    }
  );
}
