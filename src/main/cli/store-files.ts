import { chmodSync, existsSync, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { systemClock } from '../../adapters/clock/system-clock.js';
import { downloadBackup } from '../../adapters/daemon-client/download-backup.js';
import { flush, restoreSqlite } from '../../adapters/store/restore-sqlite.js';
import { checkSqliteCopy, copyClosedSqlite } from '../../adapters/store/sqlite-copy.js';
import type { StoreFiles } from '../../cli/context.js';
import { FirebreakError } from '../../core/errors.js';

/** Backups on the disk. A file appears under its name when it is whole and has been checked. */
export const storeFiles: StoreFiles = {
  async backUp(from, to) {
    const target = resolve(to);
    if (existsSync(target))
      throw new FirebreakError('conflict', `${to} is there already; a backup overwrites nothing`);
    const part = `${target}.part`;
    // What is there now was left by a process that was killed.
    rmSync(part, { force: true });
    try {
      if ('path' in from) copyClosedSqlite(from.path, part);
      else await downloadBackup(from.url, from.token, part);
      checkSqliteCopy(part);
      chmodSync(part, 0o600);
      flush(part);
      renameSync(part, target);
    } finally {
      rmSync(part, { force: true });
    }
  },
  restore: async (from, path, force) => restoreSqlite(resolve(from), resolve(path), force, systemClock.now()),
};
