import { AUDIENCES } from '../core/incident/audiences.js';
import { SEVERITIES } from '../core/incident/incident.js';
import { PHASES, STATUSES } from '../core/incident/phases.js';
import { STEPS } from '../core/incident/possible-steps.js';
import { CONCERNS } from '../core/incident/severity.js';
import { inPath, LIMIT, type Operations, query, SERVICE } from './openapi-operation.js';
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

const severity = oneOf(...SEVERITIES);

/** What the list of incidents is narrowed down by. */
export const incidentFilter: readonly Json[] = [
  query('open', 'true: not resolved; false: resolved', { type: 'boolean' }),
  query('status', `of ${STATUSES.join(', ')}, apart by commas`),
  query('phase', `of ${PHASES.join(', ')}, apart by commas`),
  query('severity', `of ${SEVERITIES.join(', ')}, apart by commas`),
  SERVICE,
  query('team', 'only what this team owns'),
  query('text', 'stands in its id, title, SLO, service, or the name of whoever holds a role'),
  query('since', 'opened at this instant or later', instant),
  query('before', 'only those that come after this incident in the list: `nextBefore` of an answer'),
  LIMIT,
];

/** @param incident the schema of one */
export function outlookSchemas(incident: Json): Readonly<Record<string, Json>> {
  return { ...schemas, ListedIncident: listed(incident) };
}

function listed(incident: Json): Json {
  const { properties, required } = incident as { properties: Record<string, Json>; required: string[] };
  return {
    ...incident,
    properties: { ...properties, owner: maybe(text), impact: maybe(reference('IncidentImpact')) },
    required: [...required, 'owner', 'impact'],
  };
}

const called = object({
  people: array(object({ person: text, as: text, shadowOf: maybe(text) })),
  receivers: array(text),
  nobody: array(text),
});

const schemas: Readonly<Record<string, Json>> = {
  ListedIncidents: object({ incidents: array(reference('ListedIncident')), nextBefore: maybe(text) }),
  IncidentOutlook: object({
    id: text,
    at: instant,
    eventCount: whole,
    steps: array(object({ step: oneOf(...STEPS), refused: maybe(text) })),
    clocks: array(
      object({
        of: oneOf('response', 'cause', 'hypothesis', 'recovery'),
        hypothesis: maybe(whole),
        dueAt: instant,
      }),
    ),
    fullCrew: flag,
    vendors: array(reference('Vendor')),
    otherRollback: maybe(
      object({ incident: text, mitigation: whole, outcome: oneOf('asked', 'taken', 'unknown') }),
    ),
    next: maybe(object({ policyId: text, step: whole, steps: whole, at: maybe(instant), called })),
    related: array(
      object({
        id: text,
        how: oneOf('part', 'whole', 'duplicate', 'merged-into', 'split-from'),
        title: text,
        service: text,
        severity,
        phase: oneOf(...PHASES),
        team: maybe(text),
      }),
    ),
  }),
  IncidentSli: {
    oneOf: [
      object({
        kind: oneOf('seen'),
        sloId: text,
        errorBudget: number,
        failingSince: maybe(instant),
        stepMs: whole,
        points: array(object({ at: instant, badEvents: number, totalEvents: number, coverage: number })),
      }),
      object({ kind: oneOf('unknown'), reason: text }),
    ],
  },
  IncidentRules: object({
    severities: array(
      object({
        severity,
        criteria: text,
        responseMs: whole,
        causeMs: maybe(whole),
        recoveryMs: whole,
        fullCrew: flag,
        told: array(object({ audience: oneOf(...AUDIENCES), everyMs: whole })),
      }),
    ),
    concerns: array(object({ concern: oneOf(...CONCERNS), severity, reason: text })),
  }),
};

const NO_SUCH = 'there is no such incident';

export const outlookOperations: Operations = {
  '/api/v1/incidents/{id}/outlook': {
    get: {
      summary:
        'What can be done with it now and why not, what becomes due, who is called next, what belongs to it',
      parameters: [inPath('id', 'INC-1')],
      answers: { '200': ['the outlook', reference('IncidentOutlook')], '404': NO_SUCH },
    },
  },
  '/api/v1/incidents/{id}/sli': {
    get: {
      summary: 'What its SLI showed, from half an hour before the first bad sample on',
      parameters: [inPath('id', 'INC-1')],
      answers: { '200': ['the points, or why there are none', reference('IncidentSli')], '404': NO_SUCH },
    },
  },
  '/api/v1/incident-rules': {
    get: {
      summary: 'What the incident policy asks for by severity, and what people may report',
      answers: { '200': ['the rules', reference('IncidentRules')] },
    },
  },
};
