import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SECOND } from '../../core/time/duration.js';
import { CheckoutCounters, seriesName } from './checkout-counters.js';
import { runToEnd } from './programs.js';

const STEP = 5 * SECOND;

/** OpenMetrics names a family by its counter's name without `_total`, and a histogram by its name without parts. */
const FAMILIES: readonly (readonly [prefix: string, family: string, type: string])[] = [
  ['http_requests_total', 'http_requests', 'counter'],
  ['http_request_duration_seconds', 'http_request_duration_seconds', 'histogram'],
  ['business_logic_errors_total', 'business_logic_errors', 'counter'],
  ['requests_total', 'requests', 'counter'],
];

/**
 * Gives Prometheus a past: healthy traffic from `from` to `to` (epoch ms), as blocks in its data folder. Returns the counters as they
 * stand at the end, for the service to go on with.
 * @param target the labels that scraping adds
 */
export async function writeHistory(
  promtool: string,
  folder: string,
  dataFolder: string,
  target: Readonly<Record<string, string>>,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<CheckoutCounters> {
  const counters = new CheckoutCounters();
  const lines = new Map<string, string[]>();
  for (let at = from; at <= to; at += STEP) {
    counters.advance(STEP / SECOND, 0);
    for (const { metric, labels, value } of counters.series()) {
      const name = seriesName({ metric, labels: { ...labels, ...target } });
      const line = `${name} ${value} ${(at / SECOND).toFixed(3)}`;
      const known = lines.get(name);
      if (known) known.push(line);
      else lines.set(name, [line]);
    }
  }
  const file = join(folder, 'history.om');
  await writeFile(file, openMetrics(lines));
  await runToEnd(promtool, ['tsdb', 'create-blocks-from', 'openmetrics', file, dataFolder]);
  return counters;
}

function openMetrics(lines: ReadonlyMap<string, readonly string[]>): string {
  const parts: string[] = [];
  for (const [prefix, family, type] of FAMILIES) {
    parts.push(`# TYPE ${family} ${type}`);
    for (const [name, samples] of lines) if (name.startsWith(prefix)) parts.push(...samples);
  }
  return `${parts.join('\n')}\n# EOF\n`;
}
