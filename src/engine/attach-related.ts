import type { IncidentCommand } from '../core/incident/decide.js';
import type { Incident, IncidentEvent } from '../core/incident/incident.js';
import { type RelatedIncident, relatedIncident } from '../core/incident/related.js';
import { attachedFrom } from '../core/incident/attached.js';
import { isMoreSevere } from '../core/incident/severity.js';
import type { AdvancedSlo } from './advance-slo.js';
import { type ChangedIncidents, changeIncidents } from './commands/change-incidents.js';
import type { EngineConfig } from './engine-config.js';
import type { EnginePorts, EngineState } from './engine-state.js';
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

/**
 * Has incidents that have just opened merged into the related ones that go on: both sides and the page, which names the one that is worked
 * on, go into one transaction. One of another replica learns of it as of everything that becomes of merged ones.
 */
export async function attachRelated(
  { config, share }: EngineState,
  { store }: EnginePorts,
  advanced: readonly AdvancedSlo[],
  at: number,
): Promise<WithRelated> {
  const { incidents: policy } = config;
  const within = policy.attachRelatedWithin;
  const opened = advanced.filter(hasOpened);
  if (opened.length === 0 || within === undefined) return { advanced, others: { incidents: [], events: [] } };
  const now = new Map(
    (await store.incidents({ open: true, limit: MOST_OPEN })).map((each) => [each.id, each]),
  );
  for (const { incident } of advanced) if (incident) now.set(incident.id, incident);
  const events: IncidentEvent[] = [];
  for (const { incident: { id } = { id: '' }, runtime } of opened) {
    const incident = now.get(id);
    if (!incident) continue;
    const related = relatedIncident(
      incident,
      runtime.slo.metadata.dependsOn ?? [],
      [...now.values()],
      within,
    );
    if (!related) continue;
    const commands = commandsFor(incident, related, share);
    const changed = changeIncidents([incident, related.into], commands, at, policy);
    for (const each of changed.incidents) now.set(each.id, each);
    events.push(...changed.events);
  }
  return withChanges(advanced, now, events, config);
}

function hasOpened({ incidentEvents: [first] }: AdvancedSlo): boolean {
  return first?.kind === 'declared';
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
  const own = new Set(advanced.flatMap(({ incident }) => (incident ? [incident.id] : [])));
  const foreign = events.filter(({ incidentId }) => !own.has(incidentId));
  const ids = new Set(foreign.map(({ incidentId }) => incidentId));
  return {
    advanced: advanced.map((each) => {
      const incident = each.incident && now.get(each.incident.id);
      const more = events.filter(({ incidentId }) => incidentId === incident?.id);
      if (!incident || more.length === 0) return each;
      const survivor = incident.mergedInto === undefined ? undefined : now.get(incident.mergedInto);
      return {
        ...each,
        ...(survivor ? named(each, incident, survivor, config) : {}),
        incident,
        incidentEvents: [...each.incidentEvents, ...more],
      };
    }),
    others: { incidents: [...now.values()].filter(({ id }) => ids.has(id)), events: foreign },
  };
}

/** The page of what was merged is told as the one in which it is worked on. */
function named(
  { rows, alerts }: AdvancedSlo,
  { id }: Incident,
  survivor: Incident,
  config: EngineConfig,
): Pick<AdvancedSlo, 'rows' | 'alerts'> {
  const name = <Telling extends Pick<OutboxRow, 'signal'>>(telling: Telling): Telling => {
    const { signal } = telling;
    if (signal.incidentId !== id) return telling;
    const facts = signal.incident && { incident: incidentFacts(survivor, config, undefined) };
    return { ...telling, signal: { ...signal, incidentId: survivor.id, ...facts } };
  };
  const told = Object.fromEntries(
    Object.entries(alerts.told).map(([kind, each]) => [kind, name(each)]),
  ) as AlertRecord['told'];
  return { rows: rows.map(name), alerts: { ...alerts, told } };
}
