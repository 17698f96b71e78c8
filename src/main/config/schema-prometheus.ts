import Type, { type Static } from 'typebox';
import { closed, duration, httpUrl, secret, text, tls } from './schema-parts.js';

const texts = (each: string, description: string, more: { readonly writeOnly?: true } = {}) =>
  Type.Unsafe<Readonly<Record<string, string>>>({
    type: 'object',
    additionalProperties: { type: 'string', description: `${each}: a text`, ...more },
    description: `${description}: a map of name: value`,
  });

const BasicAuth = Type.Object(
  {
    username: text('the user’s name'),
    password: Type.Optional(secret('the password')),
    password_file: Type.Optional(text('a file that holds the password')),
  },
  { ...closed, description: 'a user’s name and password' },
);

export const Prometheus = Type.Object(
  {
    url: Type.Optional(
      httpUrl('where the events are (default http://127.0.0.1:9090), with its path if it has one'),
    ),
    timeout: Type.Optional(duration('the longest a query may take (default 10s)')),
    method: Type.Optional(
      Type.Unsafe<'GET' | 'POST'>({
        enum: ['GET', 'POST'],
        description: 'how queries are sent: POST (default), or GET where a proxy refuses POST',
      }),
    ),
    counts: Type.Optional(
      Type.Unsafe<'raw' | 'rules'>({
        enum: ['raw', 'rules'],
        description:
          'what is counted: raw (default), the SLIs’ own counters, or rules, the running totals that the generated rules record there',
      }),
    ),
    bearer_token: Type.Optional(secret('the token to send')),
    bearer_token_file: Type.Optional(
      text('a file that holds the token; it is read again when the token is refused'),
    ),
    basic_auth: Type.Optional(BasicAuth),
    tls: Type.Optional(tls('how an https URL is trusted')),
    headers: Type.Optional(
      texts('the header’s value', 'headers to send along, such as X-Scope-OrgID', { writeOnly: true }),
    ),
    header_files: Type.Optional(
      texts('the file', 'headers whose values are in files, read again when they are refused'),
    ),
    params: Type.Optional(
      Type.Unsafe<Readonly<Record<string, string | number | boolean>>>({
        type: 'object',
        additionalProperties: {
          type: ['string', 'number', 'boolean'],
          description: 'the parameter’s value: a text, a number, true or false',
        },
        description:
          'parameters to add to every query (default partial_response: false; an empty text leaves it out): a map of name: value',
      }),
    ),
  },
  { ...closed, description: 'the Prometheus to ask' },
);
export type PrometheusSpec = Static<typeof Prometheus>;
