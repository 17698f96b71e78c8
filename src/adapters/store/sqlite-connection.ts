import { accessSync, constants, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Libsql from 'libsql';
import { FirebreakError } from '../../core/errors.js';

/** A daemon that is being replaced gets this long to let go of the file. */
const LOCK_WAIT_MS = 2_000;

/** SQLite's primary result codes (https://www.sqlite.org/rescode.html). */
const SQLITE_BUSY = 5;
const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;

/**
 * Opens a database file that belongs to this process alone until it is closed, or the process ends however it ends; every
 * transaction is on the disk when it returns. Creates the file and its folders. `:memory:` is a database that is not kept.
 * @throws FirebreakError `conflict` when another process has it open, `invalid-input` when it cannot be used
 */
export function connectSqlite(path: string): Libsql.Database {
  let database: Libsql.Database | undefined;
  try {
    database = new Libsql(locate(path), { timeout: LOCK_WAIT_MS });
    // Set before the first access: so the lock needs no shared memory, and is taken by the first transaction for good.
    database.pragma('locking_mode = EXCLUSIVE');
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    database.exec('BEGIN EXCLUSIVE');
    database.exec('COMMIT');
    refuseDamage(database, path);
    return database;
  } catch (error) {
    database?.close();
    throw explainSqliteError(error, path);
  }
}

/**
 * Gives the lock back at once, leaving a single file without a write-ahead log. libsql's close alone does not: it keeps the
 * file open until the garbage collector has found every statement. An exclusive lock ends only outside of WAL.
 */
export function releaseSqlite(database: Libsql.Database): void {
  database.pragma('journal_mode = DELETE');
  database.pragma('locking_mode = NORMAL');
  database.pragma('schema_version');
}

/** The error of a store that cannot be opened, in words for the person who runs the daemon. */
export function explainSqliteError(error: unknown, path: string): FirebreakError {
  if (error instanceof FirebreakError) return error;
  switch (primaryCode(error)) {
    case SQLITE_BUSY:
      return new FirebreakError(
        'conflict',
        `the store ${path} is in use by another process; one store serves one daemon`,
      );
    case SQLITE_CORRUPT:
      return damaged(path, messageOf(error));
    case SQLITE_NOTADB:
      return new FirebreakError(
        'invalid-input',
        `${path} is not a Firebreak store: it is no SQLite database`,
      );
    default:
      return new FirebreakError(
        'invalid-input',
        `cannot open the store ${path}: ${notWritable(path) ?? messageOf(error)}`,
      );
  }
}

/** SQLite says "disk I/O error" of a folder in which it cannot keep its log beside the file. */
function notWritable(path: string): string | undefined {
  try {
    accessSync(dirname(resolve(path)), constants.W_OK);
    return undefined;
  } catch (error) {
    const readOnly = error instanceof Error && 'code' in error && error.code === 'EROFS';
    return readOnly ? 'its disk is read-only' : 'its folder cannot be written';
  }
}

/** An absolute path, because libsql takes `http://…` and the like for remote databases. */
function locate(path: string): string {
  if (path === ':memory:') return path;
  if (path.trim() === '') throw new FirebreakError('invalid-input', 'the path of the store is empty');
  const absolute = resolve(path);
  mkdirSync(dirname(absolute), { recursive: true });
  return absolute;
}

function refuseDamage(database: Libsql.Database, path: string): void {
  const findings = database.prepare('PRAGMA quick_check(1)').raw().all().flat();
  if (findings[0] !== 'ok') throw damaged(path, String(findings[0]).replace(/\s+/g, ' '));
}

function damaged(path: string, detail: string): FirebreakError {
  return new FirebreakError(
    'invalid-input',
    `the store ${path} is damaged (${detail}); restore a backup, or move the file away to start anew`,
  );
}

/** libsql gives extended codes, whose lowest byte is the primary one. */
function primaryCode(error: unknown): number | undefined {
  const raw = error instanceof Error && 'rawCode' in error ? error.rawCode : undefined;
  return typeof raw === 'number' ? raw & 0xff : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
