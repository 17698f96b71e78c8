import { type Actor, actorText } from '../../core/access/actor.js';
import { auditEntry } from '../../core/access/audit-entry.js';
import { FirebreakError } from '../../core/errors.js';
import { applyIncidentEvent } from '../../core/incident/apply.js';
import { decideIncident, type IncidentCommand } from '../../core/incident/decide.js';
import type { Incident, IncidentEvent, IncidentSeverity } from '../../core/incident/incident.js';
import { adoptIncident } from '../adopt-incident.js';
import { declaredAlert, declaredAlertKey } from '../declared-alerts.js';
import type { EnginePorts, EngineState } from '../engine-state.js';
import { type AdvancedForeign, advanceForeign } from '../foreign-alerts.js';
import { impactNow } from '../incident-facts.js';
import type { OutboxRow, Store } from '../ports.js';
import { changeIncidents } from './change-incidents.js';

/** What a new incident is to be. */
export interface NewDeclaration {
  readonly service: string;
  readonly severity: IncidentSeverity;
  readonly title: string;
  /** The SLO whose recovery is watched; undefined: none, and its end is a person's word. */
  readonly sloId: string | undefined;
  /** The request's own name: asked again with it, no second one is opened. */
  readonly key: string | undefined;
}

/** `opened` is false for one that was open already. */
export interface OpenedIncident {
  readonly opened: boolean;
  readonly incident: Incident;
  readonly told: boolean;
  /** What may be sent at once. */
  readonly ready: readonly OutboxRow[];
}

/** What a new incident takes from the one that it is split off. */
export interface SplitOff {
  readonly from: Incident;
  readonly entries: readonly IncidentEvent[];
}

const SEEN_AS = 'declaration';
const MOST_RECENT = 1000;

/** Whether a declaration was taken already. */
export async function wasDeclared(store: Store, key: string | undefined): Promise<boolean> {
  return key !== undefined && (await store.wasSeen(SEEN_AS, key));
}

/** The incident that a request has opened. */
export async function declaredWith(store: Store, key: string | undefined): Promise<Incident | undefined> {
  const recent = await store.incidents({ limit: MOST_RECENT });
  return recent.find(({ declared }) => declared !== undefined && declared.requestKey === key);
}

/** Opens one, with all that follows from it, in one transaction; called within `commits`. */
export async function openDeclared(
  state: EngineState,
  ports: EnginePorts,
  asked: NewDeclaration,
  actor: Actor,
  split?: SplitOff,
): Promise<OpenedIncident> {
  const { store, clock, replicas } = ports;
  const at = clock.now();
  const number = replicas ? await replicas.takeNumbers(1) : state.lastIncidentNumber + 1;
  const by = actorText(actor);
  const id = `INC-${number}`;
  const declared = declareAs(id, state, asked, by, at, split?.from.id);
  const { rows, record, unrouted } = declared.told;
  const more = changeIncidents(
    [declared.incident, ...(split ? [split.from] : [])],
    split ? splitCommands(split, declared.incident, by) : [],
    at,
    state.config.incidents,
  );
  const incident = more.incidents.find((each) => each.id === id) ?? declared.incident;
  const others = more.incidents.filter((each) => each.id !== id);
  const ready = await store.commit({
    at,
    states: [{ kind: 'foreign', key: record.alert.key, value: record }],
    incidents: [incident, ...others],
    incidentEvents: [...declared.events, ...more.events],
    outbox: rows,
    ...seenNow(asked.key, at),
    audit: [auditEntry(actor, { action: 'incident.declare', target: incident.id }, at)],
  });
  state.lastIncidentNumber = number;
  state.foreign = new Map(state.foreign).set(record.alert.key, record);
  const runtime = state.runtimes.get(incident.sloId);
  if (runtime) runtime.incident = incident;
  for (const each of others) adoptIncident(state, each);
  for (const { severity } of unrouted)
    ports.log.error('no route takes this incident: nobody is told', { incident: incident.id, severity });
  return { opened: true, incident, told: rows.length > 0, ready };
}

function declareAs(
  incidentId: string,
  state: EngineState,
  { service, severity, title, sloId, key }: NewDeclaration,
  by: string,
  at: number,
  splitFrom: string | undefined,
): {
  readonly incident: Incident;
  readonly events: readonly IncidentEvent[];
  readonly told: AdvancedForeign;
} {
  const { share, config } = state;
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
    declared: { by, alertKey, requestKey: key, splitFrom },
  } as const;
  const decision = decideIncident(undefined, command, at, config.incidents);
  if (decision.kind === 'rejected') throw new FirebreakError('conflict', decision.reason);
  const { events } = decision;
  const incident = events.reduce<Incident | undefined>(applyIncidentEvent, undefined);
  if (!incident) throw new Error('a declaration leaves an incident');
  const alert = declaredAlert(alertKey, incidentId, { service, severity, title }, by);
  const told = advanceForeign(undefined, incident, alert, true, {
    at,
    config,
    nextId: () => incidentId,
    impact: impactNow(incident, state, at),
  });
  return { incident, events, told };
}

/** What notes that a request was taken. */
export function seenNow(key: string | undefined, at: number) {
  return key === undefined ? {} : { inboundSeen: [{ source: SEEN_AS, id: key, at }] };
}

/** Entries are copied with both times; the old timeline keeps them, and names the new one. */
function splitCommands({ from, entries }: SplitOff, { id, title }: Incident, by: string) {
  const copies = entries.map((entry): readonly [string, IncidentCommand] => {
    const happenedAt = Number(entry.data['happenedAt'] ?? entry.at);
    return [id, { kind: 'add-entry', text: `${from.id}, ${entry.by}: ${entry.text}`, happenedAt, by }];
  });
  const text = `${id} is split off: ${title}`;
  return [...copies, [from.id, { kind: 'add-entry', text, happenedAt: undefined, by }] as const];
}
