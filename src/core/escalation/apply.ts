import type { Incident, IncidentEvent } from '../incident/incident.js';
import type { Escalation } from './escalation.js';

/** What an event about calling people changes in an incident. */
export function escalationAfter(incident: Incident, event: IncidentEvent): Partial<Incident> {
  const { escalation, calls, severity } = incident;
  const { at, seq, kind, text, data } = event;
  switch (kind) {
    case 'escalation-asked':
      return { escalationAsked: text };
    case 'escalated':
      return {
        escalation: taken(escalation, severity, event),
        escalationAsked: undefined,
        ...(escalation && data['begins'] === true ? { answersFrom: at } : {}),
      };
    case 'called': {
      const { person, receiver, to, as, shadowOf } = data;
      const call = {
        seq,
        person: textOf(person),
        receiver: String(receiver),
        to: textOf(to),
        as: String(as),
        shadowOf: textOf(shadowOf),
        at,
      };
      const reached = call.shadowOf === undefined;
      return {
        calls: [...calls, call],
        escalation: escalation && { ...escalation, reached: escalation.reached || reached },
      };
    }
    case 'crew-wanted':
      return { escalation: escalation && { ...escalation, fullCrew: true } };
    case 'escalation-exhausted':
      return { escalation: escalation && { ...escalation, exhausted: true } };
    case 'escalation-failed':
      return { escalationAsked: undefined };
    case 'calls-ended':
      return { callsOver: calls.length };
    default:
      return {};
  }
}

function taken(
  before: Escalation | undefined,
  severity: Incident['severity'],
  { at, data }: IncidentEvent,
): Escalation {
  const begins = before === undefined || data['begins'] === true;
  return {
    policyId: String(data['policyId']),
    severity: begins ? severity : before.severity,
    step: Number(data['step']),
    round: Number(data['round']),
    takenAt: at,
    reached: false,
    fullCrew: data['fullCrew'] === true,
    exhausted: false,
  };
}

function textOf(value: string | number | boolean | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
