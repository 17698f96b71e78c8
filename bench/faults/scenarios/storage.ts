import { execFile } from 'node:child_process';
import { cp, mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until } from '../../support/wait.js';
import type { FaultyDaemon } from '../daemon.js';
import { breakNow, mend, paged, reckon } from '../outages.js';
import type { Outcome, Scenario } from '../scenario.js';
import { evaluated, instant, setStage, type Stage } from '../stage.js';

const SERVICES = 12;
const DISK_MB = 8;
const STORE = '{path: disk/firebreak.db}';
/** Longer than an outage takes to be paged. */
const FULL_FOR_MS = 20_000;

const run = promisify(execFile);

/** A disk that is full, read-only or broken under a daemon with a third of the services burning each time. */
export const storageInTrouble: Scenario = {
  name: 'storage in trouble',
  async play({ say }) {
    const stage = await setStage(SERVICES);
    const disk = join(stage.folder, 'disk');
    await mkdir(disk);
    await run('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'tmpfs', disk]);
    try {
      return await suffer(stage, disk, say);
    } finally {
      await run('umount', ['--lazy', disk]);
      await stage.tearDown();
    }
  },
};

async function suffer(stage: Stage, disk: string, say: (text: string) => void): Promise<Outcome> {
  const { services } = stage.traffic;
  const third = (n: number) => services.slice((n * SERVICES) / 3, ((n + 1) * SERVICES) / 3);
  const daemon = await stage.daemon('daemon', { store: STORE, lastResort: true });
  daemon.start();
  await evaluated(daemon);
  const findings: string[] = [];

  await fillDisk(disk);
  breakNow(stage, third(0));
  const roomAt = Date.now() + FULL_FOR_MS;
  await paged(stage, third(0));
  await instant(roomAt);
  await rm(join(disk, 'ballast'));
  say(`the disk was full for ${FULL_FOR_MS / 1000} s: all paged through the last resort meanwhile`);

  findings.push(...(await secondDaemon(stage)));
  breakNow(stage, third(1));
  await paged(stage, third(1));
  // Ends in a single file, so that what is written over is what it reads.
  await daemon.end('SIGTERM');

  await run('mount', ['-o', 'remount,ro', disk]);
  findings.push(...(await refusesToStart(daemon, 'a read-only disk', /read-?only/i, stage)));
  await run('mount', ['-o', 'remount,rw', disk]);

  await cp(join(disk, 'firebreak.db'), join(stage.folder, 'kept.db'));
  await scribble(join(disk, 'firebreak.db'));
  findings.push(...(await refusesToStart(daemon, 'a damaged file', /damaged/, stage)));
  await cp(join(stage.folder, 'kept.db'), join(disk, 'firebreak.db'));
  say('refused to start on a read-only disk and on a damaged file, and said so');

  breakNow(stage, third(2));
  daemon.start();
  await paged(stage, third(2), 60);
  mend(stage);
  const verdict = await reckon(stage);
  return { ...verdict, findings: [...verdict.findings, ...findings] };
}

async function fillDisk(disk: string): Promise<void> {
  const file = await open(join(disk, 'ballast'), 'w');
  try {
    for (;;) await file.write(Buffer.alloc(4096));
  } catch {
    // There is no room any more, which is what is wanted.
  } finally {
    await file.close();
  }
}

/** Writes over the beginning of most pages, so that they cannot be read any more. */
async function scribble(path: string): Promise<void> {
  const bytes = await readFile(path);
  for (let at = 4096; at < bytes.length; at += 4096) bytes.fill(0xa5, at, at + 64);
  await writeFile(path, bytes);
}

/** A second daemon on the same file must not run. */
async function secondDaemon(stage: Stage): Promise<string[]> {
  const second = await stage.daemon('second', { store: STORE });
  return refusesToStart(second, 'a file that is in use', /in use by another process/, stage);
}

async function refusesToStart(
  daemon: FaultyDaemon,
  over: string,
  says: RegExp,
  { folder }: Stage,
): Promise<string[]> {
  const logFile = join(folder, `${daemon.name}.log`);
  const before = (await readFile(logFile, 'utf8').catch(() => '')).length;
  daemon.start();
  const ended = await until('the daemon has ended', 30, () =>
    Promise.resolve(daemon.hasEnded || undefined),
  ).catch(() => false);
  if (!ended) {
    await daemon.end('SIGKILL');
    return [`started over ${over}`];
  }
  const said = (await readFile(logFile, 'utf8')).slice(before);
  return says.test(said) ? [] : [`${over} was refused without saying so: ${said.trim().slice(0, 300)}`];
}
