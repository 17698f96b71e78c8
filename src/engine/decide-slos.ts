import type { AuditEntry } from '../core/access/audit-entry.js';
import type { OutsideReport } from '../core/burn-rate/outside-alerts.js';
import { SOURCE_ID } from '../core/slo/slo.js';
import { type AdvancedSlo, advanceSlo } from './advance-slo.js';
import { adoptIncident } from './adopt-incident.js';
import { attachRelated, type WithRelated } from './attach-related.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import type { Commit, OutboxRow, StateRecord } from './ports.js';
import type { ChangedIncidents } from './commands/change-incidents.js';
import { recordLateEnds } from './late-end.js';
import { leads } from './leads.js';
import { refreshOpenAlerts } from './refresh-open-alerts.js';
import type { SloRuntime } from './slo-runtime.js';
import { takeCounts } from './take-counts.js';
import { advanceSource } from './watch-source.js';
import { writtenOrTold } from './written-or-told.js';
import { witnesses } from './witness.js';

/**
 * Judges some SLOs and stores all that follows, counts included, in one transaction; only then it holds, and is told.
 * @param outside what was told from outside of some of them, by SLO, and who asked for that
 * @param closing with the last of a cycle: the source itself is judged as well, and open alerts are repeated
 */
export async function decideSlos(
  state: EngineState,
  ports: EnginePorts,
  runtimes: readonly SloRuntime[],
  at: number,
  closing?: 'closing',
  outside: {
    readonly reports?: ReadonlyMap<string, readonly OutsideReport[]>;
    readonly audit?: readonly AuditEntry[];
  } = {},
): Promise<void> {
  const told = await state.commits.run(async () => {
    const witnessOf = witnesses([...state.runtimes.values()], at, state.config.staleAfter);
    const decide = (nextId: () => string) =>
      runtimes.map((runtime) =>
        advanceSlo(state, runtime, at, nextId, witnessOf, outside.reports?.get(runtime.slo.id)),
      );
    const first = withNumbersAfter(state.lastIncidentNumber, decide);
    return writtenOrTold(state, ports, { at, advanced: first.advanced, closing }, async () => {
      const { advanced: decided, number } = await numbered(state, ports, first, decide);
      const attached = await attachRelated(state, ports, decided, at);
      const late = await recordLateEnds(state, ports, decided, at);
      const related = { ...attached, others: bothOf(attached.others, late) };
      const { advanced } = related;
      const end = closing && closeCycle(state, ports, advanced, at);
      const rest = end?.change ?? { states: [], outbox: [] };
      const change = { ...toCommit(at, related, rest), audit: outside.audit ?? [] };
      // Closing has mostly nothing to store.
      const empty = runtimes.length + rest.states.length + rest.outbox.length === 0;
      const ready = empty ? [] : await store(ports, runtimes, change);
      state.lastIncidentNumber = number;
      end?.adopt();
      for (const slo of advanced) adopt(slo);
      for (const incident of related.others.incidents) adoptIncident(state, incident);
      for (const signal of [...(end?.unrouted ?? []), ...advanced.flatMap((slo) => slo.unrouted)]) {
        ports.log.error('no route takes this alert: nobody is told', {
          slo: signal.sloId,
          severity: signal.severity,
        });
      }
      return { rows: change.outbox.length, ready };
    });
  });
  if (told.rows > 0) ports.kickDelivery(told.ready);
}

function bothOf(one: ChangedIncidents, other: ChangedIncidents): ChangedIncidents {
  return {
    incidents: [...one.incidents, ...other.incidents],
    events: [...one.events, ...other.events],
  };
}

interface Numbered {
  readonly advanced: AdvancedSlo[];
  /** The last number that was given. */
  readonly number: number;
}

function withNumbersAfter(last: number, decide: (nextId: () => string) => AdvancedSlo[]): Numbered {
  let number = last;
  const advanced = decide(() => {
    number += 1;
    return `INC-${number}`;
  });
  return { advanced, number };
}

/** Where replicas share the numbers of incidents it is decided again with those that it got. */
async function numbered(
  { lastIncidentNumber }: EngineState,
  { replicas }: EnginePorts,
  first: Numbered,
  decide: (nextId: () => string) => AdvancedSlo[],
): Promise<Numbered> {
  const count = first.number - lastIncidentNumber;
  if (count === 0 || !replicas) return first;
  return withNumbersAfter((await replicas.takeNumbers(count)) - 1, decide);
}

/** Writes a change together with the counts that it rests on; gives back the messages that may be sent at once. */
async function store(
  ports: EnginePorts,
  runtimes: readonly SloRuntime[],
  change: Commit,
): Promise<readonly OutboxRow[]> {
  const counts = takeCounts(runtimes);
  try {
    return await ports.store.commit({ ...change, counts: counts.parts });
  } catch (error) {
    counts.undo();
    throw error;
  }
}

/** What is decided once all SLOs of a cycle are, the last of which are `advanced`. */
function closeCycle(state: EngineState, ports: EnginePorts, advanced: readonly AdvancedSlo[], at: number) {
  const source = leads(state) ? advanceSource(state, at) : unchanged(state);
  const last = new Map(advanced.map(({ runtime, alerts }) => [runtime, alerts]));
  const records = [...state.runtimes.values()].map((runtime) => last.get(runtime) ?? runtime.alerts);
  const refreshes = refreshOpenAlerts(
    [
      ...records,
      source.alerts,
      ...state.orphans.values(),
      ...[...state.foreign.values()].map(({ alerts }) => alerts),
    ],
    state.refreshed,
    ports.notifiers,
    at,
  );
  return {
    change: {
      states: source.alerts === state.sourceAlerts ? [] : [alertState(SOURCE_ID, source.alerts)],
      outbox: [...source.rows, ...refreshes.rows],
    },
    unrouted: source.unrouted,
    adopt: () => {
      state.sourceAlerts = source.alerts;
      state.refreshed = refreshes.refreshed;
    },
  };
}

function unchanged({ sourceAlerts }: EngineState): ReturnType<typeof advanceSource> {
  return { alerts: sourceAlerts, rows: [], unrouted: [] };
}

function toCommit(
  at: number,
  { advanced, others }: WithRelated,
  rest: { readonly states: readonly StateRecord[]; readonly outbox: readonly OutboxRow[] },
): Commit & Required<Pick<Commit, 'outbox'>> {
  return {
    at,
    states: [...rest.states, ...advanced.flatMap(changedStates)],
    incidents: [
      ...advanced.flatMap((slo) => (slo.incident && slo.incidentEvents.length > 0 ? [slo.incident] : [])),
      ...others.incidents,
    ],
    incidentEvents: [...advanced.flatMap((slo) => slo.incidentEvents), ...others.events],
    outbox: [...advanced.flatMap((slo) => slo.rows), ...rest.outbox],
    facts: advanced.flatMap((slo) => slo.facts),
  };
}

function changedStates({ runtime, alerts, policy }: AdvancedSlo): StateRecord[] {
  return [
    ...(alerts === runtime.alerts ? [] : [alertState(runtime.slo.id, alerts)]),
    ...(policy === runtime.policy ? [] : [{ kind: 'policy' as const, key: runtime.slo.id, value: policy }]),
  ];
}

function alertState(key: string, value: unknown): StateRecord {
  return { kind: 'alert', key, value };
}

function adopt({ runtime, judgement, alerts, policy, incident, excluded }: AdvancedSlo): void {
  runtime.excluded = excluded;
  runtime.judgement = judgement;
  runtime.alerts = alerts;
  runtime.policy = policy;
  runtime.incident = incident?.status === 'resolved' ? undefined : incident;
}
