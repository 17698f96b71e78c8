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
});

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
    yaml: text,
  }),
};

const tier = object({
  severity,
  shortWindow: { ...text, description: 'a duration: 5m' },
  longWindow: { ...text, description: 'a duration: 1h' },
  burnRate: { ...number, exclusiveMinimum: 0 },
});

export const whatIfOperations: Operations = {
  '/api/v1/slos/{service}/{slo}/what-if': {
    post: {
      summary:
        'What an SLO would have meant with another target, window or tiers, replayed over the past that Prometheus holds; changes nothing',
      parameters: [inPath('service', 'the service'), inPath('slo', 'the SLO’s name')],
      body: object(
        {
          target: { ...number, description: 'a ratio over 0 and under 1: 0.999' },
          window: { ...text, description: 'a duration: 30d' },
          tiers: array(tier),
        },
        ['target', 'window', 'tiers'],
      ),
      answers: {
        '200': ['both beside each other', reference('WhatIf')],
        '404': 'there is no such SLO',
        '409': 'the SLO has too many series to be replayed here',
        '502': 'Prometheus does not answer',
        '503': 'another replica judges the SLO, or reading its past takes too long',
      },
    },
  },
};
