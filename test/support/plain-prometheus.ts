import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { stringify } from 'yaml';
import { freeAddress, Program } from './live-stage.js';

/** A real Prometheus that scrapes nothing and evaluates rules every second. */
export interface PlainPrometheus {
  readonly url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Puts alerting rules that always fire, by these names, in the place of those that there are. */
  fire(...alerts: readonly string[]): Promise<void>;
  /** `SIGSTOP` makes it hang. */
  signal(signal: NodeJS.Signals): void;
}

export async function startPlainPrometheus(...alerts: readonly string[]): Promise<PlainPrometheus> {
  const folder = await mkdtemp(join(tmpdir(), 'firebreak-prometheus-'));
  const address = await freeAddress();
  const config = join(folder, 'prometheus.yml');
  const writeRules = async (names: readonly string[]) => {
    const rules = names.map((alert) => ({ alert, expr: 'vector(1)', labels: { severity: 'none' } }));
    await writeFile(
      join(folder, 'rules.yml'),
      stringify({ groups: [{ name: 'meta', interval: '1s', rules }] }),
    );
  };
  await writeRules(alerts);
  await writeFile(config, stringify({ global: { evaluation_interval: '1s' }, rule_files: ['rules.yml'] }));
  const program = new Program(
    'prometheus',
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=${address}`,
    ],
    join(folder, 'prometheus.log'),
  );
  onTestFinished(async () => {
    program.signal('SIGCONT');
    await program.end('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });
  const url = `http://${address}`;
  const start = () => program.start(`${url}/-/ready`);
  await start();
  return {
    url,
    start,
    async stop() {
      await program.end('SIGTERM');
    },
    async fire(...names) {
      await writeRules(names);
      program.signal('SIGHUP');
    },
    signal: (signal) => program.signal(signal),
  };
}
