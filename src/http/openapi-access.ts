import { SCOPES } from '../core/access/scope.js';
import { instant, type Json, maybe, object, oneOf, text } from './openapi-types.js';

/** What the API says of who may do what, and who did, by the names of its schemas. */
export const accessSchemas: Readonly<Record<string, Json>> = {
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
