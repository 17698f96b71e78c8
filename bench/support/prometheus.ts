import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { freeAddress } from './ports.js';

export interface BenchPrometheus {
  readonly url: string;
  readonly pid: number;
  /** Ends the process and waits until its data are on disk. */
  stop(): Promise<void>;
}

/**
 * Starts a Prometheus and waits until it is ready; its log goes to `<data folder>.log`. It never compacts blocks, which would be charged
 * to whatever is measured meanwhile.
 */
export async function startPrometheus(configFile: string, dataFolder: string): Promise<BenchPrometheus> {
  const address = await freeAddress();
  const logFile = `${dataFolder}.log`;
  const log = openSync(logFile, 'a');
  const child = spawn(
    'prometheus',
    [
      `--config.file=${configFile}`,
      `--storage.tsdb.path=${dataFolder}`,
      '--storage.tsdb.retention.time=90d',
      '--storage.tsdb.min-block-duration=2h',
      '--storage.tsdb.max-block-duration=2h',
      `--web.listen-address=${address}`,
      '--log.level=warn',
    ],
    { stdio: ['ignore', log, log] },
  );
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    process.off('exit', kill);
  };
  const url = `http://${address}`;
  for (let tries = 0; tries < 600 && child.exitCode === null; tries += 1) {
    if ((await fetch(`${url}/-/ready`).catch(() => undefined))?.status === 200 && child.pid !== undefined) {
      return { url, pid: child.pid, stop };
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stop();
  throw new Error(`Prometheus does not start; see ${logFile}`);
}
