import { SEVERITIES } from '../core/incident/severities.js';
import { inPath, type Operation, type Operations } from './openapi-operation.js';
import {
  array,
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

const ratio = { ...number, minimum: 0, maximum: 1 };
const impact = {
  startAt: instant,
  endAt: instant,
  badEvents: number,
  totalEvents: number,
  errorRatio: maybe(ratio),
  coverage: ratio,
  budgetSpent: maybe(number),
  budgetWindow: maybe(text),
  budgetCoverage: maybe(ratio),
  worstLabels: array(object({ label: text, value: text, badEvents: number, shareOfBad: ratio })),
  suspects: array(object({ version: text, at: instant, url: maybe(text) }, ['url'])),
};
const facts = array(object({ name: text, text }));
const entry = object(
  {
    seq: whole,
    at: instant,
    happenedAt: maybe(instant),
    by: text,
    kind: text,
    text,
    starred: { type: 'boolean' },
  },
  ['happenedAt'],
);

/** What an incident has cost, and how it is told to somebody who was not there. */
export const incidentReportSchemas: Readonly<Record<string, Json>> = {
  IncidentImpact: {
    oneOf: [
      object(
        {
          kind: oneOf('live'),
          ...impact,
          now: maybe(object({ windowMs: whole, errorRatio: ratio, coverage: ratio })),
          budgetRemaining: maybe(number),
          exhaustion: map({}),
        },
        ['errorRatio', 'budgetSpent', 'budgetWindow', 'budgetCoverage', 'now', 'budgetRemaining'],
      ),
      object({ kind: oneOf('recorded'), at: instant, ...impact }, [
        'errorRatio',
        'budgetSpent',
        'budgetWindow',
        'budgetCoverage',
      ]),
      object({ kind: oneOf('unknown'), reason: text }),
    ],
  },
  IncidentReport: object({
    id: text,
    title: text,
    madeAt: instant,
    summary: text,
    facts,
    impact: facts,
    course: array(object({ name: text, at: instant, after: maybe(number) }, ['after'])),
    people: facts,
    severities: array(
      object(
        { at: instant, by: text, from: maybe(oneOf(...SEVERITIES)), to: oneOf(...SEVERITIES), reason: text },
        ['from'],
      ),
    ),
    updates: array(object({ at: instant, by: text, audience: text, how: text, text })),
    decisions: array(object({ at: instant, by: text, decidedBy: text, text })),
    hypotheses: array(reference('Hypothesis')),
    mitigations: array(reference('Mitigation')),
    vendors: array(reference('VendorCase')),
    told: array(reference('Delivery')),
    keyMoments: array(entry),
    timeline: array(entry),
  }),
};

function answered(summary: string, answer: Operation['answers'][string]): { get: Operation } {
  return {
    get: {
      summary,
      parameters: [inPath('id', 'INC-1')],
      answers: { '200': answer, '404': 'there is no such incident' },
    },
  };
}

export const incidentReportOperations: Operations = {
  '/api/v1/incidents/{id}/impact': answered('What it has cost since the first bad sample, and costs now', [
    'live, from the record, or unknown with the reason',
    reference('IncidentImpact'),
  ]),
  '/api/v1/incidents/{id}/report': answered('The incident for somebody who was not there', [
    'the report',
    reference('IncidentReport'),
  ]),
  '/api/v1/incidents/{id}/report.md': answered('The same as Markdown', [
    'the report',
    undefined,
    'text/markdown',
  ]),
  '/api/v1/incidents/{id}/report.html': answered('The same as a page to read or print', [
    'the report',
    undefined,
    'text/html',
  ]),
};
