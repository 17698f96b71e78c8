import { applyIncidentEvent } from '../core/incident/apply.js';
import { decideIncident } from '../core/incident/decide.js';
import type { Incident, IncidentEvent } from '../core/incident/incident.js';
import { openRollbacks } from '../core/incident/rollback-run.js';
import { personBehind } from '../core/oncall/person-of.js';
import { adoptIncident } from './adopt-incident.js';
import { personReminder, standingOf } from './compose-notice.js';
import { rollbackSignalId } from './compose-rollback.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import { unsettled } from './unsettled.js';
import type { OutboxRow } from './ports.js';
import type { DeliveryStatus } from './read-models.js';

/** What has become of the rollbacks of one incident. */
interface Settled {
  readonly incident: Incident;
  readonly events: readonly IncidentEvent[];
  readonly rows: readonly OutboxRow[];
}

/**
 * Writes down what became of the rollbacks that hooks were asked for, as the outbox knows it, and tells whoever decides of one that no hook
 * has taken. What it decides from is in the store, and so is what it decides.
 */
export async function settleRollbacks(state: EngineState, ports: EnginePorts): Promise<void> {
  const ready = await state.commits.run(async () => {
    const at = ports.clock.now();
    const settled: Settled[] = [];
    for (const incident of await waiting(state, ports)) {
      const one = await settle(incident, at, state, ports);
      if (one.events.length > 0) settled.push(one);
    }
    if (settled.length === 0) return undefined;
    const told = await ports.store.commit({
      at,
      incidents: settled.map(({ incident }) => incident),
      incidentEvents: settled.flatMap(({ events }) => events),
      outbox: settled.flatMap(({ rows }) => rows),
    });
    for (const { incident } of settled) adoptIncident(state, incident);
    return told;
  });
  if (ready) ports.kickDelivery(ready);
}

async function waiting(state: EngineState, ports: EnginePorts): Promise<readonly Incident[]> {
  return (await unsettled(state, ports)).filter((incident) => openRollbacks(incident).length > 0);
}

async function settle(
  incident: Incident,
  at: number,
  { config }: EngineState,
  ports: EnginePorts,
): Promise<Settled> {
  const events: IncidentEvent[] = [];
  const rows: OutboxRow[] = [];
  let next = incident;
  for (const mitigation of openRollbacks(incident)) {
    const signalIds = [rollbackSignalId(incident.id, mitigation.number, mitigation.at)];
    const [delivery] = await ports.store.deliveries({ signalIds, limit: 1 });
    if (!delivery || delivery.state === 'pending') continue;
    const outcome = outcomeOf(delivery);
    const detail = (outcome === 'taken' ? delivery.receipt : delivery.lastError) ?? delivery.state;
    const decision = decideIncident(
      next,
      { kind: 'settle-rollback', mitigation: mitigation.number, outcome, detail, by: 'engine' },
      at,
      config.incidents,
    );
    for (const event of decision.kind === 'events' ? decision.events : []) {
      next = applyIncidentEvent(next, event);
      const told = outcome === 'taken' ? [] : whoHearsOf(next, event, outcome, mitigation.by);
      rows.push(...told);
      events.push(outcome === 'taken' || told.length > 0 ? event : saidToNobody(event, mitigation.by));
    }
  }
  return { incident: next, events, rows };

  /** Whoever decides, and whoever asked for it. */
  function whoHearsOf(
    about: Incident,
    event: IncidentEvent,
    outcome: 'failed' | 'unknown',
    by: string,
  ): OutboxRow[] {
    const { commander, communications } = about.roles;
    const people = new Set(
      [commander ?? communications, personBehind(config.onCall, by)].filter((each) => each !== undefined),
    );
    const notice = {
      title: `${about.id}: ${event.text}`,
      lines: nextSteps(about, outcome),
      standing: standingOf(about),
    };
    return [...people].flatMap((person) => personReminder(about, event, notice, person, config, ports).rows);
  }
}

/** What became of it: what an attempt without an answer did nobody knows, whatever was answered to those after it. */
function outcomeOf({ state, attemptLog }: DeliveryStatus): 'taken' | 'failed' | 'unknown' {
  if (state === 'delivered') return 'taken';
  return attemptLog.some(({ outcome }) => outcome === undefined || outcome === 'unknown')
    ? 'unknown'
    : 'failed';
}

/** The timeline does not look as if somebody had heard what nobody has. */
function saidToNobody(event: IncidentEvent, by: string): IncidentEvent {
  return {
    ...event,
    text: `${event.text}; nobody is told: no one commands who has a contact, nor has ${by} one`,
  };
}

function nextSteps({ id }: Incident, outcome: 'failed' | 'unknown'): string[] {
  const [byHand, asked, again] =
    outcome === 'failed'
      ? ['Nothing is rolled back by it: do it by hand', 'again', '']
      : ['Where it does not run, do it by hand', 'once more', ' --again'];
  return [
    `${byHand}, then firebreak incident mitigate ${id} rollback "…"`,
    `Ask the hook ${asked}: firebreak incident rollback ${id}${again} --reason "…"`,
  ];
}
