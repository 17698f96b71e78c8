import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** An alert as `GET /api/v2/alerts` gives it; that list holds open alerts only. */
interface OpenAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly generatorURL: string;
}

export interface Alertmanager {
  readonly url: string;
  alerts(): Promise<readonly OpenAlert[]>;
  stop(): Promise<void>;
}

const CONFIG = 'route: { receiver: nobody }\nreceivers: [{ name: nobody }]\n';

/** A real Alertmanager on a free port, alone, with an empty store; it tells nobody unless its configuration says so. Rejects with its log when it does not start. */
export async function startAlertmanager(text = CONFIG): Promise<Alertmanager> {
  const folder = await mkdtemp(join(tmpdir(), 'firebreak-alertmanager-'));
  const config = join(folder, 'alertmanager.yml');
  await writeFile(config, text);
  const child = spawn(
    '/usr/bin/prometheus-alertmanager',
    [
      `--config.file=${config}`,
      `--storage.path=${folder}`,
      '--web.listen-address=127.0.0.1:0',
      '--web.external-url=http://127.0.0.1',
      '--cluster.listen-address=',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const gone = once(child, 'exit');
  const address = await listeningAddress(createInterface(child.stderr));
  // What nobody reads would fill the pipe and stop the server.
  child.stderr.resume();
  const url = `http://${address}`;
  return {
    url,
    async alerts() {
      const response = await fetch(`${url}/api/v2/alerts`);
      if (!response.ok) throw new Error(`Alertmanager answers ${response.status}`);
      return (await response.json()) as readonly OpenAlert[];
    },
    async stop() {
      child.kill('SIGKILL');
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** It says where it listens in its log. */
async function listeningAddress(log: AsyncIterable<string>): Promise<string> {
  const lines: string[] = [];
  for await (const line of log) {
    lines.push(line);
    const address = /msg="Listening on" address=(\S+)/.exec(line)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error(`Alertmanager does not start:\n${lines.join('\n')}`);
}
