import { ListenerTls } from './listener-tls.js';
import Type, { type Static } from 'typebox';
import { closed, duration, httpUrl, secret, text } from './schema-parts.js';

const groups = (scope: string) =>
  Type.Optional(
    Type.Array(text('a group; * is everybody whom the provider knows'), {
      description: `a list of the groups whose members have the scope ${scope}`,
    }),
  );

const Oidc = Type.Object(
  {
    issuer: httpUrl('the provider, as its tokens name it'),
    client_id: text('what the provider calls the daemon'),
    client_secret: Type.Optional(secret('what the daemon proves itself to the provider with')),
    client_secret_file: Type.Optional(text('a file that holds the secret')),
    scopes: Type.Optional(
      Type.Array(text('a scope of the provider'), {
        description: 'a list of what the provider is asked for (default openid, profile)',
      }),
    ),
    groups_claim: Type.Optional(text('the claim that has the groups (default groups)')),
    name_claim: Type.Optional(
      text('the claim by which people are called (default preferred_username; without it, sub)'),
    ),
    grants: Type.Object(
      { read: groups('read'), operate: groups('operate'), admin: groups('admin') },
      { ...closed, description: 'which groups may do what' },
    ),
    session_idle: Type.Optional(duration('unused for so long, a login ends (default 8h)')),
    session_lifetime: Type.Optional(
      duration('so long after it began, a login ends in any case (default 24h)'),
    ),
  },
  { ...closed, description: 'logins of browsers at an OpenID provider' },
);
export type OidcSpec = Static<typeof Oidc>;

/** The section `http`. */
export const Http = Type.Object(
  {
    listen: Type.Optional(
      Type.String({ description: 'host:port (default 127.0.0.1:9596); port 0 takes a free one' }),
    ),
    external_url: Type.Optional(httpUrl('how people reach the daemon')),
    token: Type.Optional(secret('the first token, of scope admin; without it nothing can be written')),
    token_file: Type.Optional(text('a file that holds the token')),
    reads: Type.Optional(
      Type.Unsafe<'open' | 'closed'>({
        enum: ['open', 'closed'],
        description:
          'whether strangers may read: open or closed (default: open on loopback, closed when listening beyond it)',
      }),
    ),
    requests_per_minute: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1_000_000,
        description:
          'how many requests a token, or an address without one, may send (default 6000): a whole number',
      }),
    ),
    trusted_proxies: Type.Optional(
      Type.Array(text('an address or a network, such as 10.0.0.0/8'), {
        description:
          'a list of the proxies whose X-Forwarded-For is believed; without it all that comes through one counts as its address',
      }),
    ),
    oidc: Type.Optional(Oidc),
    tls: Type.Optional(ListenerTls),
  },
  { ...closed, description: 'the HTTP API' },
);
export type HttpSpec = Static<typeof Http>;
