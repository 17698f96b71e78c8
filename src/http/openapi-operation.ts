import type { Scope } from '../core/access/scope.js';
import { type Json, reference } from './openapi-types.js';

/** What one method of a path takes and answers. */
export interface Operation {
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

/** Operations by path and method. */
export type Operations = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

export const query = (
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
export const inPath = (name: string, description: string): Json => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string' },
});
export const SERVICE = query('service', 'only this service');
export const LIMIT = query('limit', 'at most so many, the newest first (default 100)', {
  type: 'integer',
  minimum: 1,
  maximum: 1000,
});

/** An operation as OpenAPI says it, with the refusals that all have. */
export function describe({ summary, parameters, body, scope, open, answers }: Operation): Json {
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
