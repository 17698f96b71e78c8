import { inPath, type Operations } from './openapi-operation.js';
import {
  array,
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

const figures = object({
  target: number,
  window: text,
  tiers: array(
    object({
      id: text,
      severity,
      longWindow: number,
      shortWindow: number,
      burnRateThreshold: number,
      minBadEvents: number,
    }),
  ),
  pages: whole,
  tickets: whole,
  pagesPerMonth: maybe(number),
  ticketsPerMonth: maybe(number),
  frozenMs: number,
  unknownMs: number,
  budgetRemaining: maybe(number),
  budgetCoverage: number,
  lowest: maybe(object({ at: instant, remaining: number })),
  outages: array(object({ errorRatio: number, pageAfterMs: maybe(number), ticketAfterMs: maybe(number) })),
  paceWindowMs: number,
  alerts: array(object({ severity, openedAt: instant, endedAt: maybe(instant), tierIds: array(text) })),
  alertsLeftOut: whole,
});

const standing = object({ burnRate: maybe(number), budgetRemaining: maybe(number), band: text });

export const whatIfSchemas: Readonly<Record<string, Json>> = {
  WhatIf: object({
    id: text,
    startAt: instant,
    endAt: instant,
    stepMs: number,
    coverage: number,
    unreadMs: number,
    present: figures,
    proposed: figures,
    points: array(
      object({
        at: instant,
        ms: number,
        badEvents: number,
        totalEvents: number,
        coverage: number,
        excludedMs: number,
        errorRatio: maybe(number),
        present: standing,
        proposed: standing,
      }),
    ),
    yaml: text,
  }),
};

const tier = object({
  severity,
  shortWindow: { ...text, description: 'a duration: 5m' },
  longWindow: { ...text, description: 'a duration: 1h' },
  burnRate: { ...number, exclusiveMinimum: 0 },
});

const calendar = object(
  {
    calendar: oneOf('week', 'month', 'quarter', 'year'),
    time_zone: { ...text, description: 'a name of the IANA database; UTC when left out' },
  },
  ['time_zone'],
);

export const whatIfOperations: Operations = {
  '/api/v1/slos/{service}/{slo}/what-if': {
    post: {
      summary:
        'What an SLO would have meant with another target, window or tiers, replayed over the past that Prometheus holds; changes nothing',
      parameters: [inPath('service', 'the service'), inPath('slo', 'the SLO’s name')],
      body: object(
        {
          target: { ...number, description: 'a ratio over 0 and under 1: 0.999' },
          window: { anyOf: [{ ...text, description: 'a duration: 30d' }, calendar] },
          tiers: array(tier),
        },
        ['target', 'window', 'tiers'],
      ),
      answers: {
        '200': ['both beside each other', reference('WhatIf')],
        '404': 'there is no such SLO',
        '400': 'the proposal makes no sense, or SLO files could not say it',
        '409': 'the SLO has too many series to be replayed here',
        '429': 'another of the same caller’s is being worked out, or too many of others',
        '502': 'Prometheus does not answer',
        '503':
          'another replica judges the SLO and the files of this one do not hold it, or reading its past takes too long',
      },
    },
  },
};
