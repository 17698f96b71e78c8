import Type, { type Static } from 'typebox';
import type { EmailConfig } from '../../../adapters/notifiers/email/email.js';
import { closed, secret, text } from '../schema-parts.js';
import { neededSecret, type Place } from './place.js';

const PORTS = { starttls: 587, implicit: 465, none: 25 } as const;

const address = (description: string) =>
  Type.String({
    description: `${description}: "on-call@example.org" or "Name <on-call@example.org>"`,
    pattern: '^([^<>\\r\\n]*<[^<>@\\s]+@[^<>@\\s]+>|[^<>@\\s]+@[^<>@\\s]+)$',
    maxLength: 320,
  });

export const Email = Type.Object(
  {
    host: text('the SMTP server'),
    port: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 65535,
        description: 'its port: a whole number (default 587; 465 with tls: implicit, 25 with tls: none)',
      }),
    ),
    tls: Type.Optional(
      Type.Unsafe<'starttls' | 'implicit' | 'none'>({
        enum: ['starttls', 'implicit', 'none'],
        description:
          'starttls (default): nothing is sent before the connection is encrypted; implicit: encrypted from the first byte; none: in the clear',
      }),
    ),
    ca_file: Type.Optional(
      text('a PEM file with the authorities that the server’s certificate is checked by'),
    ),
    username: Type.Optional(text('who logs in; without it nobody does')),
    password: Type.Optional(secret('the password')),
    password_file: Type.Optional(text('a file that holds the password')),
    from: address('the sender'),
    to: Type.Array(address('a recipient'), {
      minItems: 1,
      maxItems: 50,
      description: 'a list of recipients',
    }),
  },
  { ...closed, description: 'e-mail, by SMTP' },
);

export function readEmail(spec: Static<typeof Email>, place: Place): EmailConfig | undefined {
  const { host, tls = 'starttls', from, to } = spec;
  const ca =
    spec.ca_file === undefined
      ? undefined
      : place.secret({ text: undefined, file: spec.ca_file }, place.path, 'ca_file');
  const common = { kind: 'email', host, port: spec.port ?? PORTS[tls], tls, from, to } as const;
  const config = ca === undefined ? common : { ...common, ca };
  if (spec.username === undefined) return config;
  const password = neededSecret({ text: spec.password, file: spec.password_file }, 'password', place);
  if (password === undefined) return undefined;
  if (tls === 'none') {
    return place.problems.at(
      [...place.path, 'tls'],
      'a password would be sent in the clear',
      'use tls: starttls or tls: implicit, or log nobody in',
    );
  }
  return { ...config, login: { username: spec.username, password } };
}
