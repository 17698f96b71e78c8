import { inPath, query, type Operations } from './openapi-operation.js';
import {
  array,
  flag,
  instant,
  type Json,
  maybe,
  number,
  object,
  oneOf,
  reference,
  text,
  whole,
} from './openapi-types.js';

const severity = oneOf('page', 'ticket');
const exclusionKind = oneOf('maintenance', 'correction');

export const sloHistorySchemas: Readonly<Record<string, Json>> = {
  SloHistory: object({
    id: text,
    target: number,
    window: text,
    dataUntil: maybe(instant),
    startAt: instant,
    endAt: instant,
    keptSinceAt: instant,
    stepMs: number,
    slotMs: number,
    minCoverage: number,
    historyLoaded: number,
    bands: array(
      object({ id: text, above: maybe(number), consequence: text, gate: oneOf('allow', 'warn', 'block') }),
    ),
    steps: array(
      object({
        at: instant,
        ms: number,
        badEvents: number,
        totalEvents: number,
        coverage: number,
        excludedMs: number,
        errorRatio: maybe(number),
        remaining: maybe(number),
        budgetCoverage: number,
        leftOfPresent: maybe(number),
      }),
    ),
    tiers: array(
      object({
        policyId: text,
        severity,
        burnRateThreshold: number,
        minBadEvents: number,
        longWindowMs: number,
        shortWindowMs: number,
        long: array(maybe(number)),
        short: array(maybe(number)),
        over: array(flag),
      }),
    ),
    alerts: array(object({ severity, openedAt: instant, endedAt: maybe(instant), incidentId: maybe(text) })),
    alertsLeftOut: whole,
    incidents: array(
      object({
        id: text,
        title: text,
        severity: oneOf('sev1', 'sev2', 'sev3', 'sev4'),
        phase: text,
        openedAt: instant,
        alertEndedAt: maybe(instant),
        resolvedAt: maybe(instant),
      }),
    ),
    deploys: array(object({ version: text, at: instant, url: text }, ['url'])),
    deploysLeftOut: whole,
    bandBefore: maybe(text),
    bandChanges: array(object({ at: instant, band: text })),
    bandChangesLeftOut: whole,
    exclusions: array(
      object({ id: text, kind: exclusionKind, author: text, reason: text, startAt: instant, endAt: instant }),
    ),
  }),
  SloSpec: object({
    file: text,
    line: whole,
    column: whole,
    text: maybe(text),
    firstLine: whole,
    fields: array(object({ field: text, line: whole, column: whole })),
    queries: array(
      object({ of: oneOf('bad', 'total'), text, prometheusUrl: maybe(text), grafanaUrl: maybe(text) }),
    ),
    rules: maybe(text),
  }),
  PagePreview: object({
    policyId: text,
    severity,
    isMadeUp: flag,
    title: text,
    lines: array(text),
    receivers: array(text),
    note: maybe(text),
  }),
};

const ONE_SLO = [inPath('service', 'the service'), inPath('slo', 'the SLO’s name')];
const NONE = 'there is no such SLO';
const ELSEWHERE = 'another replica judges it, and the SLO files of this one do not hold it';

/** The past of an SLO, its text, and its words. */
export const sloHistoryOperations: Operations = {
  '/api/v1/slos/{service}/{slo}/history': {
    get: {
      summary:
        'The past of an SLO in equal steps, from the counts that the daemon holds: events, budget, burn rates, and what happened',
      parameters: [
        ...ONE_SLO,
        query('from', 'where it begins (default: a window ago)', { type: 'string', format: 'date-time' }),
        query('to', 'where it ends (default: with the newest data)', { type: 'string', format: 'date-time' }),
        query('points', 'at most so many steps (default 240)', { type: 'integer', minimum: 2, maximum: 500 }),
      ],
      answers: { '200': ['the past', reference('SloHistory')], '404': NONE, '503': ELSEWHERE },
    },
  },
  '/api/v1/slos/{service}/{slo}/spec': {
    get: {
      summary:
        'An SLO as its file says it, the queries of its events, and the rules that are generated of it',
      parameters: ONE_SLO,
      answers: { '200': ['the text', reference('SloSpec')], '404': NONE, '503': ELSEWHERE },
    },
  },
  '/api/v1/slos/{service}/{slo}/page-preview': {
    get: {
      summary: 'What a page or a ticket of each tier would say, and to whom',
      parameters: ONE_SLO,
      answers: {
        '200': ['the words', object({ tiers: array(reference('PagePreview')) })],
        '404': NONE,
        '503': ELSEWHERE,
      },
    },
  },
};
