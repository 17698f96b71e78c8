import { judgeProof, type ProofWatch } from '../core/delivery/proof.js';
import { applyIncidentEvent } from '../core/incident/apply.js';
import { decideIncident } from '../core/incident/decide.js';
import type { Incident, IncidentEvent } from '../core/incident/incident.js';
import { type Holder, holders } from './alert-holders.js';
import type { EngineConfig } from './engine-config.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import type { OutboxRow } from './ports.js';
import type { DeliveryStatus } from './read-models.js';
import type { AlertRecord, ToldAlert, ToldKind } from './slo-runtime.js';
import { outboxRows } from './tell.js';

/** More messages than one page has. */
const MOST_TOLD = 100;

/** What becomes of a holder whose pages were looked at. */
interface Passed {
  readonly holder: Holder;
  readonly alerts: AlertRecord;
  readonly incident: Incident | undefined;
  readonly events: readonly IncidentEvent[];
  readonly rows: readonly OutboxRow[];
}

/**
 * Sends open pages that nobody has proven to have taken in time to the next receivers. What it decides from is in the store, and so is what
 * it decides, in one transaction: a crash neither loses a page nor passes it on twice.
 * @param given `given-up` when some message has just failed: then pages are looked at whose time is not over as well
 */
export async function passOn(state: EngineState, ports: EnginePorts, given?: 'given-up'): Promise<void> {
  const at = ports.clock.now();
  if (!holders(state).some(({ alerts }) => isDue(alerts, at, given))) return;
  const ready = await state.commits.run(async () => {
    const passed: Passed[] = [];
    for (const holder of holders(state)) {
      if (!isDue(holder.alerts, at, given)) continue;
      const next = await passHolder(holder, ports, at, state.config);
      if (next.alerts !== holder.alerts) passed.push(next);
    }
    if (passed.length === 0) return undefined;
    const sent = await ports.store.commit({
      at,
      states: passed.map(({ holder, alerts }) => holder.record(alerts)),
      incidents: passed.flatMap(({ incident, events }) => (incident && events.length > 0 ? [incident] : [])),
      incidentEvents: passed.flatMap(({ events }) => events),
      outbox: passed.flatMap(({ rows }) => rows),
    });
    for (const { holder, alerts, incident } of passed) holder.adopt(alerts, incident);
    return passed.some(({ rows }) => rows.length > 0) ? sent : undefined;
  });
  if (ready) ports.kickDelivery(ready);
}

function isDue({ told }: AlertRecord, at: number, given: 'given-up' | undefined): boolean {
  return Object.values(told).some(({ watches = [] }) =>
    watches.some(({ dueAt }) => given !== undefined || dueAt <= at),
  );
}

async function passHolder(
  holder: Holder,
  ports: EnginePorts,
  at: number,
  { incidents }: EngineConfig,
): Promise<Passed> {
  const told: Partial<Record<ToldKind, ToldAlert>> = { ...holder.alerts.told };
  const rows: OutboxRow[] = [];
  const events: IncidentEvent[] = [];
  let incident = holder.incident ?? (await storedIncident(holder, ports));
  let changed = false;
  for (const kind of ['page', 'ticket', 'blind', 'sla'] as const) {
    const alert = told[kind];
    if (!alert?.watches || alert.watches.length === 0) continue;
    const filter = { signalIds: [alert.signal.id], limit: MOST_TOLD };
    const passed = passAlert(alert, incident, await ports.store.deliveries(filter), at);
    if (passed.alert === alert) continue;
    changed = true;
    told[kind] = passed.alert;
    rows.push(...passed.rows);
    for (const text of passed.texts) {
      ports.log.warn('a page is passed on', { signal: alert.signal.id, because: text });
      const decision = decideIncident(incident, { kind: 'pass-on', text }, at, incidents);
      for (const event of decision.kind === 'events' ? decision.events : []) {
        incident = applyIncidentEvent(incident, event);
        events.push(event);
      }
    }
  }
  return { holder, alerts: changed ? { ...holder.alerts, told } : holder.alerts, incident, events, rows };
}

async function storedIncident({ incidentId }: Holder, { store }: EnginePorts): Promise<Incident | undefined> {
  return incidentId === undefined ? undefined : store.incident(incidentId);
}

/** The very same alert when all of its proof is still waited for. */
function passAlert(
  alert: ToldAlert,
  incident: Incident | undefined,
  deliveries: readonly DeliveryStatus[],
  at: number,
): { readonly alert: ToldAlert; readonly rows: readonly OutboxRow[]; readonly texts: readonly string[] } {
  const { signal, watches = [] } = alert;
  const waiting: ProofWatch[] = [];
  const texts: string[] = [];
  const receivers = [...alert.receivers];
  // Who was on it before the alert came back need not know that it has.
  const acknowledged = incident?.id === signal.incidentId && (incident?.acknowledgedAt ?? 0) >= signal.at;
  for (const watch of watches) {
    const verdict = judgeProof(watch, deliveries, acknowledged, at);
    if (verdict.kind === 'wait') waiting.push(watch);
    if (verdict.kind !== 'pass-on') continue;
    const next = verdict.receivers.filter((receiver) => !receivers.includes(receiver));
    receivers.push(...next);
    if (next.length > 0) texts.push(`${verdict.because}: sent to ${next.join(', ')}`);
  }
  if (waiting.length === watches.length) return { alert, rows: [], texts };
  const fresh = receivers.slice(alert.receivers.length);
  return {
    alert: { ...alert, receivers, watches: waiting },
    rows: outboxRows(signal, fresh).map((row) => ({ ...row, createdAt: at })),
    texts,
  };
}
