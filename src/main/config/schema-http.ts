import { ListenerTls } from './listener-tls.js';
import Type, { type Static } from 'typebox';
import { closed, httpUrl, text } from './schema-parts.js';

/** The section `http`. */
export const Http = Type.Object(
  {
    listen: Type.Optional(
      Type.String({ description: 'host:port (default 127.0.0.1:9596); port 0 takes a free one' }),
    ),
    external_url: Type.Optional(httpUrl('how people reach the daemon')),
    token: Type.Optional(text('the first token, of scope admin; without it nothing can be written')),
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
    tls: Type.Optional(ListenerTls),
  },
  { ...closed, description: 'the HTTP API' },
);
export type HttpSpec = Static<typeof Http>;
