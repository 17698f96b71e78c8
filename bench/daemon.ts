import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressOf } from '../src/main/demo/checkout-service.js';
import { settled, startDaemonProcess } from './daemon/daemon-process.js';
import { createFleet, serveFleet, writeSpecs } from './daemon/fleet.js';
import { measureCycles } from './daemon/measure-cycles.js';
import { measureSeeding } from './daemon/seeding.js';
import { cpuMs } from './support/process-cost.js';
import { startFleetPrometheus } from './daemon/fleet-prometheus.js';
import { percentile } from './support/wait.js';

/**
 * The built daemon as a process of its own, with as many SLOs as asked for, against a real Prometheus that scrapes them: how long a
 * cycle takes, and what it costs both.
 */
const SLOS = Number(process.argv[2] ?? 10_000);
const CYCLES = Number(process.argv[3] ?? 12);
const PAST_MS = Number(process.argv[4] ?? 2) * 3_600_000;
/** The daemon reads all of it before it is measured. */
const WINDOW = process.argv[5] ?? '30d';

const SEEDED_SLOS = 1_000;
const EXACT_CAP_MS = 20 * 60_000;

const cost = await measureFleet();
const seeding = await measureSeeding({
  slos: SEEDED_SLOS,
  exactCapMs: EXACT_CAP_MS,
  dataFolder: undefined,
});
console.log(
  JSON.stringify({
    bench: 'daemon',
    slos: SLOS,
    ...cost,
    seedUsableS: seeding.seedUsableS,
    seedExactS: seeding.seedExactS,
  }),
);

async function measureFleet() {
  const folder = await mkdtemp(join(tmpdir(), 'firebreak-bench-daemon-'));
  const fleet = createFleet(SLOS);
  const exporters = await serveFleet(fleet);
  const stopAll: (() => Promise<unknown>)[] = [];
  try {
    await writeSpecs(join(folder, 'specs'), SLOS, WINDOW);
    const prometheus = await startFleetPrometheus(folder, fleet, addressOf(exporters), PAST_MS);
    stopAll.push(() => prometheus.stop());
    console.log(`${SLOS} SLOs, ${6 * SLOS} series; Prometheus is up`);
    const idle = await idleCpu(prometheus.pid);
    const daemon = await startDaemonProcess(folder, prometheus.url);
    stopAll.push(() => daemon.stop());
    const started = performance.now();
    await settled(daemon, 3600);
    console.log(`settled after ${((performance.now() - started) / 1000).toFixed(0)} s`);
    const measured = await measureCycles(daemon, prometheus.pid, CYCLES);
    const perCycle = measured.prometheusCpuMs / measured.seconds - idle;
    console.log(
      `cycles ${measured.cycleMs.map(Math.round).join(' ')} ms; Prometheus ${(idle / 10).toFixed(1)} % of a core for scraping alone; slowest HTTP answer ${measured.slowestAnswerMs.toFixed(0)} ms; ${measured.rssNowMb.toFixed(0)} MB at the end`,
    );
    return {
      cycleP99Ms: Math.round(percentile(measured.cycleMs, 0.99)),
      cpuCores: Number((measured.daemonCpuMs / 1000 / measured.seconds).toFixed(3)),
      rssMb: Math.round(measured.rssHighestMb),
      promCpuMsPer100Slos: Number(((perCycle * 30) / (SLOS / 100)).toFixed(2)),
    };
  } finally {
    for (const stop of stopAll.reverse()) await stop();
    exporters.close();
    exporters.closeAllConnections();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What scraping alone costs Prometheus: ms of CPU per second. */
async function idleCpu(pid: number): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 16_000));
  const before = cpuMs(pid);
  await new Promise((resolve) => setTimeout(resolve, 30_000));
  return (cpuMs(pid) - before) / 30;
}
