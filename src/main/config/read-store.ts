import { resolve } from 'node:path';
import type { PostgresOptions } from '../../adapters/store/postgres-options.js';
import type { ConfigProblems } from './config-problems.js';
import type { ConfigSources } from './config-sources.js';
import type { ReadSecret } from './reading.js';
import { readTls } from './read-tls.js';
import type { StoreSpec } from './schema-store.js';
import type { StoreSettings } from './settings.js';

const SECTION = ['store', 'postgres'] as const;
const DEFAULT_PORT = 5432;
const HOW = 'write postgres://user:password@host:5432/database';
/** The words of libpq (https://www.postgresql.org/docs/current/libpq-ssl.html); what falls back to plain text is not among them. */
const ENCRYPTED = ['require', 'verify-ca', 'verify-full'];

/** Where state is kept; what is wrong with it is in `problems`. */
export function readStore(
  spec: StoreSpec,
  sources: ConfigSources,
  secret: ReadSecret,
  problems: ConfigProblems,
): StoreSettings {
  const path = resolve(sources.fileFolder, spec.path ?? '.firebreak/firebreak.db');
  const file: StoreSettings = { kind: 'sqlite', path };
  if (!spec.postgres) return file;
  if (spec.path !== undefined) {
    problems.at(['store'], 'path and postgres are both given', 'keep one of them');
  }
  const { url, url_file } = spec.postgres;
  if (url === undefined && url_file === undefined) {
    problems.at(SECTION, '"url" is missing', 'add url or url_file');
    return file;
  }
  const text = secret({ text: url, file: url_file }, SECTION, 'url');
  const address = text === undefined ? undefined : readAddress(text, problems);
  const tls = readTls(
    spec.postgres.tls ?? (address?.encrypted ? {} : undefined),
    [...SECTION, 'tls'],
    sources,
    problems,
  );
  return address ? { kind: 'postgres', ...address.options, ...(tls ? { tls } : {}) } : file;
}

interface Address {
  readonly options: Omit<PostgresOptions, 'tls'>;
  readonly encrypted: boolean;
}

/** The URL is never repeated in a message: it holds the password. */
function readAddress(text: string, problems: ConfigProblems): Address | undefined {
  const wrong = (message: string, mend: string) => problems.at(SECTION, message, mend);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) return wrong('the URL is none of a PostgreSQL', HOW);
  const params = new Map(url.searchParams);
  const unknown = [...params.keys()].filter((name) => name !== 'host' && name !== 'sslmode');
  if (unknown.length > 0) {
    return wrong(`the URL has parameters that nobody reads: ${unknown.join(', ')}`, 'leave them out');
  }
  const mode = params.get('sslmode') ?? 'disable';
  if (mode !== 'disable' && !ENCRYPTED.includes(mode)) {
    return wrong(
      'the URL’s sslmode would fall back to plain text',
      `take one of disable, ${ENCRYPTED.join(', ')}`,
    );
  }
  const host = params.get('host') ?? unbracketed(url.hostname);
  const database = decode(url.pathname.slice(1));
  const [user, password] = [decode(url.username), decode(url.password)];
  if (!host || !database || !user || password === undefined) {
    return wrong('the URL lacks user, host or database, or has a broken %-escape', HOW);
  }
  return {
    options: {
      ...{ host, port: url.port === '' ? DEFAULT_PORT : Number(url.port), database, user },
      ...(password === '' ? {} : { password }),
    },
    encrypted: mode !== 'disable',
  };
}

function unbracketed(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
