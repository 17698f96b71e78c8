import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addressOf, reservePort } from '../../src/main/demo/checkout-service.js';
import { startPrometheus } from './prometheus.js';
import { type Series, seriesText } from './series.js';
import { until } from './wait.js';

/**
 * Puts the series' samples since a time (Unix ms) where a Prometheus that runs has the last hours: into its memory. They come in one scrape,
 * with their times. (Whoever starts a Prometheus on fresh blocks alone makes every look-up of a minute ago open a block.)
 */
export async function loadRecent(
  folder: string,
  dataFolder: string,
  series: readonly Series[],
  since: number,
): Promise<void> {
  const server = await reservePort();
  server.on('request', (_request, response) => {
    response.setHeader('content-type', 'text/plain; version=0.0.4; charset=utf-8');
    response.end(series.map((one) => exposition(one, since, Date.now())).join(''));
  });
  const config = join(folder, 'recent.yml');
  const scrape = {
    job_name: 'recent',
    honor_labels: true,
    static_configs: [{ targets: [addressOf(server)] }],
  };
  await writeFile(
    config,
    JSON.stringify({ global: { scrape_interval: '5s', scrape_timeout: '5s' }, scrape_configs: [scrape] }),
  );
  const prometheus = await startPrometheus(config, dataFolder);
  try {
    await until('the last hours are scraped', 60, () => scraped(prometheus.url));
  } finally {
    await prometheus.stop();
    server.close();
    server.closeAllConnections();
  }
}

/** An empty label keeps the scraped target's own off a series that has none. */
function exposition(one: Series, since: number, end: number): string {
  const name = seriesText({ ...one, labels: { job: '', instance: '', ...one.labels } });
  let text = '';
  for (let at = Math.ceil(since / one.stepMs) * one.stepMs; at < end; at += one.stepMs)
    text += `${name} ${one.valueAt(at)} ${at}\n`;
  return text;
}

async function scraped(url: string): Promise<true | undefined> {
  const response = await fetch(
    `${url}/api/v1/query?query=${encodeURIComponent('scrape_samples_scraped > 0')}`,
  );
  const { data } = (await response.json()) as { data: { result: unknown[] } };
  return data.result.length > 0 || undefined;
}
