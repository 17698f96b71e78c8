import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { expect, onTestFinished, test } from 'vitest';
import { openSqliteStore } from '../../../src/adapters/store/sqlite-store.js';
import { storeFiles } from '../../../src/main/cli/store-files.js';
import { numberedCommit, storedNumber } from '../../support/numbered-commit.js';

/** A folder with a closed store `firebreak.db`, whose last commit has the number 3, and a copy of it. */
async function backedUp() {
  const folder = mkdtempSync(join(tmpdir(), 'firebreak-backup-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [path, copy] = [join(folder, 'firebreak.db'), join(folder, 'copy.db')];
  await commit(path, 3);
  await storeFiles.backUp({ path }, copy);
  return { folder, path, copy };
}

async function commit(path: string, n: number): Promise<void> {
  const store = await openSqliteStore(path);
  await store.commit(numberedCommit(n));
  await store.close();
}

async function numberIn(path: string): Promise<number> {
  const store = await openSqliteStore(path);
  const number = await storedNumber(store);
  await store.close();
  return number;
}

function execute(path: string, statement: string): void {
  const database = new Libsql(path);
  database.exec(statement);
  database.close();
}

test('what is restored is what was backed up, and what was there is kept', async () => {
  const { folder, path, copy } = await backedUp();
  await commit(path, 4);
  expect(statSync(copy).mode & 0o777).toBe(0o600);
  const aside = await storeFiles.restore(copy, path, true);
  expect(await numberIn(path)).toBe(3);
  expect(await numberIn(aside ?? '')).toBe(4);
  expect(await storeFiles.restore(copy, join(folder, 'new/place.db'), false)).toBeUndefined();
  expect(await numberIn(join(folder, 'new/place.db'))).toBe(3);
});

test('an open store is copied as it is at one instant, and goes on', async () => {
  const { folder, path } = await backedUp();
  const store = await openSqliteStore(path);
  const copies = await Promise.allSettled([store.backup(), store.commit(numberedCommit(4)), store.backup()]);
  expect(copies.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  expect(copies[2]).toMatchObject({ reason: { code: 'conflict' } });
  expect(await storedNumber(store)).toBe(4);
  const [copy] = copies;
  if (copy.status !== 'fulfilled') throw copy.reason;
  expect(await numberIn(copy.value.path)).toBe(3);
  copy.value.remove();
  const again = await store.backup();
  again.remove();
  await store.close();
  expect(readdirSync(folder).sort()).toEqual(['copy.db', 'firebreak.db']);
});

test('a copy of a store that no daemon has is not taken while one has it', async () => {
  const { folder, path } = await backedUp();
  const store = await openSqliteStore(path);
  const other = join(folder, 'other.db');
  await expect(storeFiles.backUp({ path }, other)).rejects.toMatchObject({ code: 'conflict' });
  await store.close();
  await storeFiles.backUp({ path }, other);
  expect(await numberIn(other)).toBe(3);
});

test('a store in memory has no backup', async () => {
  const store = await openSqliteStore(':memory:');
  await expect(store.backup()).rejects.toMatchObject({ code: 'invalid-input' });
  await store.close();
});

test('a backup overwrites nothing, and needs a store', async () => {
  const { folder, path, copy } = await backedUp();
  await expect(storeFiles.backUp({ path }, copy)).rejects.toMatchObject({ code: 'conflict' });
  const missing = storeFiles.backUp({ path: join(folder, 'none.db') }, join(folder, 'other.db'));
  await expect(missing).rejects.toMatchObject({ code: 'not-found' });
  expect(readdirSync(folder).sort()).toEqual(['copy.db', 'firebreak.db']);
});

test.each<[string, (copy: string) => void, RegExp]>([
  [
    'of a newer version',
    (copy) => execute(copy, "insert into kysely_migration values ('9999-future', '2099-01-01T00:00:00Z')"),
    /newer Firebreak.*9999-future/,
  ],
  ['cut off', (copy) => truncateSync(copy, 3 * 4096), /copy\.db cannot be used/],
  [
    'overwritten in the middle',
    (copy) => {
      const bytes = readFileSync(copy);
      for (let page = 2 * 4096; page < bytes.length; page += 4096) bytes.fill(0xab, page, page + 64);
      writeFileSync(copy, bytes);
    },
    /copy\.db cannot be used/,
  ],
  [
    'no database',
    (copy) => writeFileSync(copy, 'Dear Sir or Madam, '.repeat(500)),
    /copy\.db cannot be used/,
  ],
  ['of something else', (copy) => execute(copy, 'drop table kysely_migration'), /copy\.db cannot be used/],
  ['not there', (copy) => rmSync(copy), /there is no file .*copy\.db/],
])('a backup that is %s is not restored, and what was there stays', async (_, spoil, words) => {
  const { folder, path, copy } = await backedUp();
  await commit(path, 4);
  spoil(copy);
  const there = readdirSync(folder);
  await expect(storeFiles.restore(copy, path, true)).rejects.toThrow(words);
  expect(readdirSync(folder)).toEqual(there);
  expect(await numberIn(path)).toBe(4);
});

test('nothing is restored over a store without being told to, nor while a daemon has it', async () => {
  const { folder, path, copy } = await backedUp();
  await expect(storeFiles.restore(copy, path, false)).rejects.toThrow(/--force/);
  const store = await openSqliteStore(path);
  await expect(storeFiles.restore(copy, path, true)).rejects.toThrow(/in use/);
  await store.commit(numberedCommit(4));
  await store.close();
  expect(await numberIn(path)).toBe(4);
  expect(readdirSync(folder).sort()).toEqual(['copy.db', 'firebreak.db']);
});

test('a damaged store, and a log that its store has left behind, make way', async () => {
  const { path, copy } = await backedUp();
  writeFileSync(path, 'Dear Sir or Madam, '.repeat(500));
  const aside = await storeFiles.restore(copy, path, true);
  expect(readFileSync(aside ?? '', 'utf8')).toMatch(/^Dear Sir/);
  rmSync(path);
  writeFileSync(`${path}-wal`, 'of another');
  await expect(storeFiles.restore(copy, path, false)).rejects.toThrow(/--force/);
  await storeFiles.restore(copy, path, true);
  expect(readdirSync(join(path, '..'))).not.toContain('firebreak.db-wal');
  expect(await numberIn(path)).toBe(3);
});
