import type { AuditEntry } from '../core/access/audit-entry.js';
import type { EndedByHand } from '../core/burn-rate/outside-hold.js';
import type { ForeignAlert } from '../core/incident/foreign-alert.js';
import { adoptIncident } from './adopt-incident.js';
import { attachForeign } from './attach-related.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import { advanceForeign, type AdvancedForeign, type ForeignRecord } from './foreign-alerts.js';
import type { Commit } from './ports.js';

/** What is reported of an alert from outside; `firing` is undefined when only time has passed. */
export interface ForeignReport {
  readonly foreign: ForeignAlert;
  readonly firing: boolean | undefined;
}

/**
 * Advances alerts from outside and stores what follows in one transaction; only then it holds, and is told. Called within a turn.
 * @param ended set when nobody reported their end, but somebody says that they are over
 */
export async function decideForeign(
  state: EngineState,
  ports: EnginePorts,
  alerts: readonly ForeignReport[],
  ended?: { readonly how: EndedByHand; readonly audit: readonly AuditEntry[] },
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
      ended: ended?.how,
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
      const id = before?.incidentId ?? foreign.declares;
      const incident =
        advanced.get(foreign.key)?.incident ??
        (id === undefined ? undefined : await ports.store.incident(id));
      // A declaration opens no second incident: it may be resolved by now.
      if (firing && foreign.declares !== undefined && (!incident || incident.status === 'resolved')) continue;
      const next = advanceForeign(
        before,
        incident,
        firing ? foreign : (before?.alert ?? foreign),
        firing,
        context,
      );
      advanced.set(foreign.key, joined(advanced.get(foreign.key), next));
    }
    const related = await attachForeign(state, ports, [...advanced.values()], at);
    const outbox = related.advanced.flatMap(({ rows }) => rows);
    const change = toCommit(at, related, outbox);
    const ready = await ports.store.commit({ ...change, audit: ended?.audit ?? [] });
    state.lastIncidentNumber = number;
    state.foreign = adopted(state.foreign, related.advanced);
    for (const incident of related.others.incidents) adoptIncident(state, incident);
    for (const { sloId, severity } of related.advanced.flatMap(({ unrouted }) => unrouted))
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

function toCommit(
  at: number,
  { advanced, others }: Awaited<ReturnType<typeof attachForeign>>,
  outbox: Commit['outbox'],
): Commit {
  const over = advanced.filter(isOver);
  return {
    at,
    forgetSlos: over.map(({ record }) => record.alert.key),
    states: advanced
      .filter((each) => !isOver(each))
      .map(({ record }) => ({ kind: 'foreign', key: record.alert.key, value: record })),
    incidents: [
      ...advanced.flatMap(({ incident, events }) => (incident && events.length > 0 ? [incident] : [])),
      ...others.incidents,
    ],
    incidentEvents: [...advanced.flatMap(({ events }) => events), ...others.events],
    outbox: outbox ?? [],
  };
}

function isOver({ incident, record }: AdvancedForeign): boolean {
  const { page, ticket } = record.alerts.state;
  return !page && !ticket && (!incident || incident.status === 'resolved');
}

function adopted(
  before: EngineState['foreign'],
  advanced: readonly AdvancedForeign[],
): ReadonlyMap<string, ForeignRecord> {
  const next = new Map(before);
  for (const each of advanced) {
    const { key } = each.record.alert;
    if (isOver(each)) next.delete(key);
    else next.set(key, each.record);
  }
  return next;
}
