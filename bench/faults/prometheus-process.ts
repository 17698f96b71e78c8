import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../support/wait.js';
import { Child } from './child.js';

/** A real Prometheus that scrapes one target every second, and may be killed and started again on the same data. */
export class PrometheusProcess extends Child {
  readonly url: string;

  constructor(folder: string, address: string, target: string) {
    const config = join(folder, 'prometheus.yml');
    super(
      [
        'prometheus',
        `--config.file=${config}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        `--web.listen-address=${address}`,
        '--log.level=warn',
      ],
      { cwd: folder, logFile: join(folder, 'prometheus.log') },
    );
    this.url = `http://${address}`;
    writeFileSync(
      config,
      `global: {scrape_interval: 1s}\nscrape_configs:\n  - job_name: services\n    static_configs: [{targets: ['${target}']}]\n`,
    );
  }

  /** Resolves when it scrapes, which it begins some seconds after its start. */
  async startScraping(): Promise<void> {
    this.start();
    const fresh = encodeURIComponent('time() - timestamp(http_requests_total) < 2');
    await until('Prometheus scrapes', 60, async () => {
      const answer = await fetch(`${this.url}/api/v1/query?query=${fresh}`);
      const { data } = (await answer.json()) as { readonly data: { readonly result: readonly unknown[] } };
      return data.result.length > 0 ? true : undefined;
    });
  }
}
