import type { IncidentCommand } from '../core/incident/decide.js';
import type { Incident, IncidentEvent } from '../core/incident/incident.js';
import { type RelatedIncident, relatedIncident } from '../core/incident/related.js';
import { attachedFrom } from '../core/incident/attached.js';
import { isMoreSevere } from '../core/incident/severity.js';
import type { AdvancedSlo } from './advance-slo.js';
import { type ChangedIncidents, changeIncidents } from './commands/change-incidents.js';
import type { EngineConfig } from './engine-config.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import type { AdvancedForeign } from './foreign-alerts.js';
import { incidentFacts } from './incident-facts.js';
import type { OutboxRow } from './ports.js';
import { owns, type Share } from './share.js';
import type { AlertRecord } from './slo-runtime.js';

/** What was decided of some SLOs, and what that does to incidents that are not theirs. */
export interface WithRelated {
  readonly advanced: readonly AdvancedSlo[];
  readonly others: ChangedIncidents;
}

/** More than are ever open at once. */
const MOST_OPEN = 10_000;

/** An incident that an alert has just opened, and what the service of its alert needs. */
interface Opened {
  readonly id: string;
  readonly dependsOn: readonly string[];
}

/**
 * Has incidents that have just opened merged into the related ones that go on: both sides and the page, which names the one that is worked
 * on, go into one transaction. One of another replica learns of it as of everything that becomes of merged ones.
 */
export async function attachRelated(
  state: EngineState,
  ports: EnginePorts,
  advanced: readonly AdvancedSlo[],
  at: number,
): Promise<WithRelated> {
  const opened = advanced.filter(hasOpened).map(({ incident, runtime }) => ({
    id: incident?.id ?? '',
    dependsOn: runtime.slo.metadata.dependsOn ?? [],
  }));
  const { now, events } = await relateOpened(state, ports, advanced, opened, at);
  return withChanges(advanced, now, events, state.config);
}

/** The same for alerts from outside; what a service needs is what its SLOs say. */
export async function attachForeign(
  state: EngineState,
  ports: EnginePorts,
  advanced: readonly AdvancedForeign[],
  at: number,
): Promise<{ readonly advanced: readonly AdvancedForeign[]; readonly others: ChangedIncidents }> {
  const opened = advanced.filter(hasOpened).flatMap(({ incident }) =>
    // Of what names no service nobody knows what it belongs to.
    incident && incident.service !== ''
      ? [{ id: incident.id, dependsOn: dependenciesOf(incident.service, state) }]
      : [],
  );
  const { now, events } = await relateOpened(state, ports, advanced, opened, at);
  const changed = changedOf(advanced, now, events);
  return {
    others: othersOf(advanced, now, events),
    advanced: advanced.map((each, index) => {
      const change = changed[index];
      if (!change) return each;
      const told = { rows: each.rows, alerts: each.record.alerts };
      const { rows, alerts } = change.survivor
        ? named(told, change.incident, change.survivor, state.config)
        : told;
      return {
        ...each,
        incident: change.incident,
        events: [...each.events, ...change.events],
        rows,
        record: { ...each.record, alerts },
      };
    }),
  };
}

/** As its SLOs say, here or in the files: alerts from outside may be another replica's than the SLOs of their service. */
function dependenciesOf(service: string, { runtimes, specs }: EngineState): readonly string[] {
  const templates = specs?.templates.map(({ slo }) => slo) ?? [];
  const all = [...[...runtimes.values()].map(({ slo }) => slo), ...(specs?.slos ?? []), ...templates];
  const own = all.filter((slo) => slo.service === service);
  return [...new Set(own.flatMap(({ metadata }) => metadata.dependsOn ?? []))];
}

/** All incidents that are open, as they are after what has just opened was merged, and what was added to their timelines. */
async function relateOpened(
  { config: { incidents: policy }, share }: EngineState,
  { store }: EnginePorts,
  decided: readonly { readonly incident: Incident | undefined }[],
  opened: readonly Opened[],
  at: number,
): Promise<{ readonly now: ReadonlyMap<string, Incident>; readonly events: readonly IncidentEvent[] }> {
  const within = policy.attachRelatedWithin;
  if (opened.length === 0 || within === undefined) return { now: new Map(), events: [] };
  const now = new Map(
    (await store.incidents({ open: true, limit: MOST_OPEN })).map((each) => [each.id, each]),
  );
  for (const { incident } of decided) if (incident) now.set(incident.id, incident);
  const events: IncidentEvent[] = [];
  for (const { id, dependsOn } of opened) {
    const incident = now.get(id);
    const related = incident && relatedIncident(incident, dependsOn, [...now.values()], within);
    if (!related) continue;
    const commands = commandsFor(incident, related, share);
    const changed = changeIncidents([incident, related.into], commands, at, policy);
    for (const each of changed.incidents) now.set(each.id, each);
    events.push(...changed.events);
  }
  return { now, events };
}

function hasOpened(advanced: AdvancedSlo | AdvancedForeign): boolean {
  const events = 'events' in advanced ? advanced.events : advanced.incidentEvents;
  return events[0]?.kind === 'declared';
}

function commandsFor(
  incident: Incident,
  { into, why }: RelatedIncident,
  share: Share,
): readonly (readonly [string, IncidentCommand])[] {
  const { id, title, severity } = incident;
  const merge = [id, { kind: 'merge', into: into.id, by: 'engine', why }] as const;
  if (!owns(share, into.sloId)) return [merge];
  const attach = { kind: 'attach', alert: attachedFrom(incident), title, by: 'engine', why } as const;
  const reason = `${id}: ${incident.severityReason}`;
  return [
    merge,
    [into.id, attach],
    ...(isMoreSevere(severity, into.severity)
      ? [[into.id, { kind: 'score', scored: { severity, reason } }] as const]
      : []),
  ];
}

function withChanges(
  advanced: readonly AdvancedSlo[],
  now: ReadonlyMap<string, Incident>,
  events: readonly IncidentEvent[],
  config: EngineConfig,
): WithRelated {
  const changed = changedOf(advanced, now, events);
  return {
    others: othersOf(advanced, now, events),
    advanced: advanced.map((each, index) => {
      const change = changed[index];
      if (!change) return each;
      return {
        ...each,
        ...(change.survivor ? named(each, change.incident, change.survivor, config) : {}),
        incident: change.incident,
        incidentEvents: [...each.incidentEvents, ...change.events],
      };
    }),
  };
}

/** What became of the incidents that were decided, each where something did: as it is now, and into which it was merged. */
function changedOf(
  decided: readonly { readonly incident: Incident | undefined }[],
  now: ReadonlyMap<string, Incident>,
  events: readonly IncidentEvent[],
) {
  return decided.map(({ incident: before }) => {
    const incident = before && now.get(before.id);
    const more = events.filter(({ incidentId }) => incidentId === incident?.id);
    if (!incident || more.length === 0) return undefined;
    const survivor = incident.mergedInto === undefined ? undefined : now.get(incident.mergedInto);
    return { incident, survivor, events: more };
  });
}

/** The incidents that were changed besides those that were decided. */
function othersOf(
  decided: readonly { readonly incident: Incident | undefined }[],
  now: ReadonlyMap<string, Incident>,
  events: readonly IncidentEvent[],
): ChangedIncidents {
  const own = new Set(decided.flatMap(({ incident }) => (incident ? [incident.id] : [])));
  const foreign = events.filter(({ incidentId }) => !own.has(incidentId));
  const ids = new Set(foreign.map(({ incidentId }) => incidentId));
  return { incidents: [...now.values()].filter(({ id }) => ids.has(id)), events: foreign };
}

/** The page of what was merged is told as the one in which it is worked on. */
function named(
  { rows, alerts }: Pick<AdvancedSlo, 'rows' | 'alerts'>,
  { id }: Incident,
  survivor: Incident,
  config: EngineConfig,
): Pick<AdvancedSlo, 'rows' | 'alerts'> {
  const name = <Telling extends Pick<OutboxRow, 'signal'>>(telling: Telling): Telling => {
    const { signal } = telling;
    if (signal.incidentId !== id) return telling;
    const facts = signal.incident && {
      incident: incidentFacts(survivor, config, signal.incident.impact),
    };
    return { ...telling, signal: { ...signal, incidentId: survivor.id, ...facts } };
  };
  const told = Object.fromEntries(
    Object.entries(alerts.told).map(([kind, each]) => [kind, name(each)]),
  ) as AlertRecord['told'];
  return { rows: rows.map(name), alerts: { ...alerts, told } };
}
