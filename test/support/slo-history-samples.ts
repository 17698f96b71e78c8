import { DAY, HOUR, MINUTE } from '../../src/core/time/duration.js';
import type { PagePreview, SloHistoryView, SloSpecView, WhatIfView } from '../../src/engine/read-models.js';
import { NOW } from './slo-statuses.js';

const STEP = {
  at: NOW,
  ms: HOUR,
  badEvents: 3,
  totalEvents: 1000,
  coverage: 1,
  excludedMs: 0,
  errorRatio: 0.003,
  remaining: 0.5,
  budgetCoverage: 1,
  leftOfPresent: 0.5,
};
const UNSEEN = {
  ...STEP,
  at: NOW - HOUR,
  badEvents: 0,
  totalEvents: 0,
  coverage: 0,
  errorRatio: undefined,
  remaining: undefined,
  budgetCoverage: 0.1,
  leftOfPresent: undefined,
};

/** Two hours, of which the older was not seen. */
export function pastOf(id: string): SloHistoryView {
  return {
    id,
    target: 0.9995,
    window: '30d',
    dataUntil: NOW,
    startAt: NOW - 2 * HOUR,
    endAt: NOW,
    keptSinceAt: NOW - 30 * DAY,
    stepMs: HOUR,
    slotMs: HOUR,
    minCoverage: 0.5,
    historyLoaded: 1,
    bands: [
      { id: 'above-50', above: 0.5, consequence: 'ship', gate: 'allow' },
      { id: 'exhausted', above: Number.NEGATIVE_INFINITY, consequence: 'stop', gate: 'block' },
    ],
    steps: [UNSEEN, STEP],
    tiers: [
      {
        policyId: 'page-1h',
        severity: 'page',
        burnRateThreshold: 14.4,
        minBadEvents: 3,
        longWindowMs: HOUR,
        shortWindowMs: 5 * MINUTE,
        long: [undefined, 6],
        short: [undefined, 20],
        over: [false, false],
      },
    ],
    alertsLeftOut: 0,
    deploysLeftOut: 3,
    bandBefore: 'above-50',
    bandChanges: [{ at: NOW - HOUR, band: 'exhausted' }],
    bandChangesLeftOut: 0,
    alerts: [{ severity: 'page', openedAt: NOW - HOUR, endedAt: undefined, incidentId: 'INC-7' }],
    incidents: [
      {
        id: 'INC-7',
        title: 'burns',
        severity: 'sev2',
        phase: 'declared',
        openedAt: NOW - HOUR,
        alertEndedAt: undefined,
        resolvedAt: undefined,
      },
    ],
    deploys: [{ version: 'v1.42', at: NOW - HOUR }],
    exclusions: [
      { id: 'move', kind: 'maintenance', author: 'maria', reason: 'move', startAt: NOW - HOUR, endAt: NOW },
    ],
  };
}

export const WRITTEN: SloSpecView = {
  file: 'slo-specs/checkout.yaml',
  line: 12,
  column: 5,
  text: 'service: checkout-api',
  firstLine: 1,
  fields: [{ field: 'target', line: 14, column: 13 }],
  queries: [
    { of: 'bad', text: 'sum(x)', prometheusUrl: 'http://prometheus/graph?g0.expr=x', grafanaUrl: undefined },
  ],
  rules: undefined,
};

export const PREVIEW: PagePreview = {
  policyId: 'page-1h',
  severity: 'page',
  isMadeUp: true,
  title: 'checkout-api/latency burns its error budget 14.5x too fast',
  lines: ['Promise: 99.95 % over 30d'],
  receivers: ['pager'],
  note: undefined,
};

const FIGURES: WhatIfView['present'] = {
  target: 0.9995,
  window: '30d',
  tiers: [],
  pages: 2,
  tickets: 0,
  pagesPerMonth: 2.1,
  ticketsPerMonth: undefined,
  frozenMs: 0,
  unknownMs: HOUR,
  budgetRemaining: 0.4,
  budgetCoverage: 1,
  lowest: { at: NOW - DAY, remaining: 0.1 },
  outages: [{ errorRatio: 1, pageAfterMs: 26_000, ticketAfterMs: undefined }],
  paceWindowMs: HOUR,
  alerts: [
    { severity: 'page', openedAt: NOW - DAY, endedAt: NOW - DAY + HOUR, tierIds: ['page-1h'] },
    { severity: 'page', openedAt: NOW - HOUR, endedAt: undefined, tierIds: ['page-1h', 'page-6h'] },
  ],
  alertsLeftOut: 0,
};

const SEEN: WhatIfView['points'][number] = {
  at: NOW,
  ms: DAY,
  badEvents: 3,
  totalEvents: 1000,
  coverage: 1,
  excludedMs: 0,
  errorRatio: 0.003,
  present: { burnRate: 6, budgetRemaining: 0.4, band: 'above-25' },
  proposed: { burnRate: 3, budgetRemaining: 0.7, band: 'above-50' },
};

export const COMPARED: WhatIfView = {
  id: 'checkout-api/latency',
  startAt: NOW - 30 * DAY,
  endAt: NOW,
  stepMs: 2 * MINUTE,
  coverage: 0.98,
  unreadMs: 0,
  present: FIGURES,
  proposed: { ...FIGURES, target: 0.999, pages: 0, lowest: undefined, alerts: [] },
  points: [
    {
      ...SEEN,
      at: NOW - DAY,
      badEvents: 0,
      totalEvents: 0,
      coverage: 0,
      errorRatio: undefined,
      present: { burnRate: undefined, budgetRemaining: undefined, band: 'unknown' },
      proposed: { burnRate: undefined, budgetRemaining: undefined, band: 'unknown' },
    },
    SEEN,
  ],
  yaml: 'target: 99.9%\n',
};
