import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { GeneratedFile } from '../src/rules/generate-rules.js';
import { pyrraRules } from './peers/pyrra-shape.js';
import { slothHistory, slothRules } from './peers/sloth-shape.js';
import { measureRules, type RuleCost } from './rules/measure-rules.js';
import { ourHistory, ourRules } from './rules/our-rules.js';
import { requestCounters } from './rules/request-counters.js';
import { startExporter } from './support/exporter.js';
import { readFlags } from './support/flags.js';
import { loadHistory } from './support/history.js';
import { startPrometheus } from './support/prometheus.js';
import { loadRecent } from './support/recent-history.js';

/** CPU that a real Prometheus spends on the rules of an SLO in 30 s: ours, sloth's shape and pyrra's, in one run on the same data. */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const REACH = (30 * 24 + 1) * HOUR;
/** Prometheus has between one hour and three in memory, before it makes a block of two. */
const IN_MEMORY = 2 * HOUR;

const flags = readFlags(['slos', 'per-service', 'cycles', 'only', 'keep']);
const slos = Number(flags.slos ?? 100);
/** Ours share rules between the SLOs of one service. */
const perService = Number(flags['per-service'] ?? 2);
const cycles = Number(flags.cycles ?? 4);
const services = Array.from({ length: slos }, (_, n) => `service-${n}`);
const shapes: Record<string, GeneratedFile[]> = {
  ours: ourRules(services, perService),
  sloth: slothRules(services),
  pyrra: pyrraRules(services),
};
const chosen = Object.keys(shapes).filter((name) => flags.only?.split(',').includes(name) ?? true);
if (chosen.length === 0) throw new Error(`there are the shapes ${Object.keys(shapes).join(', ')}`);
const began = Date.now();
const log = (text: string) =>
  console.error(`${String(Math.round((Date.now() - began) / 1000)).padStart(5)} s  ${text}`);
// An exit takes the running Prometheus with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const folder = resolve(flags.keep ?? (await mkdtemp(join(tmpdir(), 'firebreak-rules-'))));
const dataFolder = join(folder, 'data');
const counters = requestCounters(services);
const exporter = await startExporter(counters);
try {
  const histories = [...counters, ...slothHistory(services), ...ourHistory(services, perService)];
  const recent = Math.floor((Date.now() - IN_MEMORY) / MINUTE) * MINUTE;
  const samples = await loadHistory(dataFolder, histories, { from: recent - REACH, until: recent }, log);
  await loadRecent(folder, dataFolder, histories, recent);
  log(`${histories.length} series, ${(samples / 1e6).toFixed(1)} million samples written`);
  const costs: Record<string, RuleCost> = {};
  for (const name of chosen) costs[name] = await measure(name, shapes[name] ?? []);
  report(costs, await measure('scraping', []));
} finally {
  exporter.stop();
  if (flags.keep === undefined) await rm(folder, { recursive: true });
}

/** Each shape gets a Prometheus of its own on the same data, so that none pays for what another left in memory. */
async function measure(name: string, files: readonly GeneratedFile[]): Promise<RuleCost> {
  const ruleFolder = join(folder, 'rules', name);
  await rm(ruleFolder, { recursive: true, force: true });
  await mkdir(ruleFolder, { recursive: true });
  for (const { path, text } of files) await writeFile(join(ruleFolder, path), text);
  const config = join(folder, `${name}.yml`);
  await writeFile(
    config,
    JSON.stringify({
      global: { scrape_interval: '60s', evaluation_interval: '30s' },
      rule_files: [`${ruleFolder}/*.yaml`],
      scrape_configs: [
        { job_name: 'shop', honor_labels: true, static_configs: [{ targets: [exporter.address] }] },
      ],
    }),
  );
  const prometheus = await startPrometheus(config, dataFolder);
  try {
    const cost = await measureRules(prometheus, cycles, (text) => log(`${name}: ${text}`));
    log(`${name}: ${(cost.cpu / slos).toFixed(2)} ms per SLO and cycle, scraping included`);
    return cost;
  } finally {
    await prometheus.stop();
  }
}

function report(costs: Readonly<Record<string, RuleCost>>, baseline: RuleCost): void {
  const perSlo = (name: string) => {
    const cost = costs[name];
    return (
      cost && { ms: (cost.cpu - baseline.cpu) / slos, rules: cost.rules / slos, samples: cost.samples / slos }
    );
  };
  console.log(
    `${slos} SLOs (${perService} a service), per SLO and 30 s cycle; scraping alone (taken off): ${baseline.cpu.toFixed(0)} ms`,
  );
  console.log('shape     CPU, ms   rules   samples');
  for (const name of chosen) {
    const { ms, rules, samples } = perSlo(name) ?? { ms: Number.NaN, rules: Number.NaN, samples: Number.NaN };
    const cells = [ms.toFixed(2).padStart(7), rules.toFixed(1).padStart(5), samples.toFixed(1).padStart(7)];
    console.log(`${name.padEnd(8)}  ${cells.join('   ')}`);
  }
  const ours = perSlo('ours');
  const ratio = (name: string) => rounded((perSlo(name)?.ms ?? Number.NaN) / (ours?.ms ?? Number.NaN), 1);
  console.log(
    JSON.stringify({
      bench: 'rules',
      msPerSlo: rounded(ours?.ms, 2),
      slothShapedRatio: ratio('sloth'),
      pyrraShapedRatio: ratio('pyrra'),
      rulesPerSlo: rounded(ours?.rules, 1),
      samplesPerSlo: rounded(ours?.samples, 1),
    }),
  );
}

/** What was not measured in this run becomes null in JSON. */
function rounded(value: number | undefined, digits: number): number | null {
  return value === undefined || Number.isNaN(value) ? null : Number(value.toFixed(digits));
}
