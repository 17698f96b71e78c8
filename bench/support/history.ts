import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runToEnd } from '../../src/main/demo/programs.js';
import { writeOpenMetrics } from './open-metrics.js';
import { type Series, seriesText } from './series.js';

/** The longest block that Prometheus itself makes when it keeps 30 days: 2h, 6h, 18h, 54h. Stretches lie on multiples of it. */
const STRETCH_HOURS = 54;
const STRETCH = STRETCH_HOURS * 3_600_000;

/** Whole stretches that a folder holds already, by their beginning: the names of their blocks. */
interface Manifest {
  readonly key: string;
  readonly stretches: Record<string, string[]>;
}

/**
 * Fills a data folder with the series' history from a time, or a little earlier, until another (Unix ms): one block per stretch of 54 h.
 * What a former run left is used again when it holds the same series; samples that it scraped or recorded are dropped.
 * @returns samples that were written in this run
 */
export async function loadHistory(
  dataFolder: string,
  series: readonly Series[],
  { from, until }: { readonly from: number; readonly until: number },
  log: (text: string) => void,
): Promise<number> {
  await mkdir(dataFolder, { recursive: true });
  const first = Math.floor(from / STRETCH) * STRETCH;
  const manifestPath = join(dataFolder, 'history.json');
  const manifest = await readManifest(manifestPath, keyOf(series), first);
  const kept = new Set(['history.json', ...Object.values(manifest.stretches).flat()]);
  for (const name of await readdir(dataFolder)) {
    if (!kept.has(name)) await rm(join(dataFolder, name), { recursive: true });
  }
  let samples = 0;
  let loading: Promise<unknown> = Promise.resolve();
  for (let begin = first; begin < until; begin += STRETCH) {
    if (manifest.stretches[begin] !== undefined) continue;
    const end = Math.min(begin + STRETCH, until);
    const part = join(dataFolder, `${begin}.om`);
    samples += await writeOpenMetrics(part, series, begin, end);
    await loading;
    loading = loadPart(dataFolder, part).then(async (blocks) => {
      if (end === begin + STRETCH) manifest.stretches[begin] = blocks;
      await writeFile(manifestPath, JSON.stringify(manifest));
      log(`history up to ${new Date(end).toISOString()}`);
    });
    loading.catch(() => undefined);
  }
  await loading;
  return samples;
}

async function readManifest(path: string, key: string, first: number): Promise<Manifest> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  const found = text === undefined ? undefined : (JSON.parse(text) as Manifest);
  if (found?.key !== key) return { key, stretches: {} };
  const needed = Object.entries(found.stretches).filter(([begin]) => Number(begin) >= first);
  return { key, stretches: Object.fromEntries(needed) };
}

/** What the blocks hold: names, labels, steps, and a few values for the way they are made up. */
function keyOf(series: readonly Series[]): string {
  const hash = createHash('sha256');
  for (const one of series) hash.update(`${seriesText(one)} ${one.stepMs} ${one.valueAt(1.7e12)}\n`);
  return hash.digest('hex');
}

async function loadPart(dataFolder: string, part: string): Promise<string[]> {
  const before = new Set(await readdir(dataFolder));
  const args = ['tsdb', 'create-blocks-from', 'openmetrics', `--max-block-duration=${STRETCH_HOURS}h`];
  await runToEnd('promtool', [...args, part, dataFolder]);
  await rm(part);
  return (await readdir(dataFolder)).filter((name) => !before.has(name) && !name.endsWith('.om'));
}
