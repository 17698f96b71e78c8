import { SOURCE_ID } from '../core/slo/slo.js';
import { type AdvancedSlo, advanceSlo } from './advance-slo.js';
import { chooseReading } from './choose-reading.js';
import { countNewEvents } from './count-events.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import { judgeThresholds } from './judge-thresholds.js';
import type { Commit, StateRecord } from './ports.js';
import { refreshOpenAlerts } from './refresh-open-alerts.js';
import { takeCounts } from './take-counts.js';
import { advanceSource, noteSource } from './watch-source.js';

/**
 * One cycle: brings the event counts up to date, judges every SLO, and stores states, incidents and messages in one
 * transaction. When that cannot be stored nothing of it holds, and the next cycle decides again.
 * @param scheduledAt when the cycle was due; what it is late by is measured
 */
export function evaluateSlos(state: EngineState, ports: EnginePorts, scheduledAt: number): Promise<void> {
  return state.turns.run(async () => {
    const started = ports.clock.now();
    let outcome: 'ok' | 'failed' = 'failed';
    try {
      await runCycle(state, ports, started);
      outcome = 'ok';
    } catch (error) {
      ports.log.error('evaluation failed; it is tried again at the next beat', { error: String(error) });
    } finally {
      const ms = ports.clock.now() - started;
      if (outcome === 'ok') state.lastCycle = { at: started, ms };
      ports.metrics.cycle(outcome, ms / 1000, Math.max(0, started - scheduledAt) / 1000);
    }
  });
}

async function runCycle(state: EngineState, ports: EnginePorts, at: number): Promise<void> {
  const runtimes = [...state.runtimes.values()];
  await countNewEvents(runtimes, ports.source, at, state.config);
  noteSource(state, at);
  // One question per threshold: a source that does not answer would hold up the cycle with each of them.
  if (state.source.reachable) {
    await judgeThresholds(state, ports, at);
    await chooseReading(state, ports, at);
  }
  await state.commits.run(async () => {
    let number = state.lastIncidentNumber;
    const nextId = () => {
      number += 1;
      return `INC-${number}`;
    };
    const advanced = runtimes.map((runtime) => advanceSlo(state, runtime, at, nextId));
    const source = advanceSource(state, at);
    const records = [...advanced.map((slo) => slo.alerts), source.alerts, ...state.orphans.values()];
    const refreshes = refreshOpenAlerts(records, state.refreshed, ports.notifiers, at);
    const counts = takeCounts(runtimes);
    try {
      await ports.store.commit(
        toCommit(at, advanced, {
          counts: counts.parts,
          states: source.alerts === state.sourceAlerts ? [] : [alertState(SOURCE_ID, source.alerts)],
          outbox: [...source.rows, ...refreshes.rows],
        }),
      );
    } catch (error) {
      counts.undo();
      throw error;
    }
    state.lastIncidentNumber = number;
    state.sourceAlerts = source.alerts;
    state.refreshed = refreshes.refreshed;
    for (const slo of advanced) adopt(slo);
    for (const signal of [...source.unrouted, ...advanced.flatMap((slo) => slo.unrouted)]) {
      ports.log.error('no route takes this alert: nobody is told', {
        slo: signal.sloId,
        severity: signal.severity,
      });
    }
  });
  ports.kickDelivery();
}

function toCommit(at: number, advanced: readonly AdvancedSlo[], base: Omit<Commit, 'at'>): Commit {
  return {
    at,
    counts: base.counts ?? [],
    states: [...(base.states ?? []), ...advanced.flatMap(changedStates)],
    incidents: advanced.flatMap((slo) =>
      slo.incident && slo.incidentEvents.length > 0 ? [slo.incident] : [],
    ),
    incidentEvents: advanced.flatMap((slo) => slo.incidentEvents),
    outbox: [...advanced.flatMap((slo) => slo.rows), ...(base.outbox ?? [])],
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

function adopt({ runtime, judgement, alerts, policy, incident }: AdvancedSlo): void {
  runtime.judgement = judgement;
  runtime.alerts = alerts;
  runtime.policy = policy;
  runtime.incident = incident?.status === 'resolved' ? undefined : incident;
}
