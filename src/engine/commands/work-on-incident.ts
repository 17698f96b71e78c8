import { type Actor, actorText } from '../../core/access/actor.js';
import { type AuditAction, auditEntry } from '../../core/access/audit-entry.js';
import { FirebreakError } from '../../core/errors.js';
import { applyIncidentEvent } from '../../core/incident/apply.js';
import { decideIncident } from '../../core/incident/decide.js';
import type { PeopleCommand } from '../../core/incident/decide-people.js';
import { isWatched } from '../../core/incident/declared.js';
import type { Incident } from '../../core/incident/incident.js';
import type { SliSight } from '../../core/incident/mitigation.js';
import { sightOf } from '../../core/incident/mitigations.js';
import { personOf } from '../../core/oncall/person-of.js';
import { updateRows } from '../compose-notice.js';
import type { EnginePorts, EngineState } from '../engine-state.js';

type WithoutBy<Command> = Command extends PeopleCommand ? Omit<Command, 'by' | 'before'> : never;

/** What somebody asks to be done with an incident; who he is comes with the request, what the SLI shows from here. */
export type AskedCommand = WithoutBy<PeopleCommand>;

export const AUDITED: Readonly<Record<AskedCommand['kind'], AuditAction>> = {
  'assign-role': 'incident.role',
  'release-role': 'incident.role',
  move: 'incident.move',
  close: 'incident.close',
  escalate: 'incident.escalate',
  'send-update': 'incident.update',
  reopen: 'incident.reopen',
  'state-hypothesis': 'incident.hypothesis',
  'confirm-hypothesis': 'incident.hypothesis',
  'rule-out-hypothesis': 'incident.hypothesis',
  'extend-hypothesis': 'incident.hypothesis',
  mitigate: 'incident.mitigate',
  'record-finding': 'incident.entry',
  'record-decision': 'incident.entry',
  star: 'incident.entry',
  unstar: 'incident.entry',
  'set-severity': 'incident.severity',
  report: 'incident.severity',
  'add-entry': 'incident.entry',
};

/** Does what somebody asks for, with a line in the audit log; refusals are conflicts with their reason. */
export async function workOnIncident(
  state: EngineState,
  ports: EnginePorts,
  id: string,
  asked: AskedCommand,
  actor: Actor,
): Promise<Incident> {
  const { store, clock } = ports;
  const worked = await state.commits.run(async () => {
    const incident = await store.incident(id);
    if (!incident) throw new FirebreakError('not-found', `there is no incident ${id}`);
    const runtime = state.runtimes.get(incident.sloId);
    const other = runtime?.incident;
    if (asked.kind === 'reopen' && other && other.id !== id)
      throw new FirebreakError('conflict', `${other.id} is open for ${incident.sloId}: work there`);
    const at = clock.now();
    const by = actorText(actor);
    const command = commandOf(asked, by, incident, state);
    const decision = decideIncident(incident, command, at, state.config.incidents);
    if (decision.kind === 'rejected') throw new FirebreakError('conflict', decision.reason);
    const { events } = decision;
    const next = events.reduce<Incident>(applyIncidentEvent, incident);
    const act = { action: AUDITED[asked.kind], target: id };
    const outcome = events.length === 0 ? 'unchanged' : 'done';
    const outbox = events.flatMap((event) => updateRows(next, event, state.config, ports));
    const ready = await store.commit({
      at,
      ...(events.length === 0 ? {} : { incidents: [next], incidentEvents: events }),
      outbox,
      audit: [auditEntry(actor, act, at, { outcome })],
    });
    // Under the same turn as the evaluations: what they know of it is what was stored.
    if (runtime && (other === undefined || other.id === id))
      runtime.incident = next.status === 'resolved' ? undefined : next;
    return { next, ready, told: outbox.length > 0 };
  });
  if (worked.told) ports.kickDelivery(worked.ready);
  return worked.next;
}

/** What is asked, with what is known here: the SLI before a mitigation, and by which name the on-call files know a person. */
function commandOf(asked: AskedCommand, by: string, incident: Incident, state: EngineState): PeopleCommand {
  if (asked.kind === 'mitigate') return { ...asked, by, before: sliNow(incident, state) };
  if (asked.kind === 'assign-role')
    return { ...asked, by, to: personOf(state.config.onCall, asked.to) ?? asked.to };
  return { ...asked, by };
}

/** What its SLI shows as this replica sees it. */
function sliNow(incident: Incident, { runtimes }: EngineState): SliSight {
  if (!isWatched(incident)) return { kind: 'unknown', reason: 'no SLI watches it' };
  const runtime = runtimes.get(incident.sloId);
  if (!runtime) return { kind: 'unknown', reason: 'not evaluated here' };
  const [shortest] = runtime.judgement?.windows ?? [];
  return shortest ? sightOf(shortest) : { kind: 'unknown', reason: 'not evaluated yet' };
}
