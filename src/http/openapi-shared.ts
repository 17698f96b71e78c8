import { STATUSES } from '../core/incident/phases.js';
import { SEVERITIES } from '../core/incident/severities.js';
import { work } from './openapi-incident-command.js';
import { inPath, type Operations } from './openapi-operation.js';
import { array, instant, type Json, maybe, object, oneOf, reference, text, whole } from './openapi-types.js';

const number: Json = { type: 'integer', minimum: 1 };

/** What the API says of sharing, by the names of its schemas. */
export const sharedSchemas: Readonly<Record<string, Json>> = {
  ShareLink: object({
    number: whole,
    for: text,
    digest: text,
    expiresAt: instant,
    revokedAt: maybe(instant),
  }),
  NewShareLink: object({
    incidentId: text,
    link: whole,
    for: text,
    expiresAt: instant,
    token: text,
    path: text,
    url: maybe(text),
  }),
  SharedIncident: object({
    title: text,
    service: text,
    severity: oneOf(...SEVERITIES),
    status: oneOf(...STATUSES),
    entries: array(object({ at: instant, happenedAt: maybe(instant), text })),
  }),
};

export const sharedOperations: Operations = {
  '/api/v1/incidents/{id}/shared': work(
    'Show an entry of its timeline to partners, by its seq',
    { entry: number },
    ['entry'],
  ),
  '/api/v1/incidents/{id}/shared/remove': work('Show it to them no longer', { entry: number }, ['entry']),
  '/api/v1/incidents/{id}/share-links': {
    post: {
      summary: 'Make a link to a page where a partner sees what is shared; its token is told this once',
      parameters: [inPath('id', 'INC-1')],
      body: { type: 'object', properties: { by: text, for: text, expiresIn: text } },
      scope: 'operate',
      answers: { '201': ['the link', reference('NewShareLink')], '404': 'there is no such incident' },
    },
  },
  '/api/v1/incidents/{id}/share-links/revoke': work(
    'Revoke a link, by its number; without one the only one that holds',
    { link: number },
    [],
  ),
  '/api/v1/shared/incidents/{token}': {
    get: {
      summary:
        'What is shared of an incident, to whoever has the link: title, service, severity, status, marked entries',
      open: true,
      parameters: [inPath('token', 'of the link')],
      answers: {
        '200': ['the shared view', reference('SharedIncident')],
        '404': 'the link shows nothing, or does no longer',
      },
    },
  },
};
