import type { Signal } from '../../src/core/delivery/signal.js';
import { fromStored } from '../../src/core/incident/stored.js';
import type { Incident, IncidentEvent } from '../../src/core/incident/incident.js';
import type { Horizons, OutboxRow, SlotRecord } from '../../src/engine/ports.js';

export const T0 = Date.UTC(2026, 10, 1);

/** Everything but slots goes that is older than this instant. */
export function allBefore(at: number): Horizons {
  return { messages: at, refreshes: at, canaries: at, incidents: at, facts: at, slots: [] };
}

export function sampleSlot(over: Partial<SlotRecord> = {}): SlotRecord {
  return { sloId: 'checkout/availability', level: 0, start: T0, bad: 1, total: 10, knownMs: 10_000, ...over };
}

/** A signal whose id is made of its key, its instant and its kind, as the engine does. */
function sampleSignal(over: Partial<Signal> = {}): Signal {
  const { dedupKey = 'firebreak/checkout/availability', at = T0, kind = 'trigger' } = over;
  return {
    id: `${dedupKey}@${at}/${kind}`,
    kind,
    cause: 'burn',
    severity: 'page',
    service: 'checkout',
    slo: 'availability',
    sloId: 'checkout/availability',
    dedupKey,
    at,
    firingSince: at,
    failingSince: at - 90_000,
    target: 0.999,
    description: undefined,
    owner: 'team “Zahlung” 🔥',
    labels: { tier: '1' },
    links: { runbook: 'https://runbooks.example/checkout' },
    incidentId: undefined,
    tiers: [
      {
        policyId: 'page-1h',
        severity: 'page',
        burnRateThreshold: 14.4,
        verdict: 'over',
        long: {
          kind: 'measured',
          windowMs: 3_600_000,
          badEvents: 1 / 3,
          totalEvents: 1234.5,
          errorRatio: 0.1 + 0.2,
          burnRate: 300.00000000000006,
          coverage: 1,
        },
        short: { kind: 'unknown', windowMs: 300_000, coverage: 0, reason: 'no-series' },
      },
    ],
    budget: { kind: 'no-traffic', windowMs: 2_592_000_000, coverage: 0.5 },
    worstLabels: [{ label: 'route', value: '/pay?a="b"\n', badEvents: 3, shareOfBad: 0.93 }],
    lastDeploy: { version: 'v1.2.3', at: T0 - 60_000 },
    blindBecause: undefined,
    ...over,
  };
}

export function sampleRow(over: Partial<Signal> = {}, receiver = 'pagerduty'): OutboxRow {
  const signal = sampleSignal(over);
  return { id: `${signal.id}>${receiver}`, receiver, signal, createdAt: signal.at };
}

export function sampleIncident(over: Partial<Incident> = {}): Incident {
  return fromStored({
    id: 'INC-1',
    sloId: 'checkout/availability',
    service: 'checkout',
    slo: 'availability',
    title: 'checkout/availability burns its error budget',
    severity: 'sev2',
    severityReason: 'a third of requests fails',
    status: 'open',
    openedAt: T0,
    failingSince: T0 - 90_000,
    acknowledgedAt: undefined,
    acknowledgedBy: undefined,
    acknowledgedVia: undefined,
    alertEndedAt: undefined,
    resolvedAt: undefined,
    tiers: ['page-1h'],
    eventCount: 1,
    ...over,
  });
}

export function sampleEvent(over: Partial<IncidentEvent> = {}): IncidentEvent {
  return {
    incidentId: 'INC-1',
    seq: 1,
    at: T0,
    kind: 'declared',
    by: 'engine',
    text: 'checkout/availability burns its error budget',
    data: { sloId: 'checkout/availability', ratio: 0.30000000000000004, first: true },
    ...over,
  };
}
