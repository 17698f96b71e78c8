import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { daemonFigures } from './accuracy/daemon-figures.js';
import { type Figure, relativeError } from './accuracy/figure.js';
import { peerFigures } from './accuracy/peer-figures.js';
import { startLoaded } from './accuracy/prometheus-server.js';
import { figureTable, worstOf } from './accuracy/report.js';
import { ruleFigures } from './accuracy/rule-figures.js';
import { shopSlos } from './accuracy/shop-slos.js';
import { readFlags } from './support/flags.js';
import { scrapeShop, shopEvents } from './traffic/shop.js';
import { timetable } from './traffic/timetable.js';

/** Consumed 30-day budgets against the exact truth, by the daemon, the generated rules and the two peers' formulas. */
const flags = readFlags(['seeds', 'skip-rules']);
const seeds = (flags.seeds ?? '1,2,3').split(',').map(Number);
const began = Date.now();
const log = (text: string) =>
  console.error(`${String(Math.round((Date.now() - began) / 1000)).padStart(5)} s  ${text}`);
// An exit takes the running Prometheus with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const figures: Figure[] = [];
for (const seed of seeds) figures.push(...(await measure(seed)));
console.log(figureTable(figures));
const answered = figures.filter(({ method }) => method === 'daemon' || method === 'rules');
console.log(
  JSON.stringify({
    bench: 'accuracy',
    seeds,
    daemonWorst: worstOf(figures, 'daemon'),
    rulesWorst: worstOf(figures, 'rules'),
    nan: answered.filter((figure) => relativeError(figure) === undefined).length,
    slothShapedWorst: worstOf(figures, 'sloth-shaped'),
    pyrraShapedWorst: worstOf(figures, 'pyrra-shaped'),
  }),
);

async function measure(seed: number): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'firebreak-accuracy-'));
  const table = timetable(seed);
  const events = shopEvents(seed, table);
  const scraped = scrapeShop(seed, table, events, 'spread');
  const slos = shopSlos();
  const series = [...scraped.values()].flatMap((observed) => observed.series);
  log(`seed ${seed}: 35 days of ${series.length} series made`);
  const prometheus = await startLoaded(folder, series);
  try {
    log(`seed ${seed}: loaded`);
    const daemon = await daemonFigures(prometheus.url, slos, table.moments, scraped);
    log(`seed ${seed}: the daemon has answered`);
    const peers: Figure[] = [];
    for (const slo of slos) {
      const observed = scraped.get(slo.service);
      if (observed) peers.push(...(await peerFigures(prometheus.url, slo, table, observed)));
    }
    log(`seed ${seed}: the peers' formulas have answered`);
    const rules = flags['skip-rules'] === undefined ? await byRules(folder, seed) : [];
    return [...daemon, ...peers, ...rules];
  } finally {
    await prometheus.stop();
    await rm(folder, { recursive: true });
  }
}

/** Two SLOs at a time, each in a promtool of its own, which evaluates 100,800 times. */
async function byRules(folder: string, seed: number): Promise<Figure[]> {
  const table = timetable(seed);
  const onGrid = scrapeShop(seed, table, shopEvents(seed, table), 'grid');
  const waiting = shopSlos();
  const rules: Figure[] = [];
  const work = async () => {
    for (let slo = waiting.shift(); slo; slo = waiting.shift()) {
      const observed = onGrid.get(slo.service);
      if (observed) rules.push(...(await ruleFigures(join(folder, slo.service), slo, table, observed)));
      log(`seed ${seed}: the rules of ${slo.service} have answered`);
    }
  };
  await Promise.all([work(), work()]);
  return rules;
}
