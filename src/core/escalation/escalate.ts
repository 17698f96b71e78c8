import { alertGoesOn } from '../incident/alert-goes-on.js';
import { isHeldOpen } from '../incident/declared.js';
import type { Incident, IncidentEvent, IncidentEventKind } from '../incident/incident.js';
import type { IncidentPolicy } from '../incident/policy.js';
import { needsFullCrew } from '../incident/roles.js';
import type { OnCallPlan } from '../oncall/plan.js';
import { rolesFromOnCall } from './auto-roles.js';
import { type EscalationMove, nextEscalation } from './decide-escalation.js';
import { type CalledPerson, whoIsCalled } from './who-is-called.js';

type Add = (kind: IncidentEventKind, text: string, data: IncidentEvent['data']) => void;

/**
 * The events that are due: a step that is taken with everybody whom it calls, that nobody has answered, or that all is over. Empty when
 * nothing is.
 */
export function escalate(
  incident: Incident,
  incidents: IncidentPolicy,
  plan: OnCallPlan,
  at: number,
): IncidentEvent[] {
  const events: IncidentEvent[] = [];
  const add: Add = (kind, text, data) => {
    const seq = incident.eventCount + events.length + 1;
    events.push({ incidentId: incident.id, seq, at, kind, by: 'engine', text, data });
  };
  // Whoever was called for one that was merged hears of the end when that is resolved.
  if (incident.status !== 'open') {
    if (incident.mergedInto !== undefined && incident.status === 'monitoring') return events;
    if (hasEnded(incident)) tellEnd(incident, add);
    return events;
  }
  const move = nextEscalation(incident, incidents, plan, at);
  switch (move?.kind) {
    case 'take-step':
      takeStep(incident, move, needsFullCrew(incident, incidents), plan, at, add);
      fillRoles(incident, incidents, plan, at, add);
      break;
    case 'exhausted':
      callEverybody(move, incident, plan, at, add);
      break;
    case 'nobody-next':
      add('escalation-failed', move.text, {});
      break;
    case undefined:
      break;
  }
  const { escalation } = incident;
  if (move?.kind !== 'take-step' && escalation?.fullCrew === false && needsFullCrew(incident, incidents)) {
    add('crew-wanted', `${incident.severity.toUpperCase()} wants a person for each role`, {});
    fillRoles(incident, incidents, plan, at, add);
  }
  return events;
}

/** What a person declared ends when it is resolved, and not when somebody has moved it on; an alert may go on after that as well. */
function hasEnded(incident: Incident): boolean {
  return incident.status === 'resolved' || (incident.declared === undefined && !isHeldOpen(incident));
}

function fillRoles(
  incident: Incident,
  incidents: IncidentPolicy,
  plan: OnCallPlan,
  at: number,
  add: Add,
): void {
  for (const { role, to, text } of rolesFromOnCall(incident, incidents, plan, at))
    add('role-assigned', text, { role, to });
}

function takeStep(
  incident: Incident,
  { policy, step, round, because, begins }: EscalationMove & { kind: 'take-step' },
  fullCrew: boolean,
  plan: OnCallPlan,
  at: number,
  add: Add,
): void {
  const taken = policy.steps[step];
  if (!taken) return;
  const { people, receivers, nobody } = whoIsCalled(plan, taken, incident, at);
  const which = `step ${step + 1} of ${policy.steps.length}${round === 0 ? '' : `, time ${round + 1}`}`;
  const missing = nobody.length === 0 ? '' : `; ${nobody.join('; ')}`;
  add('escalated', `${which} of ${policy.id}, because ${because}${missing}`, {
    policyId: policy.id,
    step,
    round,
    begins,
    fullCrew,
  });
  for (const called of people) callPerson(called, plan, add);
  for (const receiver of receivers) callReceiver(receiver, policy.id, add);
}

function callPerson({ person, as, shadowOf }: CalledPerson, plan: OnCallPlan, add: Add): void {
  const contacts = plan.people.get(person)?.contacts ?? [];
  if (contacts.length === 0) add('noted', `${person} (${as}) cannot be reached: no contact route`, {});
  for (const { receiver, address } of contacts)
    add('called', `${person} is called through ${receiver}: ${as}`, {
      person,
      receiver,
      as,
      ...(address === undefined ? {} : { to: address }),
      ...(shadowOf === undefined ? {} : { shadowOf }),
    });
}

function callReceiver(receiver: string, policyId: string, add: Add): void {
  add('called', `${receiver} is called`, { receiver, as: `named by ${policyId}` });
}

/** When all steps were taken and nobody has answered, everybody in them hears of just that. */
function callEverybody(
  { policy, text }: EscalationMove & { kind: 'exhausted' },
  incident: Incident,
  plan: OnCallPlan,
  at: number,
  add: Add,
): void {
  add('escalation-exhausted', text, {});
  const all = whoIsCalled(plan, { targets: policy.steps.flatMap(({ targets }) => targets) }, incident, at);
  for (const called of all.people)
    if (called.shadowOf === undefined) callPerson({ ...called, as: `everybody: ${called.as}` }, plan, add);
  for (const receiver of all.receivers) callReceiver(receiver, policy.id, add);
}

/** Whoever was called hears that nothing is to be done any more. */
function tellEnd(incident: Incident, add: Add): void {
  const { calls, callsOver } = incident;
  const told = calls.length - callsOver;
  if (told <= 0) return;
  const people = new Set(calls.slice(callsOver).map(({ person, receiver }) => person ?? receiver));
  add('calls-ended', `${[...people].join(', ')}: told that ${endText(incident)}`, { calls: calls.length });
}

function endText(incident: Incident): string {
  if (alertGoesOn(incident)) return 'it is resolved, and its alert goes on';
  return incident.declared === undefined ? 'the page has ended' : 'it is over';
}
