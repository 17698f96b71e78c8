import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endWithUs } from './end-with-us.js';
import { until } from '../support/wait.js';

/** A real Prometheus that scrapes one target every second, and may be killed and started again on the same data. */
export class PrometheusProcess {
  private child: ChildProcess | undefined;
  readonly url: string;

  constructor(
    private readonly folder: string,
    private readonly address: string,
    target: string,
  ) {
    this.url = `http://${address}`;
    writeFileSync(
      join(folder, 'prometheus.yml'),
      `global: {scrape_interval: 1s}\nscrape_configs:\n  - job_name: services\n    static_configs: [{targets: ['${target}']}]\n`,
    );
  }

  /** Resolves when it scrapes, which it begins some seconds after its start. */
  async start(): Promise<void> {
    const log = openSync(join(this.folder, 'prometheus.log'), 'a');
    const child = spawn(
      'prometheus',
      [
        `--config.file=${join(this.folder, 'prometheus.yml')}`,
        `--storage.tsdb.path=${join(this.folder, 'data')}`,
        `--web.listen-address=${this.address}`,
        '--log.level=warn',
      ],
      { stdio: ['ignore', log, log] },
    );
    closeSync(log);
    this.child = child;
    endWithUs(child);
    const fresh = encodeURIComponent('time() - timestamp(http_requests_total) < 2');
    await until('Prometheus scrapes', 60, async () => {
      const answer = await fetch(`${this.url}/api/v1/query?query=${fresh}`);
      const { data } = (await answer.json()) as { readonly data: { readonly result: readonly unknown[] } };
      return data.result.length > 0 ? true : undefined;
    });
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }
}
