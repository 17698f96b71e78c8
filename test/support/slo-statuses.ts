import type { WindowReading } from '../../src/core/burn-rate/reading.js';
import { DAY, HOUR, MINUTE } from '../../src/core/time/duration.js';
import type { DaemonStatus, GateAnswer, SloStatus } from '../../src/engine/read-models.js';

export const NOW = Date.parse('2026-11-23T02:30:00Z');

function measuredWindow(windowMs: number, burnRate: number): WindowReading {
  return {
    kind: 'measured',
    windowMs,
    badEvents: 10,
    totalEvents: 1000,
    errorRatio: 0.01,
    burnRate,
    coverage: 1,
  };
}

/** An SLO that keeps its promise, with half of its budget left. */
export function healthySlo(changes: Partial<SloStatus> = {}): SloStatus {
  const service = changes.service ?? 'checkout-api';
  const name = changes.name ?? 'availability';
  return {
    id: `${service}/${name}`,
    service,
    name,
    description: 'share of HTTP requests that succeeded',
    owner: 'payments-team',
    reviewCadence: '90d',
    labels: { tier: '1' },
    links: { runbook: 'https://runbooks.example.com/checkout' },
    target: 0.9995,
    sloWindowMs: 30 * DAY,
    window: '30d',
    eventsAre: undefined,
    sla: undefined,
    state: 'ok',
    unknownBecause: undefined,
    evaluatedAt: NOW,
    dataUntil: NOW - 10_000,
    alert: undefined,
    tiers: [
      {
        policyId: 'page-1h',
        severity: 'page',
        burnRateThreshold: 14.4,
        long: measuredWindow(HOUR, 0.5),
        short: { kind: 'no-traffic', windowMs: 5 * MINUTE, coverage: 1 },
        verdict: 'under',
      },
    ],
    windows: [{ kind: 'no-traffic', windowMs: 5 * MINUTE, coverage: 1 }, measuredWindow(HOUR, 0.5)],
    budget: {
      kind: 'measured',
      windowMs: 30 * DAY,
      badEvents: 250,
      totalEvents: 1_000_000,
      allowedBadEvents: 500,
      consumed: 0.5,
      remaining: 0.5,
      coverage: 0.8,
      approximate: false,
      exhaustion: { kind: 'at', at: NOW + 30 * DAY, burnRate: 0.5 },
    },
    excluded: undefined,
    policy: { band: '25-to-50', consequence: 'extra review', gate: 'warn', since: NOW - DAY },
    incidentId: undefined,
    reading: { mode: 'raw', series: 6 },
    historyLoaded: 1,
    ...changes,
  };
}

/** A page is out, and a ticket beside it. */
export function burningSlo(changes: Partial<SloStatus> = {}): SloStatus {
  const long = measuredWindow(HOUR, 20);
  const short = measuredWindow(5 * MINUTE, 36);
  const ticketLong = measuredWindow(DAY, 4);
  const ticketShort = measuredWindow(2 * HOUR, 11);
  return healthySlo({
    name: 'latency',
    state: 'page',
    alert: { severity: 'page', firingSince: NOW - 9 * MINUTE, tierIds: ['page-1h', 'ticket-1d'] },
    tiers: [
      { policyId: 'page-1h', severity: 'page', burnRateThreshold: 14.4, long, short, verdict: 'over' },
      {
        policyId: 'ticket-1d',
        severity: 'ticket',
        burnRateThreshold: 3,
        long: ticketLong,
        short: ticketShort,
        verdict: 'over',
      },
    ],
    windows: [short, long, ticketShort, ticketLong],
    incidentId: 'INC-7',
    ...changes,
  });
}

/** Under maintenance, half of its budget's window excluded. */
export function maintainedSlo(changes: Partial<SloStatus> = {}): SloStatus {
  const { budget } = healthySlo();
  return healthySlo({
    name: 'maintained',
    state: 'unknown',
    unknownBecause: { reason: 'excluded', text: 'excluded until 2026-11-23T04:30:00.000Z: PostgreSQL 18' },
    windows: [{ kind: 'unknown', windowMs: HOUR, coverage: 0, excluded: 1, reason: 'excluded' }],
    budget: { ...budget, excludedMs: 2 * HOUR },
    excluded: {
      rawBudget: budget.kind === 'measured' ? { ...budget, consumed: 0.96, remaining: 0.04 } : budget,
      now: {
        id: 'database',
        kind: 'maintenance',
        author: 'maria',
        reason: 'PostgreSQL 18',
        endsAt: NOW + 2 * HOUR,
      },
    },
    ...changes,
  });
}

/** Nothing can be said of it: the source gives no series. */
export function blindSlo(changes: Partial<SloStatus> = {}): SloStatus {
  const window = { kind: 'unknown', windowMs: HOUR, coverage: 0.4, reason: 'no-series' } as const;
  return healthySlo({
    service: 'search-api',
    description: undefined,
    owner: undefined,
    reviewCadence: undefined,
    labels: {},
    links: {},
    state: 'unknown',
    unknownBecause: { reason: 'no-series', text: 'the source has no series for it' },
    dataUntil: undefined,
    tiers: [],
    windows: [window],
    budget: { kind: 'unknown', windowMs: 30 * DAY, coverage: 0.4, reason: 'no-series' },
    policy: { band: 'unknown', consequence: 'the budget cannot be told', gate: 'unknown', since: undefined },
    historyLoaded: 0.25,
    ...changes,
  });
}

/** Loaded a moment ago: no evaluation has looked at it. */
export function unseenSlo(changes: Partial<SloStatus> = {}): SloStatus {
  return blindSlo({
    name: 'unseen',
    unknownBecause: { reason: 'catching-up', text: 'not evaluated yet' },
    evaluatedAt: undefined,
    windows: [],
    budget: { kind: 'unknown', windowMs: 30 * DAY, coverage: 0, reason: 'catching-up' },
    ...changes,
  });
}

export function gateOf(service: string, decision: GateAnswer['decision'], environment?: string): GateAnswer {
  return {
    service,
    environment,
    decision,
    ok: decision === 'allow' || decision === 'warn',
    reason: `because of ${decision}`,
    overridden: undefined,
    evaluatedAt: decision === 'unknown' ? undefined : NOW,
    slos: [
      {
        name: 'availability',
        decision,
        band: decision === 'unknown' ? 'unknown' : 'above-50',
        consequence: 'as the policy says',
        budgetRemaining: decision === 'unknown' ? undefined : 0.5,
        coverage: 0.8,
      },
    ],
  };
}

export function daemonStatus(changes: Partial<DaemonStatus> = {}): DaemonStatus {
  return {
    version: '1.2.3',
    startedAt: NOW - HOUR,
    ready: true,
    notReadyBecause: undefined,
    lastCycleAt: NOW - 5000,
    lastCycleMs: 42,
    sloCount: 3,
    templates: [],
    source: { reachable: true, since: NOW - HOUR, lastError: undefined },
    store: { goneSince: undefined, lastError: undefined },
    replicas: undefined,
    lastResort: { receivers: [], waiting: 0, sent: 0, failed: 0 },
    specs: { loadedAt: NOW - HOUR, lastReloadRefused: undefined, problems: undefined },
    historyLoaded: 1,
    historyPhase: 'done',
    heartbeat: undefined,
    watchdog: undefined,
    ...changes,
  };
}

/** A daemon whose first evaluation is still to come. */
export function startingDaemon(): DaemonStatus {
  return daemonStatus({
    ready: false,
    notReadyBecause: 'no evaluation has been completed yet',
    lastCycleAt: undefined,
    lastCycleMs: undefined,
    source: { reachable: false, since: undefined, lastError: undefined },
    historyLoaded: 0,
    historyPhase: 'coarse',
  });
}
