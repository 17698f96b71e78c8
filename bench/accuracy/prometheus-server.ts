import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { addressOf, reservePort } from '../../src/main/demo/checkout-service.js';
import { runToEnd, start } from '../../src/main/demo/programs.js';
import type { SampledSeries } from '../traffic/observe.js';
import { writeOpenMetrics } from './open-metrics.js';

/** Longer than the data: promtool reads the whole file once for every block that it makes. */
const LONGEST_BLOCK = '486h';

export interface LoadedPrometheus {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a real Prometheus that holds these samples, in a folder of its own. */
export async function startLoaded(
  folder: string,
  series: readonly SampledSeries[],
): Promise<LoadedPrometheus> {
  const [file, data] = [join(folder, 'history.om'), join(folder, 'data')];
  await writeOpenMetrics(file, series);
  await runToEnd('promtool', [
    'tsdb',
    'create-blocks-from',
    'openmetrics',
    '--quiet',
    `--max-block-duration=${LONGEST_BLOCK}`,
    file,
    data,
  ]);
  await writeFile(join(folder, 'prometheus.yml'), 'global: {scrape_interval: 1h}\n');
  const reserved = await reservePort();
  const address = addressOf(reserved);
  await new Promise((resolve) => reserved.close(resolve));
  const prometheus = start(
    'prometheus',
    [
      `--config.file=${folder}/prometheus.yml`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=20y',
      `--web.listen-address=${address}`,
      '--query.timeout=10m',
      '--query.max-samples=500000000',
      '--log.level=warn',
    ],
    join(folder, 'prometheus.log'),
  );
  const url = `http://${address}`;
  await Promise.race([ready(url), prometheus.ended]);
  return { url, stop: () => prometheus.stop() };
}

async function ready(url: string): Promise<void> {
  while ((await fetch(`${url}/-/ready`).catch(() => undefined))?.status !== 200) await wait(100);
}
