import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { REPOSITORY } from './run.mjs';

const FOLDER = join(REPOSITORY, '.firebreak');
const LOCK = join(FOLDER, 'scripts.lock');
const PATIENCE_MS = 15 * 60 * 1000;

/** Does `work` while no other run of these scripts in this checkout does theirs; waits for the other one first. */
export async function withLock(work) {
  mkdirSync(FOLDER, { recursive: true });
  const own = `${LOCK}.${process.pid}`;
  // Written beside and then linked, so that a lock never exists without the number of its holder.
  writeFileSync(own, String(process.pid));
  try {
    await acquire(own);
  } finally {
    rmSync(own);
  }
  const release = () => rmSync(LOCK, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

async function acquire(own) {
  const since = performance.now();
  for (let told = false; ; await wait(200)) {
    try {
      linkSync(own, LOCK);
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = readHolder();
    if (holder === undefined) continue;
    if (!isAlive(holder)) {
      rmSync(LOCK, { force: true });
    } else if (performance.now() - since > PATIENCE_MS) {
      throw new Error(`process ${holder} holds ${LOCK} since ${statSync(LOCK).mtime.toISOString()}`);
    } else if (!told) {
      console.error(`bootstrap: waiting for process ${holder}, which prepares the same checkout …`);
      told = true;
    }
  }
}

/** The process that holds the lock; undefined when it has just let go. */
function readHolder() {
  try {
    return Number(readFileSync(LOCK, 'utf8'));
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
