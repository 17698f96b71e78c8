import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { FirebreakError } from '../../core/errors.js';
import { checkSqliteCopy } from './sqlite-copy.js';
import { connectSqlite, releaseSqlite } from './sqlite-connection.js';

/**
 * Puts a copy where the store belongs. What was there is kept beside it.
 * @param now epoch ms, for the name of what was there
 * @returns where that is; undefined when there was nothing
 * @throws FirebreakError `conflict` when something is there and `force` is not set, or while a daemon has it open
 */
export function restoreSqlite(from: string, path: string, force: boolean, now: number): string | undefined {
  checkSqliteCopy(from);
  // Without its file a write-ahead log is of no use, and would be taken for the new one's.
  const there = ['-wal', '-shm', ''].filter((suffix) => existsSync(path + suffix));
  if (there.length > 0 && !force) {
    throw new FirebreakError(
      'conflict',
      `${path} is there already: --force puts the backup in its place and keeps what is there beside it`,
    );
  }
  if (existsSync(path)) refuseInUse(path);
  mkdirSync(dirname(path), { recursive: true });
  const fresh = `${path}.restoring`;
  try {
    copyFileSync(from, fresh);
    flush(fresh);
    checkSqliteCopy(fresh);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
  const aside = `${path}.before-${new Date(now).toISOString().replaceAll(':', '-')}`;
  for (const suffix of there.filter((suffix) => existsSync(path + suffix))) {
    renameSync(path + suffix, aside + suffix);
  }
  renameSync(fresh, path);
  flush(dirname(path));
  return there.length > 0 ? aside : undefined;
}

/** One that is damaged is no reason not to replace it. */
function refuseInUse(path: string): void {
  try {
    const database = connectSqlite(path);
    releaseSqlite(database);
    database.close();
  } catch (error) {
    if (error instanceof FirebreakError && error.code === 'conflict') throw error;
  }
}

/** Returns when a file, or the names in a folder, are on the disk. */
export function flush(path: string): void {
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
