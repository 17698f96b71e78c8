import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/time/duration.js';
import { startPrometheus } from '../support/prometheus.js';
import { startDaemonProcess } from './daemon-process.js';
import { truthOf, writeMonth } from './month-of-samples.js';

const SCRAPE = MINUTE;
const SLO_WINDOW = 30 * DAY;
/** Samples reach this far beyond the present, so that making them may take its time. */
const AHEAD = 2 * HOUR;

export interface SeedingOptions {
  /** SLOs, each on six series of its own. */
  readonly slos: number;
  /** How long to wait for exact budgets, in ms. */
  readonly exactCapMs: number;
  /** A Prometheus' data folder that holds the samples already; made and removed when it is undefined. */
  readonly dataFolder: string | undefined;
}

export interface Seeding {
  /** From the start of the daemon's process until every SLO has a budget, approximate or not. */
  readonly seedUsableS: number;
  /** Until no budget is approximate any more; null when that takes longer than the cap. */
  readonly seedExactS: number | null;
  /** The worst relative error of consumed budget while it was approximate, as a ratio. */
  readonly approximateWorst: number;
}

/** Starts the built daemon (dist/) over a real Prometheus with 30 days of samples, and watches its budgets. */
export async function measureSeeding({ slos, exactCapMs, dataFolder }: SeedingOptions): Promise<Seeding> {
  const folder = await mkdtemp(join(tmpdir(), 'firebreak-seeding-'));
  const stops: (() => Promise<void>)[] = [];
  try {
    const data = dataFolder ?? join(folder, 'data');
    if (dataFolder === undefined) {
      const to = Math.ceil((Date.now() + AHEAD) / SCRAPE) * SCRAPE;
      await writeMonth(folder, data, {
        services: slos,
        scrapeMs: SCRAPE,
        from: to - AHEAD - SLO_WINDOW - DAY,
        to,
      });
    }
    const configFile = join(folder, 'prometheus.yml');
    await writeFile(configFile, 'global: {scrape_interval: 1h}\n');
    await writeSpecs(join(folder, 'specs'), slos);
    const prometheus = await startPrometheus(configFile, data);
    stops.push(prometheus.stop);

    const began = Date.now();
    const daemon = await startDaemonProcess(folder, prometheus.url);
    stops.push(daemon.stop);
    const budgets = async () => {
      const answer = await fetch(`${daemon.url}/api/v1/budget`).catch(() => undefined);
      return answer?.ok ? ((await answer.json()) as { budgets: Budget[] }).budgets : [];
    };
    let approximateWorst = 0;
    await until(async () => {
      const now = await budgets();
      const measured = now.length === slos && now.every(({ budget }) => budget.kind === 'measured');
      if (measured) approximateWorst = Math.max(...now.map(errorOf));
      return measured;
    });
    const seedUsableS = secondsSince(began);
    process.stderr.write(`usable after ${seedUsableS} s, off by at most ${approximateWorst}\n`);
    const exact = await until(
      async () => (await budgets()).every(({ budget }) => budget.kind === 'measured' && !budget.approximate),
      began + exactCapMs,
    );
    const seedExactS = exact ? secondsSince(began) : null;
    if (!exact) process.stderr.write(`not exact after ${exactCapMs / SECOND} s: no longer waited for\n`);
    return { seedUsableS, seedExactS, approximateWorst };
  } finally {
    for (const stop of stops.reverse()) await stop();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Budget {
  readonly service: string;
  readonly target: number;
  readonly budget: { readonly kind: string; readonly approximate?: boolean; readonly consumed?: number };
}

function errorOf({ service, target, budget }: Budget): number {
  const { bad, total } = truthOf(Number(service.slice(1)), SLO_WINDOW, SCRAPE);
  const consumed = bad / (total * (1 - target));
  return Math.abs((budget.consumed ?? Number.NaN) / consumed - 1);
}

async function writeSpecs(folder: string, count: number): Promise<void> {
  await mkdir(folder);
  for (let n = 0; n < count; n += 1) {
    const total = `sum(rate(r_total{service="s${n}"}[5m]))`;
    const good = `sum(rate(r_total{service="s${n}", status!~"5.."}[5m]))`;
    const spec = {
      service: `s${n}`,
      slis: { availability: { metric: `${good} / ${total}` } },
      slos: [{ sli: 'availability', target: '99.5%', window: '30d' }],
    };
    await writeFile(join(folder, `s${n}.yaml`), JSON.stringify(spec));
  }
}

/** True when it holds in time. */
async function until(holds: () => Promise<boolean>, deadline = Number.POSITIVE_INFINITY): Promise<boolean> {
  while (Date.now() < deadline) {
    if (await holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, SECOND / 2));
  }
  return false;
}

function secondsSince(began: number): number {
  return Math.round((Date.now() - began) / 100) / 10;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [slos, dataFolder] = process.argv.slice(2);
  const options = { slos: Number(slos ?? 1_000), exactCapMs: 12 * MINUTE, dataFolder };
  console.log(JSON.stringify({ bench: 'seeding', slos: options.slos, ...(await measureSeeding(options)) }));
}
