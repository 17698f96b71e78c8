import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY, HOUR } from '../../src/core/time/duration.js';
import { runToEnd } from '../../src/main/demo/programs.js';

/** The widest block that promtool makes in one pass over its file. */
const BLOCK = 54 * HOUR;
const INSTANCES = ['a', 'b', 'c'];

export interface MonthOptions {
  readonly services: number;
  readonly scrapeMs: number;
  readonly from: number;
  readonly to: number;
}

/** Requests of one sample; whole, and different for every service. */
const perScrape = (service: number, status: string) =>
  status === '200' ? 900 + (service % 50) : 1 + (service % 3);

/**
 * Writes six series for each service (three instances, two statuses, steady traffic) as blocks of a Prometheus into `dataFolder`, a
 * block at a time: all of it as text would not fit on the disk.
 */
export async function writeMonth(
  folder: string,
  dataFolder: string,
  { services, scrapeMs, from, to }: MonthOptions,
): Promise<void> {
  const text = join(folder, 'block.om');
  for (let begin = Math.floor(from / BLOCK) * BLOCK; begin < to; begin += BLOCK) {
    const first = Math.ceil(Math.max(begin, from) / scrapeMs) * scrapeMs;
    const end = Math.min(begin + BLOCK, to);
    const file = createWriteStream(text, { highWaterMark: 4 * 1024 * 1024 });
    file.write('# TYPE r counter\n');
    for (let service = 0; service < services; service += 1) {
      for (const instance of INSTANCES) {
        for (const status of ['200', '503']) {
          const name = `r_total{service="s${service}",job="j",instance="${instance}${service}",status="${status}"}`;
          const step = perScrape(service, status);
          let lines = '';
          for (let at = first; at < end; at += scrapeMs)
            lines += `${name} ${((at - from) / scrapeMs) * step} ${at / 1000}\n`;
          if (!file.write(lines)) await new Promise<void>((resolve) => file.once('drain', () => resolve()));
        }
      }
    }
    await new Promise<void>((resolve) => file.end('# EOF\n', resolve));
    await runToEnd('promtool', [
      'tsdb',
      'create-blocks-from',
      `--max-block-duration=${BLOCK / HOUR}h`,
      '--quiet',
      'openmetrics',
      text,
      dataFolder,
    ]);
    await rm(text);
    process.stderr.write(
      `samples until ${new Date(end).toISOString()}, ${Math.round((to - end) / DAY)} days to go\n`,
    );
  }
}

/** What a window of the service's SLO holds. */
export function truthOf(service: number, windowMs: number, scrapeMs: number): { bad: number; total: number } {
  const scrapes = windowMs / scrapeMs;
  const bad = INSTANCES.length * perScrape(service, '503') * scrapes;
  return { bad, total: bad + INSTANCES.length * perScrape(service, '200') * scrapes };
}
