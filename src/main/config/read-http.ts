import { addressFamily } from '../../adapters/outgoing/private-address.js';
import type { ConfigProblems } from './config-problems.js';
import type { ConfigSources } from './config-sources.js';
import { readListenerTls } from './listener-tls.js';
import { readOidc } from './read-oidc.js';
import { readListen } from './read-listen.js';
import type { ReadSecret } from './reading.js';
import type { HttpSpec } from './schema-http.js';
import { isLoopback, type Settings } from './settings.js';

/** Where the daemon listens, and what it takes to be let in; what is wrong with it is in `problems`. */
export function readHttp(
  spec: HttpSpec,
  sources: ConfigSources,
  secret: ReadSecret,
  problems: ConfigProblems,
): Settings['http'] {
  const { env, flags } = sources;
  const token =
    secret(
      { text: env.FIREBREAK_HTTP_TOKEN, file: env.FIREBREAK_HTTP_TOKEN_FILE },
      ['http'],
      'FIREBREAK_HTTP_TOKEN',
    ) ?? secret({ text: spec.token, file: spec.token_file }, ['http'], 'token');
  const listen = readListen(flags.listen, env.FIREBREAK_HTTP_LISTEN, spec.listen, problems);
  const reads = spec.reads ?? (isLoopback(listen.host) ? 'open' : 'closed');
  const named = token ?? spec.token_file ?? env.FIREBREAK_HTTP_TOKEN_FILE;
  if (!named && spec.oidc === undefined && reads === 'closed') {
    problems.at(
      ['http', spec.reads === undefined ? 'listen' : 'reads'],
      spec.reads === undefined
        ? `listening on ${listen.host} opens the API to others, and there is no token`
        : 'reads are closed, and there is no token to open them with',
      'set http.token_file (or FIREBREAK_HTTP_TOKEN), listen on 127.0.0.1, or say reads: open',
    );
  }
  return {
    ...listen,
    externalUrl: spec.external_url,
    token,
    openReads: reads === 'open',
    requestsPerMinute: spec.requests_per_minute ?? 6000,
    trustedProxies: readProxies(spec.trusted_proxies ?? [], problems),
    oidc: spec.oidc && readOidc(spec.oidc, spec.external_url, secret, problems),
    tls: readListenerTls(spec.tls, sources, problems),
  };
}

function readProxies(given: readonly string[], problems: ConfigProblems): readonly string[] {
  given.forEach((text, index) => {
    const [address = '', bits, more] = text.split('/');
    const family = addressFamily(address);
    const longest = family && { 4: 32, 6: 128 }[family];
    const sound =
      longest !== undefined && more === undefined && (bits === undefined || isWhole(bits, longest));
    if (sound) return;
    problems.at(
      ['http', 'trusted_proxies', index],
      `"${text}" is no address and no network`,
      'write 10.1.2.3 or 10.0.0.0/8',
    );
  });
  return given;
}

function isWhole(text: string, most: number): boolean {
  return /^\d{1,3}$/.test(text) && Number(text) <= most;
}
