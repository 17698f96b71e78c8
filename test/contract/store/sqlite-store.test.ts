import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { afterAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../../src/adapters/store/sqlite-store.js';
import { numberedCommit, storedNumber } from '../../support/numbered-commit.js';
import { sampleRow, T0 } from '../../support/store-samples.js';
import { describeStore } from './store-contract.js';

const folder = mkdtempSync(join(tmpdir(), 'firebreak-store-'));
let files = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function newPath(): string {
  files += 1;
  return join(folder, 'made', 'on demand', `${files}.db`);
}

/** A closed store with something in it. */
async function filledStore(): Promise<string> {
  const path = newPath();
  const store = await openSqliteStore(path);
  for (const n of [1, 2, 3]) await store.commit(numberedCommit(n));
  await store.close();
  return path;
}

describeStore('SQLite', () => openSqliteStore(newPath()));

describe('a SQLite store', () => {
  it('still holds everything when it is opened again', async () => {
    const path = newPath();
    const first = await openSqliteStore(path);
    await first.commit(numberedCommit(1));
    await first.commit(numberedCommit(2));
    const retry = { kind: 'retry', at: T0, nextAttemptAt: T0 + 500, error: '503' } as const;
    await first.recordDelivery(sampleRow({ at: T0 + 1 }).id, retry);
    await first.commit({ at: T0, deploys: [{ service: 'checkout', version: 'v1', at: T0 }] });
    const read = async (store: typeof first) => ({
      state: await store.load(),
      due: await store.dueDeliveries(T0 + 500, 10),
      deliveries: await store.deliveries({ limit: 10 }),
      incidents: await store.incidents({ limit: 10 }),
      timeline: await store.timeline('INC-1'),
      deploys: await store.lastDeploys(),
    });
    const before = await read(first);
    await first.close();

    const second = await openSqliteStore(path);
    expect(await read(second)).toEqual(before);
    expect(before.timeline).toHaveLength(2);
    expect(before.due).toHaveLength(1);
    await second.close();
  });

  it('says of an attempt that the last process did not end that nobody knows, and lets the next begin at once', async () => {
    const path = newPath();
    const first = await openSqliteStore(path);
    const row = sampleRow();
    await first.commit({ at: T0, outbox: [row] });
    await first.close();

    const second = await openSqliteStore(path);
    expect(await second.dueDeliveries(T0 + 1, 10)).toMatchObject([{ id: row.id, attempts: 1 }]);
    expect(await second.takeDeliveries([row.id], T0 + 1)).toEqual(new Set([row.id]));
    const begun = { begunAt: T0 + 1, endedAt: undefined, outcome: undefined, detail: undefined };
    const lost = {
      begunAt: T0,
      endedAt: T0 + 1,
      outcome: 'unknown',
      detail: 'the process ended before it was known; sent again',
    };
    expect(await second.deliveries({ limit: 1 })).toMatchObject([{ attempts: 2, attemptLog: [lost, begun] }]);
    await second.close();
  });

  it('is one file, without a log beside it, when it is closed', async () => {
    const path = await filledStore();
    const name = path.split('/').at(-1) ?? '';
    expect(readdirSync(join(path, '..')).filter((file) => file.startsWith(name))).toEqual([name]);
  });

  it('finishes the commit under way before it closes', async () => {
    const path = newPath();
    const store = await openSqliteStore(path);
    const commit = store.commit(numberedCommit(1));
    await store.close();
    await commit;
    const again = await openSqliteStore(path);
    expect(await storedNumber(again)).toBe(1);
    await again.close();
  });

  it('is migrated as a whole or not at all', async () => {
    const path = join(folder, 'in-the-way.db');
    const sql = (text: string) => {
      const database = new Libsql(path);
      database.exec(text);
      database.close();
    };
    sql('create table deploys (x)');
    await expect(openSqliteStore(path)).rejects.toThrow(/in-the-way\.db.*deploys/);
    sql('drop table deploys');
    const store = await openSqliteStore(path);
    await store.commit(numberedCommit(1));
    expect(await storedNumber(store)).toBe(1);
    await store.close();
  });

  it('can live in memory', async () => {
    const store = await openSqliteStore(':memory:');
    await store.commit(numberedCommit(1));
    expect(await storedNumber(store)).toBe(1);
    await store.close();
  });

  it('takes an address for a file name, never for a database to call', async () => {
    const cwd = process.cwd();
    process.chdir(folder);
    try {
      const store = await openSqliteStore('http://127.0.0.1:1/a.db');
      await store.close();
    } finally {
      process.chdir(cwd);
    }
    expect(readdirSync(join(folder, 'http:', '127.0.0.1:1'))).toEqual(['a.db']);
  });
});

describe('a SQLite store is refused', () => {
  it.each([
    ['a folder', () => folder],
    [
      'below a file',
      () => {
        writeFileSync(join(folder, 'file'), '');
        return join(folder, 'file', 'a.db');
      },
    ],
  ])('when its path is %s', async (_, makePath) => {
    const path = makePath();
    await expect(openSqliteStore(path)).rejects.toMatchObject({
      name: 'FirebreakError',
      code: 'invalid-input',
      message: expect.stringContaining(path),
    });
  });

  it('when it has no path', async () => {
    await expect(openSqliteStore('')).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it('when a newer version has written it', async () => {
    const path = await filledStore();
    const database = new Libsql(path);
    database.exec("insert into kysely_migration values ('9999-from-the-future', '2099-01-01T00:00:00Z')");
    database.close();
    await expect(openSqliteStore(path)).rejects.toMatchObject({
      name: 'FirebreakError',
      code: 'invalid-input',
      message: expect.stringMatching(/newer version of Firebreak.*9999-from-the-future/),
    });
  });

  it('when it is no database', async () => {
    const path = join(folder, 'letter.txt');
    writeFileSync(path, 'Dear Sir or Madam, '.repeat(500));
    await expect(openSqliteStore(path)).rejects.toMatchObject({
      name: 'FirebreakError',
      code: 'invalid-input',
      message: expect.stringMatching(/letter\.txt.*no SQLite database/),
    });
    expect(readFileSync(path, 'utf8')).toMatch(/^Dear Sir/);
  });

  it.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    [
      'overwritten in the middle',
      (bytes: Buffer) => {
        for (let page = 2 * 4096; page < bytes.length; page += 4096) bytes.fill(0xab, page, page + 64);
        return bytes;
      },
    ],
  ])('when it is %s', async (_, damage) => {
    const path = await filledStore();
    writeFileSync(path, damage(readFileSync(path)));
    await expect(openSqliteStore(path)).rejects.toMatchObject({
      name: 'FirebreakError',
      code: 'invalid-input',
      message: expect.stringMatching(/^the store .*is damaged/),
    });
  });
});
