import { isAnswered } from '../escalation/decide-escalation.js';
import { HYPOTHESIS_TIMEBOX } from './hypotheses.js';
import type { Incident } from './incident.js';
import type { IncidentPolicy } from './policy.js';
import { recoveryTime } from './recovery.js';

/** What runs against the people who work on an incident, or for them. */
export interface IncidentClock {
  /** `response`, `cause`: what its severity asks for; `hypothesis`: a timebox; `recovery`: when it is proven, if it stays. */
  readonly of: 'response' | 'cause' | 'hypothesis' | 'recovery';
  /** The number of the hypothesis. */
  readonly hypothesis: number | undefined;
  /** Epoch ms; past it is overdue. */
  readonly dueAt: number;
}

/** The clocks that run now, the nearest first; none of one that is merged, or over. */
export function incidentClocks(incident: Incident, policy: IncidentPolicy): readonly IncidentClock[] {
  const { status, severity, severityAt, identifiedAt, mergedInto, recovery } = incident;
  if (status === 'resolved' || mergedInto !== undefined) return [];
  const { response, cause } = policy.severities[severity];
  const clocks: IncidentClock[] = [];
  const add = (of: IncidentClock['of'], dueAt: number, hypothesis?: number) =>
    void clocks.push({ of, hypothesis, dueAt });
  if (status === 'open') {
    if (!isAnswered(incident)) add('response', Math.max(severityAt, incident.answersFrom) + response);
    if (cause !== undefined && identifiedAt === undefined) add('cause', severityAt + cause);
    for (const { number, outcome, boxFrom } of incident.hypotheses)
      if (outcome === 'open') add('hypothesis', boxFrom + HYPOTHESIS_TIMEBOX, number);
  }
  if (recovery?.since !== undefined && !recovery.proven)
    add('recovery', recovery.since + recoveryTime(incident, policy));
  return clocks.sort((a, b) => a.dueAt - b.dueAt);
}
