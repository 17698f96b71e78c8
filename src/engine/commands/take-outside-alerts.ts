import type { OutsideReport } from '../../core/burn-rate/outside-alerts.js';
import { groupBy } from '../../core/group-by.js';
import type { ForeignAlert } from '../../core/incident/foreign-alert.js';
import { decideSlos } from '../decide-slos.js';
import type { EnginePorts, EngineState } from '../engine-state.js';
import { advanceForeign, type AdvancedForeign, type ForeignRecord } from '../foreign-alerts.js';
import type { Commit } from '../ports.js';
import { owns } from '../share.js';

/** One alert as an Alertmanager reports it: of our own rules for an SLO, or of anybody's. */
export interface ReportedAlert {
  readonly firing: boolean;
  /** Set for an alert of our own rules. */
  readonly slo: { readonly id: string; readonly report: OutsideReport } | undefined;
  /** What it is taken for when no such SLO is known. */
  readonly foreign: ForeignAlert;
}

export interface TakenAlerts {
  /** How many joined the alerts of an SLO, and how many have an incident of their own. */
  readonly joined: number;
  readonly foreign: number;
}

/**
 * Takes alerts that others evaluate. Alerts of our rules join what the daemon itself sees of their SLO; all others open incidents
 * of their own. A report that is repeated changes nothing, so that what could not be stored is simply sent again.
 */
export function takeOutsideAlerts(
  state: EngineState,
  ports: EnginePorts,
  alerts: readonly ReportedAlert[],
): Promise<TakenAlerts> {
  // Between two cycles, never within one: an alert is advanced in the order of time.
  return state.turns.run(async () => {
    const ours = alerts.filter(({ slo }) => slo && state.runtimes.has(slo.id));
    const foreign = alerts.filter((alert) => !ours.includes(alert) && isForeign(state, alert));
    const reports = new Map(
      [...groupBy(ours, ({ slo }) => slo?.id ?? '')].map(([id, some]) => [
        id,
        some.flatMap(({ slo }) => (slo ? [slo.report] : [])),
      ]),
    );
    const changed = [...state.runtimes.values()].filter(({ slo }) => reports.has(slo.id));
    if (changed.length > 0) await decideSlos(state, ports, changed, ports.clock.now(), undefined, reports);
    if (foreign.length > 0) await decideForeign(state, ports, foreign);
    return { joined: ours.length, foreign: foreign.length };
  });
}

/** Where replicas share the SLOs, each takes what is its own: an alert of our rules may be of an SLO that another one has. */
function isForeign({ share }: EngineState, { slo, foreign }: ReportedAlert): boolean {
  return slo === undefined ? owns(share, foreign.key) : share === 'all';
}

/** Resolves the incidents of alerts from outside that have been over for long enough. */
export function tickForeign(state: EngineState, ports: EnginePorts): Promise<void> {
  const waiting = [...state.foreign.values()].filter(
    ({ alerts }) => !alerts.state.page && !alerts.state.ticket,
  );
  if (waiting.length === 0) return Promise.resolve();
  return state.turns.run(() =>
    decideForeign(
      state,
      ports,
      waiting.map(({ alert }) => ({ foreign: alert, firing: undefined })),
    ),
  );
}

async function decideForeign(
  state: EngineState,
  ports: EnginePorts,
  alerts: readonly { readonly foreign: ForeignAlert; readonly firing: boolean | undefined }[],
): Promise<void> {
  const told = await state.commits.run(async () => {
    const at = ports.clock.now();
    // Replicas share the numbers; one that is not used is a gap, and no harm.
    const some = alerts.some(({ firing }) => firing === true);
    const first = some ? await ports.replicas?.takeNumbers(alerts.length) : undefined;
    let number = first === undefined ? state.lastIncidentNumber : first - 1;
    const context = {
      at,
      config: state.config,
      nextId: () => {
        number += 1;
        return `INC-${number}`;
      },
    };
    const advanced = new Map<string, AdvancedForeign>();
    for (const { foreign, firing } of alerts) {
      const before = advanced.get(foreign.key)?.record ?? state.foreign.get(foreign.key);
      // What ended before it was ever reported is no news.
      if (!before && firing !== true) continue;
      const id = before?.incidentId;
      const incident =
        advanced.get(foreign.key)?.incident ??
        (id === undefined ? undefined : await ports.store.incident(id));
      const next = advanceForeign(
        before,
        incident,
        firing ? foreign : (before?.alert ?? foreign),
        firing,
        context,
      );
      advanced.set(foreign.key, joined(advanced.get(foreign.key), next));
    }
    const outbox = [...advanced.values()].flatMap(({ rows }) => rows);
    const change = toCommit(at, [...advanced.values()], outbox);
    const ready = await ports.store.commit(change);
    state.lastIncidentNumber = number;
    state.foreign = adopted(state.foreign, advanced);
    for (const { sloId, severity } of [...advanced.values()].flatMap(({ unrouted }) => unrouted))
      ports.log.error('no route takes this alert: nobody is told', { slo: sloId, severity });
    return { rows: outbox.length, ready };
  });
  if (told.rows > 0) ports.kickDelivery(told.ready);
}

/** One report may tell of an alert's end and of its next beginning. */
function joined(before: AdvancedForeign | undefined, after: AdvancedForeign): AdvancedForeign {
  if (!before) return after;
  return {
    ...after,
    events: [...before.events, ...after.events],
    rows: [...before.rows, ...after.rows],
    unrouted: [...before.unrouted, ...after.unrouted],
  };
}

function toCommit(at: number, advanced: readonly AdvancedForeign[], outbox: Commit['outbox']): Commit {
  const over = advanced.filter(isOver);
  return {
    at,
    forgetSlos: over.map(({ record }) => record.alert.key),
    states: advanced
      .filter((each) => !isOver(each))
      .map(({ record }) => ({ kind: 'foreign', key: record.alert.key, value: record })),
    incidents: advanced.flatMap(({ incident, events }) => (incident && events.length > 0 ? [incident] : [])),
    incidentEvents: advanced.flatMap(({ events }) => events),
    outbox: outbox ?? [],
  };
}

function isOver({ incident, record }: AdvancedForeign): boolean {
  const { page, ticket } = record.alerts.state;
  return !page && !ticket && incident?.status === 'resolved';
}

function adopted(
  before: EngineState['foreign'],
  advanced: ReadonlyMap<string, AdvancedForeign>,
): ReadonlyMap<string, ForeignRecord> {
  const next = new Map(before);
  for (const [key, each] of advanced) {
    if (isOver(each)) next.delete(key);
    else next.set(key, each.record);
  }
  return next;
}
