import { type Actor, actorText } from '../../core/access/actor.js';
import { auditEntry } from '../../core/access/audit-entry.js';
import { FirebreakError } from '../../core/errors.js';
import { applyIncidentEvent } from '../../core/incident/apply.js';
import { decideIncident, type IncidentCommand } from '../../core/incident/decide.js';
import type { Incident, IncidentEvent, IncidentSeverity } from '../../core/incident/incident.js';
import { isMoreSevere } from '../../core/incident/severity.js';
import { adoptIncident } from '../adopt-incident.js';
import { declaredAlert, declaredAlertKey } from '../declared-alerts.js';
import type { EnginePorts, EngineState } from '../engine-state.js';
import { type AdvancedForeign, advanceForeign } from '../foreign-alerts.js';
import type { OutboxRow } from '../ports.js';
import { statusById } from '../queries/statuses.js';

/** What a person says when nothing else has said it. */
export interface AskedDeclaration {
  readonly service: string;
  readonly severity: IncidentSeverity;
  readonly title: string;
  /** The SLO whose recovery is watched; undefined: none, and its end is a person's word. */
  readonly sloId: string | undefined;
  /** The request's own name: asked again with it, no second one is opened. */
  readonly key: string | undefined;
  /** Another one is wanted although one of the service is open. */
  readonly separate: boolean;
}

/** `opened` is false where one of the service was open already: what was said is on its timeline. */
export interface DeclaredIncident {
  readonly opened: boolean;
  readonly incident: Incident;
}

interface Done extends DeclaredIncident {
  readonly told: boolean;
  readonly ready: readonly OutboxRow[];
}

const MOST_OPEN = 10_000;
const MOST_RECENT = 1000;
const SEEN_AS = 'declaration';

/**
 * Opens an incident on a person's word, and tells of it as of an alert. Where one of the service is open what was said joins that: it goes on
 * its timeline, and raises its severity.
 */
export async function declareIncident(
  state: EngineState,
  ports: EnginePorts,
  asked: AskedDeclaration,
  actor: Actor,
): Promise<DeclaredIncident> {
  if (asked.sloId !== undefined) refuseUnknownSlo(state, asked.sloId, asked.service, ports.clock.now());
  const { opened, incident, told, ready } = await state.commits.run(() =>
    declareNow(state, ports, asked, actor),
  );
  if (told) ports.kickDelivery(ready);
  return { opened, incident };
}

async function declareNow(
  state: EngineState,
  ports: EnginePorts,
  asked: AskedDeclaration,
  actor: Actor,
): Promise<Done> {
  const { store } = ports;
  const { key, service, sloId } = asked;
  const unchanged = (opened: boolean, incident: Incident): Done => ({
    opened,
    incident,
    told: false,
    ready: [],
  });
  const seen = key !== undefined && (await store.wasSeen(SEEN_AS, key));
  const recent = seen ? await store.incidents({ limit: MOST_RECENT }) : [];
  const before = recent.find(({ declared }) => declared?.requestKey === key);
  if (before) return unchanged(true, before);
  const open = await store.incidents({ open: true, service, limit: MOST_OPEN });
  const sameSlo = open.find((each) => each.sloId === sloId);
  if (asked.separate && sameSlo)
    throw new FirebreakError('conflict', `${sameSlo.id} is open for ${sameSlo.sloId}: work there`);
  const joined = asked.separate ? undefined : (sameSlo ?? mostSevere(open));
  if (joined) return seen ? unchanged(false, joined) : join(joined, state, ports, asked, actor);
  if (seen) throw new FirebreakError('conflict', 'this was declared before, and is over');
  return openAnother(state, ports, asked, actor);
}

/** What a person says is not lost where an incident is open already, least of all that it is worse. */
async function join(
  incident: Incident,
  state: EngineState,
  { store, clock }: EnginePorts,
  { title, severity, key }: AskedDeclaration,
  actor: Actor,
): Promise<Done> {
  const at = clock.now();
  const by = actorText(actor);
  const reason = `declared by ${by}: ${title}`;
  const commands: IncidentCommand[] = [
    {
      kind: 'add-entry',
      text: `declared again, as ${severity.toUpperCase()}: ${title}`,
      happenedAt: undefined,
      by,
    },
    ...(isMoreSevere(severity, incident.severity)
      ? [{ kind: 'set-severity', severity, reason, by } as const]
      : []),
  ];
  let next: Incident | undefined = incident;
  const events: IncidentEvent[] = [];
  for (const command of commands) {
    const decision = decideIncident(next, command, at, state.config.incidents);
    if (decision.kind === 'rejected') throw new FirebreakError('conflict', decision.reason);
    events.push(...decision.events);
    next = decision.events.reduce<Incident>(applyIncidentEvent, next);
  }
  await store.commit({
    at,
    incidents: [next],
    incidentEvents: events,
    ...seenNow(key, at),
    audit: [auditEntry(actor, { action: 'incident.declare', target: incident.id }, at)],
  });
  adoptIncident(state, next);
  return { opened: false, incident: next, told: false, ready: [] };
}

async function openAnother(
  state: EngineState,
  ports: EnginePorts,
  asked: AskedDeclaration,
  actor: Actor,
): Promise<Done> {
  const { store, clock, replicas } = ports;
  const at = clock.now();
  const number = replicas ? await replicas.takeNumbers(1) : state.lastIncidentNumber + 1;
  const opened = declareAs(`INC-${number}`, state, asked, actorText(actor), at);
  const { incident, events, told } = opened;
  const { rows, record, unrouted } = told;
  const ready = await store.commit({
    at,
    states: [{ kind: 'foreign', key: record.alert.key, value: record }],
    incidents: [incident],
    incidentEvents: events,
    outbox: rows,
    ...seenNow(asked.key, at),
    audit: [auditEntry(actor, { action: 'incident.declare', target: incident.id }, at)],
  });
  state.lastIncidentNumber = number;
  state.foreign = new Map(state.foreign).set(record.alert.key, record);
  const runtime = state.runtimes.get(incident.sloId);
  if (runtime) runtime.incident = incident;
  for (const { severity } of unrouted)
    ports.log.error('no route takes this incident: nobody is told', { incident: incident.id, severity });
  return { opened: true, incident, told: rows.length > 0, ready };
}

function declareAs(
  incidentId: string,
  { share, config }: EngineState,
  { service, severity, title, sloId, key }: AskedDeclaration,
  by: string,
  at: number,
): {
  readonly incident: Incident;
  readonly events: readonly IncidentEvent[];
  readonly told: AdvancedForeign;
} {
  const alertKey = declaredAlertKey(share, incidentId);
  if (alertKey === undefined)
    throw new FirebreakError('not-ready', 'this replica has no part of the work yet: ask again, or another');
  const command = {
    kind: 'declare',
    incidentId,
    sloId: sloId ?? alertKey,
    service,
    slo: sloId === undefined ? '' : sloId.slice(service.length + 1),
    title,
    scored: { severity, reason: `declared by ${by}` },
    failingSince: undefined,
    declared: { by, alertKey, requestKey: key },
  } as const;
  const decision = decideIncident(undefined, command, at, config.incidents);
  if (decision.kind === 'rejected') throw new FirebreakError('conflict', decision.reason);
  const { events } = decision;
  const incident = events.reduce<Incident | undefined>(applyIncidentEvent, undefined);
  if (!incident) throw new Error('a declaration leaves an incident');
  const alert = declaredAlert(alertKey, incidentId, { service, severity, title }, by);
  const told = advanceForeign(undefined, incident, alert, true, { at, config, nextId: () => incidentId });
  return { incident, events, told };
}

function refuseUnknownSlo(state: EngineState, sloId: string, service: string, at: number): void {
  const status = statusById(state, sloId, at);
  if (!status) throw new FirebreakError('invalid-input', `there is no SLO ${sloId}`);
  if (status.service !== service)
    throw new FirebreakError('invalid-input', `${sloId} is of ${status.service}, not of ${service}`);
}

function mostSevere(incidents: readonly Incident[]): Incident | undefined {
  return incidents.reduce<Incident | undefined>(
    (worst, each) => (worst && !isMoreSevere(each.severity, worst.severity) ? worst : each),
    undefined,
  );
}

function seenNow(key: string | undefined, at: number) {
  return key === undefined ? {} : { inboundSeen: [{ source: SEEN_AS, id: key, at }] };
}
