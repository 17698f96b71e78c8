import { query, type Operations } from './openapi-operation.js';
import { array, instant, type Json, maybe, number, object, reference, text, whole } from './openapi-types.js';

/** How far back the quality of alerts can be asked for. */
export const MOST_DAYS = 3650;

const ratio = { ...number, minimum: 0, maximum: 1 };
const quality = {
  incidents: whole,
  real: whole,
  falsePositive: whole,
  noVerdict: whole,
  precision: maybe(object({ n: whole, share: ratio, low: ratio, high: ratio })),
};

/** What the API says of how often alerts were right, by the names of its schemas. */
export const alertQualitySchemas: Readonly<Record<string, Json>> = {
  AlertQuality: object({
    fromAt: instant,
    toAt: instant,
    total: object(quality),
    services: array(object({ service: text, ...quality })),
    slos: array(object({ slo: text, service: text, ...quality })),
  }),
};

export const alertQualityOperations: Operations = {
  '/api/v1/alert-quality': {
    get: {
      summary: 'How often alerts were right, by the verdicts on their incidents',
      parameters: [
        query('days', 'of incidents that were opened within so many days (default 90)', {
          type: 'integer',
          minimum: 1,
          maximum: MOST_DAYS,
        }),
      ],
      answers: {
        '200': [
          'by service and by SLO, those with the most false positives first; `precision` is of those with a verdict, with its interval of 95 %, and null without any',
          reference('AlertQuality'),
        ],
      },
    },
  },
};
