import { SCOPES } from '../core/access/scope.js';
import { array, flag, instant, type Json, maybe, object, oneOf, reference, text } from './openapi-types.js';

/** What the API says of who may do what, and who did, by the names of its schemas. */
export const accessSchemas: Readonly<Record<string, Json>> = {
  Token: object({
    id: text,
    name: text,
    scope: oneOf(...SCOPES),
    state: oneOf('valid', 'expired', 'revoked'),
    createdAt: instant,
    createdBy: text,
    expiresAt: maybe(instant),
    revokedAt: maybe(instant),
    lastUsedAt: maybe(instant),
    oldSecretEndsAt: maybe(instant),
  }),
  Session: object({
    name: maybe(text),
    scope: maybe(oneOf(...SCOPES)),
    isShared: flag,
    byCookie: flag,
    mayRead: flag,
    logins: array(oneOf('oidc', 'token')),
    version: text,
  }),
  NewToken: object({ token: reference('Token'), secret: text }),
  AuditEntry: object({
    at: instant,
    who: text,
    kind: oneOf('configured', 'token', 'login', 'inbound', 'daemon'),
    scope: oneOf(...SCOPES),
    onBehalfOf: maybe(text),
    action: text,
    target: text,
    outcome: oneOf('done', 'unchanged', 'refused'),
    detail: maybe(text),
    requestId: maybe(text),
  }),
};

/** `expires_in` is a duration or `never`; 90d when it is not said. */
export const newToken: Json = {
  type: 'object',
  properties: { name: text, scope: oneOf(...SCOPES), expires_in: text },
  required: ['name', 'scope'],
};

/** How long the old secret still holds: a duration, or 0; 24h when it is not said. */
export const rotation: Json = { type: 'object', properties: { grace: text } };
