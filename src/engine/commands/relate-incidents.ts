import { type Actor, actorText } from '../../core/access/actor.js';
import { auditEntry } from '../../core/access/audit-entry.js';
import { isAnswered } from '../../core/escalation/decide-escalation.js';
import { isOwnedBy } from '../../core/escalation/who-is-called.js';
import type { IncidentCommand } from '../../core/incident/decide.js';
import type { Incident } from '../../core/incident/incident.js';
import { attachedFrom } from '../../core/incident/attached.js';
import { isMoreSevere } from '../../core/incident/severity.js';
import { adoptIncident } from '../adopt-incident.js';
import type { EnginePorts, EngineState } from '../engine-state.js';
import type { OutboxRow } from '../ports.js';
import { acknowledgementRows } from './acknowledge-incident.js';
import { type WorkedIncident, workedIncident } from './worked-incident.js';
import { changeIncidents, storedIncident } from './change-incidents.js';
import { refuseUnknownTeam } from './refuse-unknown-name.js';

type Put = readonly (readonly [id: string, command: IncidentCommand])[];

/**
 * Merges a duplicate into the incident in which work goes on; gives back that one. Whoever has acknowledged one of the two has acknowledged
 * both, and the worse severity is that of both.
 */
export async function mergeIncidents(
  state: EngineState,
  ports: EnginePorts,
  id: string,
  into: string,
  actor: Actor,
): Promise<WorkedIncident> {
  return relate(state, ports, [id, into], actor, (merged, survivor, by, at) => ({
    commands: [
      [id, { kind: 'merge', into, by }],
      [into, { kind: 'attach', alert: attachedFrom(merged), title: merged.title, by }],
      ...(isAnswered(merged) && !isAnswered(survivor)
        ? [[into, { kind: 'acknowledge', by: merged.acknowledgedBy ?? by, via: id }] as const]
        : []),
      ...(isMoreSevere(merged.severity, survivor.severity)
        ? [[into, { kind: 'set-severity', severity: merged.severity, reason: `that of ${id}`, by }] as const]
        : []),
    ],
    outbox:
      isAnswered(survivor) && !isAnswered(merged)
        ? acknowledgementRows(merged, state, ports, at, survivor.acknowledgedBy ?? by)
        : [],
  }));
}

/** Takes a merged incident out again: from then on it is worked on by itself. Gives it back. */
export async function unmergeIncident(
  state: EngineState,
  ports: EnginePorts,
  id: string,
  actor: Actor,
): Promise<WorkedIncident> {
  const { mergedInto = id, sloId } = await storedIncident(ports.store, id);
  return relate(state, ports, [mergedInto, id], actor, (_survivor, _merged, by) => ({
    commands: [
      [id, { kind: 'unmerge', by }],
      [mergedInto, { kind: 'detach', incident: id, sloId, by }],
    ],
  }));
}

/** Makes an incident a part of another one, with the team that owns it; gives back the whole. */
export async function addChildIncident(
  state: EngineState,
  ports: EnginePorts,
  id: string,
  { child, team }: { readonly child: string; readonly team: string | undefined },
  actor: Actor,
): Promise<WorkedIncident> {
  if (team !== undefined) refuseUnknownTeam(state.config.onCall, team);
  return relate(state, ports, [child, id], actor, (part, _parent, by) => ({
    commands: [
      [child, { kind: 'set-parent', parent: id, by }],
      [id, { kind: 'add-child', child, by }],
      ...(team === undefined
        ? []
        : [
            [
              child,
              { kind: 'set-team', team, owned: isOwnedBy(team, state.config.onCall, part), by },
            ] as const,
          ]),
    ],
  }));
}

/** Tells both sides in one transaction, and gives back the second. */
async function relate(
  state: EngineState,
  ports: EnginePorts,
  [first, second]: readonly [string, string],
  actor: Actor,
  decide: (
    first: Incident,
    second: Incident,
    by: string,
    at: number,
  ) => { readonly commands: Put; readonly outbox?: readonly OutboxRow[] },
): Promise<WorkedIncident> {
  const { store, clock } = ports;
  const done = await state.commits.run(async () => {
    const at = clock.now();
    const both = [await storedIncident(store, first), await storedIncident(store, second)] as const;
    const { commands, outbox = [] } = decide(...both, actorText(actor), at);
    const { incidents, events } = changeIncidents(both, commands, at, state.config.incidents);
    const act = { action: 'incident.relate', target: `${first} ${second}` } as const;
    const outcome = events.length === 0 ? 'unchanged' : 'done';
    const told = events.length === 0 ? [] : outbox;
    const ready = await store.commit({
      at,
      incidents,
      incidentEvents: events,
      outbox: told,
      audit: [auditEntry(actor, act, at, { outcome })],
    });
    for (const incident of incidents) adoptIncident(state, incident);
    const incident = incidents.find(({ id }) => id === second) ?? both[1];
    return { incident, events, told: told.length > 0, ready };
  });
  if (done.told) ports.kickDelivery(done.ready);
  return workedIncident(done.incident, done.events, state.config);
}
