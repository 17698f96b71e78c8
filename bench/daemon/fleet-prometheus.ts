import { createWriteStream } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runToEnd } from '../../src/main/demo/programs.js';
import { type BenchPrometheus, startPrometheus } from '../support/prometheus.js';
import { type Fleet, seriesOf, targetsOf } from './fleet.js';

const SCRAPE_MS = 15_000;

/** Starts a Prometheus that scrapes the fleet, over a past of some hours. */
export async function startFleetPrometheus(
  folder: string,
  fleet: Fleet,
  fleetAddress: string,
  pastMs: number,
): Promise<BenchPrometheus> {
  await writePast(folder, fleet, pastMs);
  const configFile = join(folder, 'prometheus.yml');
  await writeFile(configFile, configOf(fleet, fleetAddress));
  return startPrometheus(configFile, join(folder, 'data'));
}

function configOf(fleet: Fleet, fleetAddress: string): string {
  const targets = targetsOf(fleet).map(
    ({ path, instance }) =>
      `      - {targets: ['${fleetAddress}'], labels: {__metrics_path__: '${path}', instance: '${instance}'}}\n`,
  );
  return `global: {scrape_interval: 15s, scrape_timeout: 10s}
scrape_configs:
  - job_name: fleet
    static_configs:
${targets.join('')}`;
}

async function writePast(folder: string, fleet: Fleet, pastMs: number): Promise<void> {
  await mkdir(join(folder, 'data'), { recursive: true });
  const until = Math.floor(Date.now() / SCRAPE_MS) * SCRAPE_MS;
  const path = join(folder, 'past.om');
  const file = createWriteStream(path);
  const write = async (text: string) => {
    if (!file.write(text)) await new Promise<void>((resolve) => file.once('drain', () => resolve()));
  };
  await write('# TYPE http_requests counter\n');
  for (const { instance, first } of targetsOf(fleet)) {
    for (const { labels, service, bad } of seriesOf(fleet, first)) {
      const name = `http_requests_total{instance="${instance}",job="fleet",${labels}}`;
      const lines: string[] = [];
      for (let at = until - pastMs; at < until; at += SCRAPE_MS) {
        lines.push(`${name} ${fleet.count(service, bad, at)} ${at / 1000}\n`);
      }
      await write(lines.join(''));
    }
  }
  await new Promise<void>((resolve) => file.end('# EOF\n', resolve));
  await runToEnd('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', path, join(folder, 'data')]);
  await rm(path);
}
