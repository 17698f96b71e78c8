import { existsSync, rmSync } from 'node:fs';
import { type Kysely, sql } from 'kysely';
import Libsql from 'libsql';
import { FirebreakError } from '../../core/errors.js';
import type { StoreCopy } from '../../engine/ports.js';
import { KNOWN_MIGRATIONS } from './migrate.js';
import { connectSqlite, releaseSqlite } from './sqlite-connection.js';
import type { Tables } from './tables.js';

/** The paths of copies that are being made or handed out. */
const underWay = new Set<string>();

/**
 * Copies the store as it is at one instant into a file beside it, and checks the copy.
 * @throws FirebreakError `conflict` while another copy is there that nobody has removed
 */
export async function copySqlite(db: Kysely<Tables>, path: string): Promise<StoreCopy> {
  if (path === ':memory:') throw new FirebreakError('invalid-input', 'a store in memory has nothing to keep');
  const copy = `${path}.backup`;
  if (underWay.has(copy)) throw new FirebreakError('conflict', 'another backup is being made');
  const remove = () => {
    underWay.delete(copy);
    rmSync(copy, { force: true });
  };
  // What is there now was left by a process that ended meanwhile.
  remove();
  underWay.add(copy);
  try {
    await sql`vacuum into ${copy}`.execute(db);
    checkSqliteCopy(copy);
  } catch (error) {
    remove();
    throw error;
  }
  return { path: copy, remove };
}

/**
 * Copies a store that no daemon has open, without migrating it, so that an older version can still read both.
 * @throws FirebreakError `conflict` while a daemon has it open
 */
export function copyClosedSqlite(path: string, to: string): void {
  if (!existsSync(path)) throw new FirebreakError('not-found', `there is no store ${path}`);
  const database = connectSqlite(path);
  try {
    database.prepare('vacuum into ?').run(to);
    releaseSqlite(database);
  } finally {
    database.close();
  }
}

/**
 * Looks whether a file is a whole Firebreak store that this version can read; changes nothing in it.
 * @throws FirebreakError `invalid-input` with what is wrong
 */
export function checkSqliteCopy(path: string): void {
  if (!existsSync(path)) throw new FirebreakError('not-found', `there is no file ${path}`);
  const database = new Libsql(path, { readonly: true });
  try {
    const findings = database.prepare('PRAGMA integrity_check(1)').raw().all().flat();
    if (findings[0] !== 'ok') throw new Error(`it is damaged (${String(findings[0]).replace(/\s+/g, ' ')})`);
    const names = database.prepare('select name from kysely_migration').raw().all().flat().map(String);
    const unknown = names.filter((name) => !KNOWN_MIGRATIONS.has(name));
    if (unknown.length > 0) throw new Error(`a newer Firebreak wrote it (it has ${unknown.join(', ')})`);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new FirebreakError('invalid-input', `${path} cannot be used as a store: ${why}`);
  } finally {
    database.close();
  }
}
