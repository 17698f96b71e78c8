import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { quote } from '../../src/core/slo/selector-text.js';
import type { SampledSeries } from '../traffic/observe.js';

/** Families by the prefix of their metrics' names. */
const FAMILIES = [
  { prefix: 'http_requests_total', name: 'http_requests', type: 'counter' },
  { prefix: 'http_request_duration_seconds', name: 'http_request_duration_seconds', type: 'histogram' },
];

/** Writes samples as OpenMetrics text; stale markers have no place there. */
export async function writeOpenMetrics(path: string, series: readonly SampledSeries[]): Promise<void> {
  const file = createWriteStream(path);
  for (const { prefix, name, type } of FAMILIES) {
    file.write(`# TYPE ${name} ${type}\n`);
    for (const one of series.filter(({ metric }) => metric.startsWith(prefix))) {
      const text = seriesText(one);
      const lines = one.times.flatMap((at, i) => {
        const value = one.values[i] as number;
        return Number.isNaN(value) ? [] : [`${text} ${value} ${(at / 1000).toFixed(3)}\n`];
      });
      if (!file.write(lines.join(''))) await once(file, 'drain');
    }
  }
  file.end('# EOF\n');
  await once(file, 'finish');
}

/** The series by its name and labels; OpenMetrics takes no space after a comma. */
export function seriesText({ metric, labels }: Pick<SampledSeries, 'metric' | 'labels'>): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${quote(value)}`);
  return `${metric}{${pairs.join(',')}}`;
}
