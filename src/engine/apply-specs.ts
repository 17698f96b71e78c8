import type { EngineConfig } from './engine-config.js';
import { adoptConfig } from './plan-in-force.js';
import type { PolicyState } from '../core/error-budget/policy-state.js';
import { declareInFiles } from '../core/exclusions/changes.js';
import { applyIncidentEvent } from '../core/incident/apply.js';
import { decideIncident } from '../core/incident/decide.js';
import type { Incident, IncidentEvent } from '../core/incident/incident.js';
import { type Slo, SOURCE_ID } from '../core/slo/slo.js';
import { composeResolve } from './compose-signal.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import type { ForeignRecord } from './foreign-alerts.js';
import { idsOf, type NewSpecs } from './new-specs.js';
import type { OutboxRow, StateRecord } from './ports.js';
import { owns, ownsSource } from './share.js';
import { goneFacts } from './slo-facts.js';
import { type AlertRecord, countKey, NO_ALERTS, newRuntime, type SloRuntime } from './slo-runtime.js';
import { outboxRows } from './tell.js';
import { type ToldAgain, tellAgain } from './tell-again.js';
import { carriedTemplates, groupsKey, groupsRecord, type TemplateRuntime } from './template-runtime.js';

/** What a start of the daemon finds in the store. */
export interface TakenUp {
  /** The SLOs whose stored counts go on. */
  readonly counted: ReadonlySet<string>;
  readonly policies: ReadonlyMap<string, PolicyState>;
}

const NOTHING: TakenUp = { counted: new Set(), policies: new Map() };

/** What is to hold: SLOs by themselves, and templates with their label sets. */
interface NewSet extends Omit<NewSpecs, 'templates' | 'exclusions'> {
  readonly templates: ReadonlyMap<string, TemplateRuntime>;
  /** Undefined when those in force stay. */
  readonly exclusions: NewSpecs['exclusions'] | undefined;
  /** One replica writes down for all what files say of exclusions. */
  readonly leads: boolean;
}

/** Puts what files say in force, with the label sets that templates had before. */
export function applySpecs(
  state: EngineState,
  ports: EnginePorts,
  specs: NewSpecs,
  takenUp: TakenUp = NOTHING,
): Promise<void> {
  return state.turns.run(() => applyOwnSpecs(state, ports, specs, takenUp));
}

/** The same within a turn: of what files say, that which is this replica's to judge. */
export async function applyOwnSpecs(
  state: EngineState,
  ports: EnginePorts,
  specs: NewSpecs,
  takenUp: TakenUp,
): Promise<void> {
  const { share } = state;
  const slos = specs.slos.filter(({ id }) => owns(share, id));
  const templates = carriedTemplates(
    state,
    specs.templates.filter(({ slo }) => owns(share, slo.id)),
  );
  const leads = ownsSource(share, idsOf(specs));
  await putInForce(state, ports, { ...specs, slos, templates, leads }, takenUp);
  state.specs = specs;
}

/** Puts other label sets in force; called within a turn. */
export function applyGroups(
  state: EngineState,
  ports: EnginePorts,
  templates: ReadonlyMap<string, TemplateRuntime>,
): Promise<void> {
  const slos = [...state.runtimes.values()].flatMap(({ slo }) => (slo.group ? [] : [slo]));
  return putInForce(
    state,
    ports,
    {
      slos,
      templates,
      exclusions: undefined,
      leads: false,
      config: { ...state.config, onCall: state.planOfFiles },
      complete: state.complete,
    },
    NOTHING,
  );
}

/**
 * Puts a new set of SLOs in force, in one transaction: unchanged SLOs go on counting, those that count something else start
 * anew but keep their alerts, and what was told about removed ones is taken back.
 */
function putInForce(state: EngineState, ports: EnginePorts, set: NewSet, takenUp: TakenUp): Promise<void> {
  return state.commits.run(async () => {
    const at = ports.clock.now();
    const slos = [...set.slos, ...[...set.templates.values()].flatMap((template) => template.slos)];
    const runtimes = new Map(slos.map((slo) => [slo.id, carryOver(state, slo, takenUp, at)]));
    const gone = goneFrom(state, runtimes, set.templates);
    const removed = set.complete ? [...gone] : [];
    // Whatever an earlier life of theirs has stored would be counted twice.
    const fresh = [...runtimes.values()].filter(
      (runtime) => state.runtimes.get(runtime.slo.id) !== runtime && !takenUp.counted.has(runtime.slo.id),
    );
    const incidents = openIncidents(state).filter((incident) => !runtimes.has(incident.sloId));
    const ended = set.complete
      ? incidents.map((incident) => endIncident(incident, whyGone(state, incident, set), at, set.config))
      : [];
    const told = [...runtimes.values()].map((runtime) => ({
      runtime,
      again: tellAgain(runtime.alerts, set.config.routes),
    }));
    const source = tellAgain(state.sourceAlerts, set.config.routes);
    const foreign = [...state.foreign.values()].map((record) => ({
      record,
      again: tellAgain(record.alerts, set.config.routes),
    }));
    const excluding = set.exclusions
      ? declareInFiles(state.exclusions, set.exclusions, set.complete, at)
      : { exclusions: state.exclusions, changes: [] };
    await ports.store.commit({
      at,
      exclusionChanges: set.leads ? excluding.changes : [],
      audit: set.audit ?? [],
      forgetSlos: [...removed.map(([id]) => id), ...fresh.map(({ slo }) => slo.id)],
      states: [
        ...fresh.flatMap(keptStates),
        ...told.flatMap(({ runtime, again }) => changedAlerts(runtime.slo.id, runtime.alerts, again)),
        ...changedAlerts(SOURCE_ID, state.sourceAlerts, source),
        ...foreign.flatMap(changedForeign),
        ...[...set.templates.values()].map(groupsRecord),
      ],
      outbox: [
        ...removed.flatMap(([, alerts]) => takeBack(alerts, at)),
        ...told.flatMap(({ again }) => again.rows),
        ...source.rows,
        ...foreign.flatMap(({ again }) => again.rows),
      ],
      retrySignals: [...[...told, ...foreign].flatMap(({ again }) => again.retry), ...source.retry],
      facts: removed.flatMap(([id, { state: alerts }]) => goneFacts(id, at, alerts)),
      incidents: ended.map(({ incident }) => incident),
      incidentEvents: ended.flatMap(({ events }) => events),
    });
    state.orphans = set.complete ? new Map() : gone;
    state.orphanIncidents = set.complete ? [] : incidents;
    state.orphanGroups = set.complete ? new Map() : orphanGroups(state, set.templates);
    state.runtimes = runtimes;
    state.templates = set.templates;
    for (const { runtime, again } of told) runtime.alerts = again.alerts;
    state.sourceAlerts = source.alerts;
    state.foreign = new Map(
      foreign.map(({ record, again }) => [record.alert.key, { ...record, alerts: again.alerts }]),
    );
    for (const slo of slos) {
      const runtime = runtimes.get(slo.id);
      if (!runtime || runtime.slo === slo) continue;
      runtime.slo = slo;
      // Another text may be selected by others.
      runtime.excluded = undefined;
    }
    adoptConfig(state, set.config);
    state.complete = set.complete;
    state.exclusions = excluding.exclusions;
    state.exclusionChanges += excluding.changes.length;
    state.thresholdsJudged.clear();
    if (removed.length > 0) ports.log.info('SLOs were removed', { slos: removed.map(([id]) => id) });
  });
}

/** What is stored or held of SLOs and templates that are no longer there, with the alerts that were told. */
function goneFrom(
  state: EngineState,
  runtimes: ReadonlyMap<string, SloRuntime>,
  templates: ReadonlyMap<string, TemplateRuntime>,
): Map<string, AlertRecord> {
  const gone = new Map<string, AlertRecord>(state.orphans);
  for (const id of state.templates.keys()) gone.set(groupsKey(id), NO_ALERTS);
  for (const [id, runtime] of state.runtimes) gone.set(id, runtime.alerts);
  for (const id of runtimes.keys()) gone.delete(id);
  for (const id of templates.keys()) gone.delete(groupsKey(id));
  return gone;
}

function orphanGroups(
  state: EngineState,
  templates: ReadonlyMap<string, TemplateRuntime>,
): EngineState['orphanGroups'] {
  const orphans = new Map(state.orphanGroups);
  for (const [id, { groups }] of state.templates) orphans.set(id, groups);
  for (const id of templates.keys()) orphans.delete(id);
  return orphans;
}

function carryOver(state: EngineState, slo: Slo, takenUp: TakenUp, at: number): SloRuntime {
  const before = state.runtimes.get(slo.id);
  if (before?.countKey === countKey(slo)) return before;
  const fresh = newRuntime(slo, at);
  fresh.alerts = before?.alerts ?? state.orphans.get(slo.id) ?? NO_ALERTS;
  fresh.policy = before?.policy ?? takenUp.policies.get(slo.id);
  fresh.incident = before?.incident ?? state.orphanIncidents.find((incident) => incident.sloId === slo.id);
  return fresh;
}

function changedAlerts(key: string, before: AlertRecord, { alerts }: ToldAgain): StateRecord[] {
  return alerts === before ? [] : [{ kind: 'alert', key, value: alerts }];
}

function changedForeign({ record, again }: { record: ForeignRecord; again: ToldAgain }): StateRecord[] {
  const { alerts } = again;
  return alerts === record.alerts
    ? []
    : [{ kind: 'foreign', key: record.alert.key, value: { ...record, alerts } }];
}

function openIncidents(state: EngineState): Incident[] {
  const held = [...state.runtimes.values()].flatMap((runtime) => runtime.incident ?? []);
  return [...held, ...state.orphanIncidents];
}

/** What outlives the counts when an SLO starts to count anew. */
function keptStates({ slo, alerts, policy }: SloRuntime): StateRecord[] {
  return [
    ...(alerts === NO_ALERTS ? [] : [{ kind: 'alert' as const, key: slo.id, value: alerts }]),
    ...(policy ? [{ kind: 'policy' as const, key: slo.id, value: policy }] : []),
  ];
}

function takeBack(alerts: AlertRecord, at: number): OutboxRow[] {
  return Object.values(alerts.told).flatMap(({ signal, receivers }) =>
    outboxRows(composeResolve(signal, at, undefined), receivers),
  );
}

function whyGone(state: EngineState, { sloId }: Incident, { templates }: NewSet): string {
  const group = state.runtimes.get(sloId)?.slo.group;
  return group && templates.has(group.templateId)
    ? 'its label set has vanished, and is no longer an SLO'
    : 'the SLO was removed from the files';
}

function endIncident(
  incident: Incident,
  text: string,
  at: number,
  { incidents }: EngineConfig,
): { incident: Incident; events: readonly IncidentEvent[] } {
  const decision = decideIncident(incident, { kind: 'resolve', text }, at, incidents);
  const events = decision.kind === 'events' ? decision.events : [];
  return { incident: events.reduce<Incident>(applyIncidentEvent, incident), events };
}
