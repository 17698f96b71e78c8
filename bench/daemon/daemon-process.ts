import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freeAddress } from '../support/ports.js';
import { until } from '../support/wait.js';

const PROGRAM = join(import.meta.dirname, '../../dist/main/firebreak.js');

/** The status that the daemon shows, as far as the benches read it. */
interface Status {
  readonly lastCycleAt?: string;
  readonly lastCycleMs?: number;
  readonly historyLoaded: number;
  /** Those that it judges itself. */
  readonly sloCount: number;
}

export interface DaemonProcess {
  readonly pid: number;
  readonly url: string;
  status(): Promise<Status>;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** What differs between daemons, as YAML. */
interface DaemonConfig {
  /** `receivers:` and `routes:`. */
  readonly receivers?: string;
  /** The value of `store:`. */
  readonly store?: string;
}

/** Starts the built daemon as a process of its own. Its log goes to `daemon.log` in the folder. */
export async function startDaemonProcess(
  folder: string,
  prometheusUrl: string,
  { receivers = '', store = '{path: state/firebreak.db}' }: DaemonConfig = {},
): Promise<DaemonProcess> {
  await access(PROGRAM).catch(() => {
    throw new Error('the daemon is not built: npm run build');
  });
  const address = await freeAddress();
  await writeFile(
    join(folder, 'firebreak.yaml'),
    `specs: [specs]
store: ${store}
prometheus: {url: '${prometheusUrl}', timeout: 30s}
http: {listen: '${address}', requests_per_minute: 60000}
${receivers}`,
  );
  const child: ChildProcess = spawn(
    process.execPath,
    [PROGRAM, 'serve', '--config', join(folder, 'firebreak.yaml')],
    { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const log = createWriteStream(join(folder, 'daemon.log'));
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://${address}`;
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await ended;
  };
  const status = async () => (await (await fetch(`${url}/api/v1/status`)).json()) as Status;
  return {
    pid: child.pid ?? 0,
    url,
    status,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

/** Waits until the daemon has evaluated and read all of the past. */
export async function settled(daemon: DaemonProcess, seconds: number): Promise<void> {
  await until('the daemon has read all history', seconds, async () => {
    const { historyLoaded, lastCycleAt } = await daemon.status();
    return historyLoaded === 1 && lastCycleAt !== undefined ? true : undefined;
  });
}
