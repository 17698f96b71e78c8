import {
  array,
  flag,
  instant,
  type Json,
  map,
  maybe,
  number,
  object,
  oneOf,
  reference,
  text,
  whole,
} from './openapi-types.js';
import { VITAL_SIGNS } from '../core/heartbeat/decide-heartbeat.js';
import { alertQualitySchemas } from './openapi-alert-quality.js';
import { accessSchemas } from './openapi-access.js';
import { deliverySchemas } from './openapi-deliveries.js';
import { incidentReportSchemas } from './openapi-incident-report.js';
import { outlookSchemas } from './openapi-incident-outlook.js';
import { incidentSchemas } from './openapi-incidents.js';
import { exclusionSchemas } from './openapi-exclusions.js';
import { contactSchemas } from './openapi-contacts.js';
import { statusPageSchemas } from './openapi-status-pages.js';
import { onCallSchemas } from './openapi-oncall.js';
import { whatIfSchemas } from './openapi-what-if.js';
import { sloHistorySchemas } from './openapi-slo-history.js';

const decision = oneOf('allow', 'warn', 'block', 'unknown');
const historyPhase = oneOf('coarse', 'exact', 'done');
const severity = oneOf('page', 'ticket');
const unknownReason = oneOf(
  'catching-up',
  'no-traffic',
  'source-unreachable',
  'query-failed',
  'no-series',
  'stale',
  'unjudgeable-threshold',
  'excluded',
  'not-evaluated',
);

/** With the fields that only some readings have. */
const unmeasured = (more: Readonly<Record<string, Json>> = {}) => [
  object({ kind: { const: 'no-traffic' }, windowMs: number, coverage: number, ...more }, Object.keys(more)),
  object(
    { kind: { const: 'unknown' }, windowMs: number, coverage: number, reason: unknownReason, ...more },
    Object.keys(more),
  ),
];

/** The period of a calendar window. */
const period = object({ window: text, startAt: instant, endAt: instant });

const policy = object({ band: text, consequence: text, gate: decision, since: maybe(instant) });

/** Time that does not count: the budget as if it did, and what excludes the present. */
const excluded = maybe(
  object({
    rawBudget: reference('BudgetReading'),
    now: maybe(
      object({
        id: text,
        kind: oneOf('maintenance', 'correction'),
        author: text,
        reason: text,
        endsAt: instant,
      }),
    ),
  }),
);

const testStep: Json = object({
  outcome: oneOf('delivered', 'accepted', 'retry', 'refused', 'unknown'),
  detail: text,
});

/** The shapes of answers, as `jsonView` writes the engine's read models. */
export const components: Readonly<Record<string, Json>> = {
  Error: object({
    error: object({ code: text, message: text, requestId: text, next: text }, ['next']),
  }),
  ...accessSchemas,
  ...statusPageSchemas,
  WindowReading: {
    anyOf: [
      object(
        {
          kind: { const: 'measured' },
          windowMs: number,
          badEvents: number,
          totalEvents: number,
          errorRatio: number,
          burnRate: number,
          coverage: number,
          excluded: number,
        },
        ['excluded'],
      ),
      ...unmeasured({ excluded: number }),
    ],
  },
  TierReading: object({
    policyId: text,
    severity,
    burnRateThreshold: number,
    long: reference('WindowReading'),
    short: reference('WindowReading'),
    verdict: oneOf('over', 'under', 'unknown'),
  }),
  BudgetReading: {
    anyOf: [
      object(
        {
          kind: { const: 'measured' },
          windowMs: number,
          period,
          badEvents: number,
          totalEvents: number,
          allowedBadEvents: number,
          consumed: number,
          remaining: number,
          coverage: number,
          excludedMs: number,
          approximate: flag,
          untold: flag,
          exhaustion: {
            anyOf: [
              object({ kind: oneOf('exhausted', 'never', 'unknown') }),
              object({ kind: { const: 'at' }, at: instant, burnRate: number }),
            ],
          },
        },
        ['period', 'excludedMs', 'untold'],
      ),
      ...unmeasured({ period, excludedMs: number }),
    ],
  },
  SloStatus: object({
    id: text,
    service: text,
    name: text,
    description: maybe(text),
    owner: maybe(text),
    reviewCadence: maybe(text),
    labels: map(text),
    links: map(text),
    target: number,
    sloWindowMs: number,
    window: text,
    eventsAre: maybe(text),
    sla: maybe(
      object({
        target: number,
        window: text,
        consequence: maybe(text),
        warnAt: number,
        budget: reference('BudgetReading'),
        rawBudget: maybe(reference('BudgetReading')),
        atRiskSince: maybe(instant),
      }),
    ),
    state: oneOf('page', 'ticket', 'unknown', 'ok'),
    unknownBecause: maybe(object({ reason: unknownReason, text })),
    evaluatedAt: maybe(instant),
    dataUntil: maybe(instant),
    alert: maybe(object({ severity, firingSince: instant, tierIds: array(text) })),
    tiers: array(reference('TierReading')),
    windows: array(reference('WindowReading')),
    budget: reference('BudgetReading'),
    excluded,
    policy,
    incidentId: maybe(text),
    reading: object({ mode: oneOf('raw', 'aggregated'), series: maybe(whole) }),
    historyLoaded: number,
  }),
  SloRow: object({
    id: text,
    service: text,
    name: text,
    owner: maybe(text),
    labels: map(text),
    target: number,
    window: text,
    state: oneOf('page', 'ticket', 'unknown', 'ok'),
    unknownBecause: maybe(text),
    budget: object({
      kind: oneOf('measured', 'no-traffic', 'unknown'),
      remaining: maybe(number),
      coverage: number,
      approximate: flag,
      exhaustion: maybe(oneOf('exhausted', 'never', 'at', 'unknown')),
      exhaustedAt: maybe(instant),
    }),
    burn: maybe(object({ rate: number, windowMs: number })),
    judged: object({ tiers: whole, of: whole }),
    nearest: maybe(object({ tier: text, share: number })),
    band: text,
    bandEdges: array(number),
    gate: decision,
    incidentId: maybe(text),
    trend: array(maybe(number)),
    trendMs: number,
  }),
  Budget: object({
    id: text,
    service: text,
    name: text,
    target: number,
    sloWindowMs: number,
    budget: reference('BudgetReading'),
    excluded,
    policy,
    evaluatedAt: maybe(instant),
  }),
  GateAnswer: object({
    service: text,
    environment: maybe(text),
    decision,
    ok: flag,
    reason: text,
    overridden: maybe(object({ by: text, reason: text, endsAt: instant })),
    evaluatedAt: maybe(instant),
    slos: array(
      object({
        name: text,
        decision,
        band: text,
        consequence: text,
        budgetRemaining: maybe(number),
        coverage: number,
      }),
    ),
  }),
  ...sloHistorySchemas,
  ...whatIfSchemas,
  ...incidentSchemas,
  ...outlookSchemas(incidentSchemas['Incident'] ?? {}),
  ...incidentReportSchemas,
  ...alertQualitySchemas,
  ...exclusionSchemas,
  ...onCallSchemas,
  ...contactSchemas,
  ...deliverySchemas,
  ReceiverTest: object({ receiver: text, trigger: testStep, resolve: testStep }),
  TemplateStatus: object({
    id: text,
    labels: array(text),
    max: whole,
    groups: whole,
    vanished: whole,
    lookedAt: maybe(instant),
    problem: maybe(text),
  }),
  DaemonStatus: object({
    version: text,
    startedAt: instant,
    ready: flag,
    notReadyBecause: maybe(text),
    lastCycleAt: maybe(instant),
    lastCycleMs: maybe(number),
    sloCount: whole,
    source: object({ reachable: flag, since: maybe(instant), lastError: maybe(text) }),
    store: object({ goneSince: maybe(instant), lastError: maybe(text) }),
    replicas: maybe(object({ alive: whole, share: number, leasesRenewedAt: instant })),
    lastResort: object({ receivers: array(text), waiting: whole, sent: whole, failed: whole }),
    templates: array(reference('TemplateStatus')),
    specs: object({ loadedAt: instant, lastReloadRefused: maybe(text), problems: maybe(text) }),
    historyLoaded: number,
    historyPhase,
    heartbeat: maybe(reference('HeartbeatStatus')),
    watchdog: maybe(reference('WatchdogStatus')),
  }),
  WatchdogStatus: object({
    alertname: text,
    state: oneOf('seen', 'missing', 'unknown'),
    seenAt: maybe(instant),
    lastError: maybe(text),
  }),
  HeartbeatStatus: object({
    lastSentAt: maybe(instant),
    held: array(object({ sign: oneOf(...VITAL_SIGNS), text })),
    pingError: maybe(text),
  }),
};

export const slos: Json = object({
  slos: array(reference('SloStatus')),
  templates: array(reference('TemplateStatus')),
});

export const readiness: Json = object({
  ready: flag,
  notReadyBecause: maybe(text),
  historyLoaded: number,
  historyPhase,
});
