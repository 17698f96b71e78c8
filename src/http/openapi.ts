import type { Scope } from '../core/access/scope.js';
import { newToken, rotation } from './openapi-access.js';
import { deliveryChange, deliveryState, receiverReplay } from './openapi-deliveries.js';
import { exclusionRequest, withdrawal } from './openapi-exclusions.js';
import { inboundOperations } from './openapi-inbound.js';
import * as requests from './openapi-requests.js';
import * as schemas from './openapi-schemas.js';
import { listOf, reference } from './openapi-types.js';

type Json = Readonly<Record<string, unknown>>;

interface Operation {
  readonly summary: string;
  readonly parameters?: readonly Json[];
  readonly body?: Json;
  /** Needed wherever the daemon listens; otherwise reading is enough, where that is not open. */
  readonly scope?: Scope;
  /** Answered to everybody, wherever the daemon listens. */
  readonly open?: true;
  readonly answers: Readonly<
    Record<
      string,
      | string
      /** Without a body. */
      | readonly [description: string]
      | readonly [description: string, schema: Json]
      | readonly [description: string, schema: Json | undefined, media: string]
    >
  >;
}

const query = (
  name: string,
  description: string,
  schema: Json = { type: 'string' },
  required = false,
): Json => ({
  name,
  in: 'query',
  required,
  description,
  schema,
});
const inPath = (name: string, description: string): Json => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string' },
});
const SERVICE = query('service', 'only this service');
const LIMIT = query('limit', 'at most so many, the newest first (default 100)', {
  type: 'integer',
  minimum: 1,
  maximum: 1000,
});

const OPERATIONS: Readonly<Record<string, Readonly<Record<string, Operation>>>> = {
  '/': {
    get: {
      summary: 'Every SLO by what needs attention, as a page',
      answers: { '200': ['a page', undefined, 'text/html'] },
    },
  },
  '/login': {
    get: {
      summary: 'Log a browser in',
      open: true,
      parameters: [query('return_to', 'a path of the daemon to come back to')],
      answers: {
        '302': ['to the OpenID provider'],
        '404': 'no provider is configured',
        '502': 'the provider does not answer',
      },
    },
  },
  '/login/callback': {
    get: {
      summary: 'Where the provider sends a browser back to',
      open: true,
      answers: {
        '303': ['logged in, with a cookie'],
        '401': 'what came back proves nothing',
        '502': 'the provider does not answer',
      },
    },
  },
  '/logout': {
    post: {
      summary: 'End the login of this browser',
      open: true,
      answers: { '303': ['logged out'] },
    },
  },
  '/api/v1/slos': {
    get: {
      summary: 'Every SLO: state, windows, tiers, budget, policy',
      parameters: [SERVICE],
      answers: { '200': ['the SLOs, and the templates that some of them are of', schemas.slos] },
    },
  },
  '/api/v1/slos/{service}/{slo}': {
    get: {
      summary: 'One SLO',
      parameters: [inPath('service', 'the service'), inPath('slo', 'the SLO’s name')],
      answers: { '200': ['the SLO', reference('SloStatus')], '404': 'there is no such SLO' },
    },
  },
  '/api/v1/budget': {
    get: {
      summary: 'Error budgets and policy states',
      parameters: [SERVICE],
      answers: { '200': ['the budgets', listOf('budgets', 'Budget')] },
    },
  },
  '/api/v1/gate': {
    get: {
      summary: 'May this service be deployed? Always 200 when the question is understood; read `decision`',
      parameters: [
        query('service', 'the service', { type: 'string' }, true),
        query('environment', 'the environment'),
        query('env', 'short for environment'),
      ],
      answers: { '200': ['the decision', reference('GateAnswer')], '400': 'no service was named' },
    },
    post: {
      summary: 'The same for tools that understand statuses only (Flagger, Argo Rollouts)',
      body: requests.gateRequest,
      answers: {
        '200': ['allow or warn', reference('GateAnswer')],
        '403': [
          'block or unknown; or asked under a host name that is not the daemon’s',
          { anyOf: [reference('GateAnswer'), reference('Error')] },
        ],
        '400': 'no service was named',
      },
    },
  },
  '/api/v1/incidents': {
    get: {
      summary: 'Incidents, the newest first',
      parameters: [query('open', 'true: not resolved; false: resolved', { type: 'boolean' }), SERVICE, LIMIT],
      answers: { '200': ['the incidents', listOf('incidents', 'Incident')] },
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
  '/api/v1/deliveries': {
    get: {
      summary: 'Messages and how far each came (attempts, receipt, acknowledgement), the newest first',
      parameters: [
        query('state', 'only these; failed are those that were given up', deliveryState),
        query('receiver', 'only this receiver’s'),
        LIMIT,
      ],
      answers: { '200': ['the messages', listOf('deliveries', 'Delivery')] },
    },
  },
  '/api/v1/deliveries/replay': {
    post: {
      summary: 'Send all that a receiver was given up on again',
      scope: 'operate',
      body: receiverReplay,
      answers: { '200': ['what is sent again, and what cannot be', reference('Replayed')] },
    },
  },
  '/api/v1/deliveries/{id}/replay': {
    post: {
      summary: 'Send a message that was given up again, and what followed it and failed as well',
      parameters: [inPath('id', 'DLV-1, or its long id')],
      scope: 'operate',
      body: deliveryChange,
      answers: {
        '200': ['what is sent again', reference('Replayed')],
        '404': 'there is no such message',
        '409': 'it has not failed, or something newer of its alert overtook it',
      },
    },
  },
  '/api/v1/deliveries/{id}/discard': {
    post: {
      summary: 'Put a message that was given up aside',
      parameters: [inPath('id', 'DLV-1, or its long id')],
      scope: 'operate',
      body: deliveryChange,
      answers: {
        '200': ['put aside', reference('Delivery')],
        '404': 'there is no such message',
        '409': 'it has not failed',
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
  '/api/v1/receivers/{name}/test': {
    post: {
      summary: 'Send a test page, marked as one, to a receiver, and take it back',
      parameters: [inPath('name', 'what the configuration calls it')],
      scope: 'operate',
      answers: {
        '200': ['what became of both', reference('ReceiverTest')],
        '404': 'there is no such receiver',
      },
    },
  },
  '/api/v1/tokens': {
    get: {
      summary: 'Who may prove himself by a token',
      scope: 'admin',
      answers: { '200': ['all tokens, and nothing of their secrets', listOf('tokens', 'Token')] },
    },
    post: {
      summary: 'Make a token',
      scope: 'admin',
      body: newToken,
      answers: {
        '201': ['the token, and its secret this once', reference('NewToken')],
        '409': 'there is one of this name',
      },
    },
  },
  '/api/v1/tokens/{id}/rotate': {
    post: {
      summary: 'Give a token another secret; the one that it had holds for a while',
      parameters: [inPath('id', 'its id or name')],
      scope: 'admin',
      body: rotation,
      answers: {
        '200': ['the token, and its secret this once', reference('NewToken')],
        '404': 'there is no such token',
        '409': 'it has expired or been revoked',
      },
    },
  },
  '/api/v1/tokens/{id}/revoke': {
    post: {
      summary: 'End a token at once',
      parameters: [inPath('id', 'its id or name')],
      scope: 'admin',
      answers: { '200': ['the token', reference('Token')], '404': 'there is no such token' },
    },
  },
  '/api/v1/audit': {
    get: {
      summary: 'Who changed what, and what was refused, the newest first',
      parameters: [LIMIT],
      scope: 'admin',
      answers: { '200': ['the log', listOf('entries', 'AuditEntry')] },
    },
  },
  ...inboundOperations,
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

/** The API's description, OpenAPI 3.1. */
export function openApi(version: string): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Firebreak',
      version,
      description:
        'SLO burn rates, error budgets, gates and incidents. Instants are ISO 8601 in UTC, durations end in Ms, ratios are 0-1; null is unknown or absent, never zero.',
    },
    servers: [{ url: '/' }],
    paths: Object.fromEntries(
      Object.entries(OPERATIONS).map(([path, methods]) => [
        path,
        Object.fromEntries(
          Object.entries(methods).map(([method, operation]) => [method, describe(operation)]),
        ),
      ]),
    ),
    components: {
      schemas: schemas.components,
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'firebreak',
          description:
            'of a login; by HTTPS its name is __Host-firebreak. Writes need the header X-Firebreak-CSRF',
        },
        password: { type: 'http', scheme: 'basic', description: 'any user name; the token is the password' },
      },
    },
  };
}

function describe({ summary, parameters, body, scope, open, answers }: Operation): Json {
  const asked = body !== undefined || parameters?.some((parameter) => parameter.in === 'query');
  const refusals = {
    ...(asked ? { '400': 'the question is not understood' } : {}),
    ...(open ? {} : { '401': 'the token is missing or wrong; reads need it where they are closed' }),
    '403': `asked under a host name that is not the daemon’s${scope ? ', writes are off, the scope does not suffice, or a browser’s write did not come from a page of the daemon' : ''}`,
    '429': 'too many requests, or too many wrong tokens; Retry-After says when to come again',
  };
  return {
    summary,
    ...(open ? {} : { 'x-firebreak-scope': scope ?? 'read' }),
    ...(parameters ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    ...(open
      ? {}
      : {
          security: scope
            ? [{ token: [] }, { session: [] }]
            : [{}, { token: [] }, { session: [] }, { password: [] }],
        }),
    responses: Object.fromEntries(
      Object.entries({ ...refusals, ...answers }).map(([status, answer]) => [status, response(answer)]),
    ),
  };
}

function response(answer: Operation['answers'][string]): Json {
  if (typeof answer === 'string') {
    return { description: answer, content: { 'application/json': { schema: reference('Error') } } };
  }
  if (answer.length === 1) return { description: answer[0] };
  const [description, schema, media = 'application/json'] = answer;
  return { description, content: { [media]: { schema: schema ?? { type: 'string' } } } };
}
