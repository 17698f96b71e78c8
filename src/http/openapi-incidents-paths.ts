import { exclusionRequest, withdrawal } from './openapi-exclusions.js';
import * as requests from './openapi-requests.js';
import { incidentFilter, outlookOperations } from './openapi-incident-outlook.js';
import { LIMIT, inPath, type Operations } from './openapi-operation.js';
import { listOf, reference } from './openapi-types.js';

/** Incidents, and what is told of services: time that does not count, deploys. */
export const incidentsOperations: Operations = {
  ...outlookOperations,
  '/api/v1/incidents': {
    get: {
      summary: 'Incidents, the newest first',
      parameters: incidentFilter,
      answers: { '200': ['the incidents', reference('ListedIncidents')] },
    },
    post: {
      summary: 'Declare one, where nothing has seen it; asked again with the same key it opens no second one',
      body: requests.declaration,
      scope: 'operate',
      answers: {
        '201': ['it is opened, and told', reference('DeclaredIncident')],
        '200': [
          'one of the service is open: what was said is on its timeline, and raises its severity',
          reference('DeclaredIncident'),
        ],
        '409': 'an incident of the SLO is open, and there is one at a time',
      },
    },
  },
  '/api/v1/incidents/{id}': {
    get: {
      summary: 'One incident with its timeline, and the proof of whom it was told to',
      parameters: [inPath('id', 'INC-1')],
      answers: {
        '200': ['the incident', reference('IncidentDetail')],
        '404': 'there is no such incident',
      },
    },
  },
  '/api/v1/incidents/{id}/ack': {
    post: {
      summary: 'Take an incident on',
      parameters: [inPath('id', 'INC-1')],
      body: requests.acknowledgement,
      scope: 'operate',
      answers: {
        '200': ['the incident', reference('Incident')],
        '404': 'there is no such incident',
        '409': 'it is resolved already',
      },
    },
  },
  '/api/v1/holds': {
    get: {
      summary: 'Alerts that others report, each of which holds an alert here open until they report its end',
      answers: { '200': ['all of them', listOf('holds', 'Hold')] },
    },
  },
  '/api/v1/holds/end': {
    post: {
      summary: 'End what is held open, when whoever reported it has gone away',
      scope: 'operate',
      body: requests.holdEnd,
      answers: {
        '200': ['what was ended', listOf('holds', 'Hold')],
        '404': 'nothing from outside holds it open',
      },
    },
  },
  '/api/v1/exclusions': {
    get: {
      summary: 'Time that counts for no budget and no alert',
      answers: { '200': ['those in force', listOf('exclusions', 'Exclusion')] },
    },
    post: {
      summary: 'Exclude time: maintenance that is planned, or a correction after the fact',
      scope: 'operate',
      body: exclusionRequest,
      answers: {
        '201': ['in force with the next evaluation', reference('Exclusion')],
        '409': 'there is one of this id',
      },
    },
  },
  '/api/v1/exclusions/audit': {
    get: {
      summary: 'Every change of exclusions: who, when, what and why',
      parameters: [LIMIT],
      answers: { '200': ['the changes', listOf('changes', 'ExclusionChange')] },
    },
  },
  '/api/v1/exclusions/{id}/withdraw': {
    post: {
      summary: 'Let the time of an exclusion count again',
      parameters: [inPath('id', 'the exclusion')],
      scope: 'operate',
      body: withdrawal,
      answers: {
        '200': ['withdrawn', reference('Exclusion')],
        '404': 'there is no such exclusion',
        '409': 'a file declares it, or it has been withdrawn already',
      },
    },
  },
  '/api/v1/deploys': {
    post: {
      summary: 'Tell of a deploy; pages name the newest',
      body: requests.deploy,
      scope: 'operate',
      answers: { '204': ['noted'], '400': 'the body is not understood' },
    },
  },
};
