import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../../src/adapters/store/sqlite-store.js';
import { SLOTS_PER_COMMIT } from '../../support/numbered-commit.js';
import { T0 } from '../../support/store-samples.js';

const KILLS = 8;
const SCRIPT = fileURLToPath(new URL('../../support/commit-until-killed.ts', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'firebreak-kill-'));
const path = join(folder, 'store.db');
let child: ChildProcess | undefined;
afterEach(() => {
  child?.kill('SIGKILL');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A process that commits numbers; `printed` grows by those that it says are committed. */
function startCommitter() {
  const process = spawn(globalThis.process.execPath, ['--import', 'tsx', SCRIPT, path], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child = process;
  const printed: number[] = [];
  let errors = '';
  process.stderr.on('data', (data) => {
    errors += String(data);
  });
  const lines = createInterface({ input: process.stdout });
  const committed = new Promise<void>((done) => {
    lines.on('line', (line) => {
      printed.push(Number(line));
      done();
    });
  });
  const drained = new Promise<void>((done) => lines.on('close', done));
  const ended = new Promise<NodeJS.Signals | null>((done) =>
    process.on('close', (_, signal) => done(signal)),
  );
  const early = ended.then(() => Promise.reject(new Error(`the process ended by itself: ${errors}`)));
  early.catch(() => undefined);
  return {
    printed,
    firstCommit: () => Promise.race([committed, early]),
    async kill() {
      process.kill('SIGKILL');
      const [signal] = await Promise.all([ended, drained]);
      return signal;
    },
  };
}

/** What each part of the store says the number of the last commit was. */
async function storedNumbers() {
  const store = await openSqliteStore(path);
  const { states, slots } = await store.load();
  const timeline = await store.timeline('INC-1');
  const pending = await store.pendingDeliveries();
  const [newest] = await store.deliveries({ limit: 1 });
  const incident = await store.incident('INC-1');
  await store.close();
  expect(slots).toHaveLength(SLOTS_PER_COMMIT);
  expect(new Set(slots.map(({ total }) => total)).size).toBe(1);
  expect(timeline.map(({ seq }) => seq)).toEqual(timeline.map((_, index) => index + 1));
  return {
    state: states[0]?.value,
    slots: slots[0]?.total,
    events: timeline.length,
    incident: incident?.eventCount,
    messages: pending,
    newestMessage: (newest?.createdAt ?? 0) - T0,
  };
}

describe('a SQLite store whose process is killed', () => {
  it(`loses no commit and keeps none by half, ${KILLS} times over`, async () => {
    for (let round = 1; round <= KILLS; round += 1) {
      const committer = startCommitter();
      await committer.firstCommit();
      await sleep(Math.random() * 120);
      expect(await committer.kill()).toBe('SIGKILL');

      const last = committer.printed.at(-1) as number;
      const numbers = await storedNumbers();
      const n = numbers.events;
      // One commit may have been written whose number was not printed any more.
      expect([last, last + 1]).toContain(n);
      expect(numbers).toEqual({
        state: n,
        slots: n,
        events: n,
        incident: n,
        messages: n,
        newestMessage: n,
      });
    }
  }, 60_000);

  it('has refused a second daemon before, and lets the next one in at once', async () => {
    const committer = startCommitter();
    await committer.firstCommit();
    await expect(openSqliteStore(path)).rejects.toMatchObject({
      name: 'FirebreakError',
      code: 'conflict',
      message: expect.stringMatching(/store\.db is in use by another process/),
    });
    await committer.kill();
    const store = await openSqliteStore(path);
    await store.close();
  }, 20_000);
});
