import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import pg from 'pg';
import { isRefusal } from './postgres-errors.js';
import type { PostgresOptions, PostgresTls } from './postgres-options.js';

const CONNECT_LIMIT_MS = 5_000;
/** A database that has not answered for so long is gone, whatever TCP still believes. */
const QUERY_LIMIT_MS = 30_000;
/** A daemon that was paused, or cut off, within a transaction holds its locks no longer than this. */
const IDLE_LIMIT_MS = 10_000;
const LOCK_LIMIT_MS = 10_000;
const CONNECTIONS = 8;
/** The number of the type bigint, in every PostgreSQL. */
const INT8: number = 20;

/** Connections, and the way out of those that hang. */
export interface PostgresConnections extends PostgresPool {
  /** Ends every connection that has been in use for longer than this: whoever waits for it is told so at once, and not by the query's own limit. */
  endHung(longerThanMs: number): void;
}

/** Connections that are made when they are needed, and thrown away when anything but a refusal of the database has befallen them. */
export function connectPostgres(options: PostgresOptions): PostgresConnections {
  const { host, port, database, user, password, tls } = options;
  const pool = new pg.Pool({
    ...{ host, port, database, user, max: CONNECTIONS, types: { getTypeParser } },
    // A function, so that the library does not look for passwords elsewhere.
    password: () => password ?? '',
    ssl: tls ? tlsOptions(tls) : false,
    application_name: 'firebreak',
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    keepAlive: true,
    query_timeout: QUERY_LIMIT_MS,
    statement_timeout: QUERY_LIMIT_MS,
    idle_in_transaction_session_timeout: IDLE_LIMIT_MS,
    lock_timeout: LOCK_LIMIT_MS,
    // What is committed is on the disk, whatever the server's default is.
    options: '-c synchronous_commit=on',
  });
  const ignore = () => undefined;
  // A connection that ends while nobody uses it is replaced; one in use tells whoever uses it.
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  const usedSince = new Map<pg.PoolClient, number>();
  return {
    async connect() {
      const client = await pool.connect();
      usedSince.set(client, performance.now());
      return guarded(client, () => usedSince.delete(client));
    },
    end: () => pool.end(),
    endHung(longerThanMs) {
      for (const [client, since] of usedSince) {
        // With a query under way, this closes the socket without asking the other end.
        if (performance.now() - since > longerThanMs) void client.end();
      }
    },
  };
}

function guarded(client: pg.PoolClient, onRelease: () => void): PostgresPoolClient {
  let fault: Error | undefined;
  async function query(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<never>> {
    if (fault) throw fault;
    try {
      return (await client.query(text, values.map(storable))) as unknown as PostgresQueryResult<never>;
    } catch (error) {
      if (!isRefusal(error)) fault = error instanceof Error ? error : new Error(String(error));
      throw error;
    }
  }
  return {
    // Kysely asks for cursors only where it streams, which the store never does.
    query: query as unknown as PostgresPoolClient['query'],
    release() {
      onRelease();
      client.release(fault);
    },
  };
}

/** PostgreSQL's texts cannot hold the character 0, which must not keep anybody from being paged. */
function storable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(storable);
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value;
}

function tlsOptions({ ca, cert, key, serverName, insecureSkipVerify }: PostgresTls) {
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(serverName === undefined ? {} : { servername: serverName }),
    rejectUnauthorized: !insecureSkipVerify,
  };
}

/** Whole numbers come as texts, because they may be larger than ours; times and counts never are. */
const getTypeParser: pg.CustomTypesConfig['getTypeParser'] = (oid, format): unknown =>
  oid.valueOf() === INT8 ? Number : pg.types.getTypeParser(oid, format);
