import { TOPICS } from '../engine/changes.js';
import * as schemas from './openapi-schemas.js';
import { type Operations } from './openapi-operation.js';
import { reference } from './openapi-types.js';

/** The daemon itself. */
export const daemonOperations: Operations = {
  '/api/v1/backup': {
    post: {
      summary: 'A checked copy of the SQLite store, as it is at one instant',
      scope: 'admin',
      answers: {
        '200': ['an SQLite database', { type: 'string', format: 'binary' }, 'application/vnd.sqlite3'],
        '400': 'the store is none that can be copied (PostgreSQL: pg_dump)',
        '409': 'another backup is being made',
      },
    },
  },
  '/api/v1/status': {
    get: {
      summary: 'The daemon itself',
      answers: { '200': ['its state', reference('DaemonStatus')] },
    },
  },
  '/api/v1/events': {
    get: {
      summary:
        'Server-sent events: `hello`, then `changed` with the nouns that did, and a `beat` every ten seconds',
      answers: {
        '200': [`data is a list of ${TOPICS.join(', ')}`, undefined, 'text/event-stream'],
        '429': 'too many follow already',
      },
    },
  },
  '/api/v1/openapi.json': {
    get: { summary: 'This document', answers: { '200': ['OpenAPI 3.1', { type: 'object' }] } },
  },
  '/-/healthy': {
    get: { summary: 'The process answers', open: true, answers: { '200': ['it does', { type: 'object' }] } },
  },
  '/-/ready': {
    get: {
      summary: 'A first evaluation has been completed',
      open: true,
      answers: { '200': ['ready', schemas.readiness], '503': ['not yet', schemas.readiness] },
    },
  },
  '/-/reload': {
    post: {
      summary: 'Read configuration and specs again',
      scope: 'operate',
      answers: {
        '200': ['reloaded', { type: 'object' }],
        '422': 'refused, with the problems; what was loaded stays',
      },
    },
  },
  '/metrics': {
    get: {
      summary: 'Prometheus metrics',
      open: true,
      answers: { '200': ['text format', undefined, 'text/plain'] },
    },
  },
};
