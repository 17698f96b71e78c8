import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { runToEnd } from '../src/main/demo/programs.js';

/** How long the built command takes from SLO files to rule files, its start, reading, checks and writing included (bench/README.md). */
const SLOS_PER_FILE = 2;
const COMMAND = 'dist/main/firebreak.js';

interface Cost {
  readonly wallMs: number;
  /** User and system time of the whole process, ms. */
  readonly cpuMs: number;
}

const folder = mkdtempSync(join(tmpdir(), 'firebreak-bench-generate-'));
try {
  const thousand = await measure(1_000, 5);
  const tenThousand = await measure(10_000, 3);
  const growth = tenThousand.wallMs / thousand.wallMs;
  console.log(`growth: ten times the SLOs take ${growth.toFixed(1)} times as long; linear is 10`);
  console.log(
    JSON.stringify({ bench: 'generate', wallMs1000: thousand.wallMs, wallMs10000: tenThousand.wallMs }),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The median run; each writes to a folder of its own, and none is removed meanwhile: ext4 is slow to make files just after. */
async function measure(slos: number, runs: number): Promise<Cost> {
  const specs = join(folder, `specs-${slos}`);
  const count = slos / SLOS_PER_FILE;
  mkdirSync(specs);
  for (let n = 0; n < count; n += 1) writeFileSync(join(specs, `service-${n}.yaml`), spec(`service-${n}`));
  const costs: Cost[] = [];
  for (let run = 0; run < runs; run += 1) {
    const out = join(folder, `rules-${slos}-${run}`);
    costs.push(await generate(specs, out));
    await check(out, count);
  }
  costs.sort((a, b) => a.wallMs - b.wallMs);
  const [best] = costs;
  const median = costs[Math.floor(runs / 2)];
  if (!best || !median) throw new Error('nothing was run');
  const cpu = Math.min(...costs.map(({ cpuMs }) => cpuMs));
  console.log(
    `${slos} SLOs: ${median.wallMs} ms (median of ${runs}; best ${best.wallMs} ms), least CPU ${cpu} ms`,
  );
  return median;
}

/** The shell only tells what CPU its child took. */
async function generate(specs: string, out: string): Promise<Cost> {
  const script = '"$@" >/dev/null || exit; times';
  const command = ['-c', script, 'sh', process.execPath, COMMAND, 'generate', specs, '--out', out];
  const began = performance.now();
  const { stdout } = await promisify(execFile)('sh', command);
  const wallMs = Math.round(performance.now() - began);
  const [user = Number.NaN, system = Number.NaN] = [
    ...(stdout.split('\n')[1] ?? '').matchAll(/(\d+)m([\d.]+)s/g),
  ].map(([, minutes, seconds]) => Number(minutes) * 60_000 + Number(seconds) * 1000);
  return { wallMs, cpuMs: Math.round(user + system) };
}

/** One file per service, and promtool takes the first and the last. */
async function check(out: string, count: number): Promise<void> {
  const names = readdirSync(out);
  if (names.length !== count) throw new Error(`${names.length} files instead of ${count}`);
  const some = [names[0], names.at(-1)].map((name) => join(out, name ?? ''));
  await runToEnd('promtool', ['check', 'rules', ...some]);
}

function spec(service: string): string {
  return `service: ${service}
owner: team
slis:
  availability:
    metric: sum(rate(http_requests_total{service="${service}", status!~"5.."}[5m])) / sum(rate(http_requests_total{service="${service}"}[5m]))
  latency:
    metric: histogram_quantile(0.99, sum(rate(http_request_duration_seconds_bucket{service="${service}"}[5m])) by (le))
    threshold: "400ms at p99"
slos:
  - {sli: availability, target: 99.9%, window: 30d}
  - {sli: latency, target: 99%, window: 30d}
`;
}
