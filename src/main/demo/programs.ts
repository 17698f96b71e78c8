import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { FirebreakError } from '../../core/errors.js';

/** The path of a program on PATH; rejects with what to install. */
export async function findProgram(name: string): Promise<string> {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name);
    const found = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return path;
  }
  throw new FirebreakError(
    'invalid-input',
    `${name} is not on PATH. The demo runs a real Prometheus: \`npm run demo\` installs it on Debian as root (apt-get install prometheus); elsewhere take it from https://prometheus.io/download/`,
  );
}

export async function runToEnd(program: string, args: readonly string[]): Promise<void> {
  await promisify(execFile)(program, [...args], { maxBuffer: 64 * 1024 * 1024 });
}

/** A program that runs until it is stopped. */
export interface Running {
  /** Rejects when the program ends by itself. */
  readonly ended: Promise<never>;
  stop(): Promise<void>;
}

/** Starts a program; what it writes goes to `logFile`. */
export function start(
  program: string,
  args: readonly string[],
  logFile: string,
  env: NodeJS.ProcessEnv = process.env,
): Running {
  const child = spawn(program, [...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const log = createWriteStream(logFile);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  let stopping = false;
  const ended = new Promise<never>((_resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (!stopping) reject(new Error(`${program} ended by itself (${code ?? signal}); see ${logFile}`));
    });
  });
  // Whoever waits for something of the program hears of its end; nobody has to.
  ended.catch(() => undefined);
  return {
    ended,
    stop() {
      stopping = true;
      return terminate(child);
    },
  };
}

function terminate(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const hard = setTimeout(() => child.kill('SIGKILL'), 15_000);
    child.once('exit', () => {
      clearTimeout(hard);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
