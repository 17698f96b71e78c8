import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { type Series, seriesText } from './series.js';

/** Writes the samples of the series in [from, until) (Unix ms) as OpenMetrics text; returns how many there are. */
export async function writeOpenMetrics(
  path: string,
  series: readonly Series[],
  from: number,
  until: number,
): Promise<number> {
  const file = createWriteStream(path);
  let samples = 0;
  for (const one of series) {
    const name = seriesText(one);
    let text = '';
    for (let at = Math.ceil(from / one.stepMs) * one.stepMs; at < until; at += one.stepMs) {
      text += `${name} ${one.valueAt(at)} ${at / 1000}\n`;
      samples += 1;
    }
    if (!file.write(text)) await new Promise<void>((resolve) => file.once('drain', () => resolve()));
  }
  file.end('# EOF\n');
  await finished(file);
  return samples;
}
