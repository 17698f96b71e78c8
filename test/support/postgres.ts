import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { PostgresOptions } from '../../src/adapters/store/postgres-options.js';

const DEBIAN = '/usr/lib/postgresql';
/** The server refuses to run as root: `nobody` runs it then. */
const NOBODY = 65_534;

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  max_connections: '60',
  shared_buffers: '32MB',
  log_min_messages: 'fatal',
};

/** A real server with a data folder of its own. */
export interface PostgresServer {
  readonly port: number;
  /** A new, empty database. */
  createDatabase(): Promise<PostgresOptions>;
  /** Takes every row away; far quicker than another database. */
  empty(options: PostgresOptions): Promise<void>;
  /** Runs SQL in a database, as its owner. */
  query(options: PostgresOptions, text: string): Promise<readonly Record<string, unknown>[]>;
  /** Ends the server at once, as a power cut would. */
  crash(): Promise<void>;
  /** Starts it again on the same port and data. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** @param settings of postgresql.conf, over those that suit tests */
export async function startPostgres(
  settings: Readonly<Record<string, string>> = {},
): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'firebreak-postgres-'));
  const data = join(folder, 'data');
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  if (isRoot) chownSync(folder, NOBODY, NOBODY);
  execFileSync(
    binary('initdb'),
    ['-D', data, '-U', 'firebreak', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const port = await freePort();
  const options = { host: '127.0.0.1', port, user: 'firebreak' };
  const all = { ...SETTINGS, unix_socket_directories: folder, ...settings };
  const args = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  let server: ChildProcess | undefined;
  let databases = 0;

  async function start(): Promise<void> {
    const child = spawn(binary('postgres'), ['-D', data, '-p', String(port), ...args], {
      ...user,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    server = child;
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += String(chunk);
    });
    for (;;) {
      if (child.exitCode !== null) throw new Error(`postgres has ended: ${said}`);
      if (await answers({ ...options, database: 'postgres' })) return;
    }
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const child = server;
    server = undefined;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }

  await start();
  return {
    port,
    async createDatabase() {
      databases += 1;
      const database = `test_${databases}`;
      await run({ ...options, database: 'postgres' }, `create database ${database}`);
      return { ...options, database };
    },
    async empty(options) {
      const tables = await run(
        options,
        `select quote_ident(tablename) as name from pg_tables
          where schemaname = 'public' and tablename not like 'kysely%'`,
      );
      const names = tables.map(({ name }) => String(name)).join(', ');
      if (names !== '') await run(options, `truncate ${names} restart identity cascade`);
    },
    query: run,
    crash: () => end('SIGQUIT'),
    start,
    async stop() {
      await end('SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function run(options: PostgresOptions, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ ...options, ssl: false, connectionTimeoutMillis: 1_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = (await client.query(text)) as { rows: Record<string, unknown>[] };
    return rows;
  } finally {
    await client.end();
  }
}

async function answers(options: PostgresOptions): Promise<boolean> {
  try {
    await run(options, 'select 1');
    return true;
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return false;
  }
}

function binary(name: string): string {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folder = versions
    .map((version) => join(DEBIAN, version, 'bin'))
    .find((bin) => existsSync(join(bin, name)));
  return folder === undefined ? name : join(folder, name);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
