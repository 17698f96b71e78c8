import { type Actor, actorText } from '../../core/access/actor.js';
import { auditEntry } from '../../core/access/audit-entry.js';
import { FirebreakError } from '../../core/errors.js';
import type { IncidentCommand } from '../../core/incident/decide.js';
import type { Incident } from '../../core/incident/incident.js';
import { meantText } from '../../core/nearest.js';
import { isMoreSevere } from '../../core/incident/severity.js';
import { SEVERITIES } from '../../core/incident/severities.js';
import { adoptIncident } from '../adopt-incident.js';
import type { EnginePorts, EngineState } from '../engine-state.js';
import type { Store } from '../ports.js';
import { statusById } from '../queries/statuses.js';
import { changeIncidents, storedIncident } from './change-incidents.js';
import {
  declaredWith,
  type NewDeclaration,
  type OpenedIncident,
  openDeclared,
  seenNow,
  wasDeclared,
} from './open-declared.js';

/** What a person says when nothing else has said it. */
export interface AskedDeclaration extends NewDeclaration {
  /** Another one is wanted although one of the service is open. */
  readonly separate: boolean;
}

/** `opened` is false where one of the service was open already: what was said is on its timeline. */
export interface DeclaredIncident {
  readonly opened: boolean;
  readonly incident: Incident;
}

const MOST_OPEN = 10_000;
const MOST_NAMED = 10;

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
): Promise<OpenedIncident> {
  const { store } = ports;
  const { key, service, sloId } = asked;
  const unchanged = (opened: boolean, incident: Incident): OpenedIncident => ({
    opened,
    incident,
    told: false,
    ready: [],
  });
  const seen = await wasDeclared(store, key);
  const before = seen && (await declaredWith(store, key));
  if (before) return unchanged(true, before);
  const open = await store.incidents({ open: true, service, limit: MOST_OPEN });
  const sameSlo = open.find((each) => each.sloId === sloId);
  if (asked.separate && sameSlo)
    throw new FirebreakError(
      'conflict',
      `${sameSlo.id} is open for ${sameSlo.sloId}: work there`,
      `firebreak incident show ${sameSlo.id}`,
    );
  const joined = asked.separate ? undefined : await workedOn(store, sameSlo ?? chosenOf(open));
  if (joined) return seen ? unchanged(false, joined) : join(joined, state, ports, asked, actor);
  if (seen) throw new FirebreakError('conflict', 'this was declared before, and is over');
  return openDeclared(state, ports, asked, actor);
}

/** What a person says is not lost where an incident is open already, least of all that it is worse. */
async function join(
  incident: Incident,
  state: EngineState,
  { store, clock }: EnginePorts,
  { title, severity, key }: AskedDeclaration,
  actor: Actor,
): Promise<OpenedIncident> {
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
  const { incidents, events } = changeIncidents(
    [incident],
    commands.map((command) => [incident.id, command]),
    at,
    state.config.incidents,
  );
  const [next = incident] = incidents;
  await store.commit({
    at,
    incidents,
    incidentEvents: events,
    ...seenNow(key, at),
    audit: [auditEntry(actor, { action: 'incident.declare', target: incident.id }, at)],
  });
  adoptIncident(state, next);
  return { opened: false, incident: next, told: false, ready: [] };
}

function refuseUnknownSlo(state: EngineState, sloId: string, service: string, at: number): void {
  const status = statusById(state, sloId, at);
  if (!status) {
    const meant = meantText(sloId, [...state.runtimes.keys(), ...state.elsewhere.keys()].sort(), MOST_NAMED);
    const known = meant === undefined ? '' : `: ${meant}`;
    throw new FirebreakError('invalid-input', `there is no SLO ${sloId}${known}`);
  }
  if (status.service !== service)
    throw new FirebreakError('invalid-input', `${sloId} is of ${status.service}, not of ${service}`);
}

/** What was merged is worked on in another one. */
async function workedOn(store: Store, incident: Incident | undefined): Promise<Incident | undefined> {
  return incident?.mergedInto === undefined ? incident : storedIncident(store, incident.mergedInto);
}

/** Where several are open: one that goes on before one that is watched, then the most severe, one that people work on, the oldest. */
function chosenOf(open: readonly Incident[]): Incident | undefined {
  const rank = ({ status, severity, inHandAt, openedAt }: Incident) => [
    status === 'open' ? 0 : 1,
    SEVERITIES.indexOf(severity),
    inHandAt === undefined ? 1 : 0,
    openedAt,
  ];
  const before = (a: Incident, b: Incident) => {
    const [one, other] = [rank(a), rank(b)];
    return one.map((value, index) => value - (other[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
  };
  // They come newest first, and those of the same instant stay in their order.
  return [...open].reverse().sort(before)[0];
}
