import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressOf } from '../src/main/demo/checkout-service.js';
import { settled, startDaemonProcess } from './daemon/daemon-process.js';
import { createFleet, serveFleet, writeSpecs } from './daemon/fleet.js';
import { startPageReceiver } from './daemon/page-receiver.js';
import { startFleetPrometheus } from './daemon/fleet-prometheus.js';
import { cpuMs } from './support/process-cost.js';
import { percentile, until } from './support/wait.js';

/**
 * All SLOs trip in the same cycle of the built daemon, on a real Prometheus: how long after the cycle that sees it begins does the
 * receiver get the first byte of each page.
 */
const SLOS = Number(process.argv[2] ?? 1_000);
const PAST_MS = 3_600_000;
const INTERVAL_MS = 30_000;

const folder = await mkdtemp(join(tmpdir(), 'firebreak-bench-page-'));
const fleet = createFleet(SLOS);
const exporters = await serveFleet(fleet);
const receiver = await startPageReceiver();
const stopAll: (() => Promise<unknown>)[] = [];
try {
  await writeSpecs(join(folder, 'specs'), SLOS, '30d');
  const prometheus = await startFleetPrometheus(folder, fleet, addressOf(exporters), PAST_MS);
  stopAll.push(() => prometheus.stop());
  const daemon = await startDaemonProcess(folder, prometheus.url, {
    receivers: `receivers:
  - {name: pager, webhook: {url: 'http://${addressOf(receiver.server)}/', allow_private_addresses: true}}
routes:
  - {match: {severity: page}, receivers: [pager]}`,
  });
  stopAll.push(() => daemon.stop());
  await settled(daemon, 1800);
  // Just after a beat, so that all instances are scraped before the next one.
  const beat = Math.ceil(Date.now() / INTERVAL_MS) * INTERVAL_MS;
  const crossed = beat + 5_000;
  fleet.fail(crossed, 200_000);
  const next = beat + INTERVAL_MS;
  await until('the next cycle is near', 60, () => Promise.resolve(Date.now() > next - 1_000 || undefined));
  const before = cpuMs(daemon.pid);
  await until('every SLO has paged', 120, async () => (receiver.pages.length >= SLOS ? true : undefined));
  const { pages } = receiver;
  const cycles = new Set(pages.map(({ cycleAt }) => cycleAt)).size;
  const latencies = pages.map(({ firstByteAt, cycleAt }) => firstByteAt - cycleAt);
  const shown = (share: number) => percentile(latencies, share).toFixed(0);
  console.log(
    `${pages.length} pages of ${new Set(pages.map(({ slo }) => slo)).size} SLOs in ${cycles} cycle(s): p50 ${shown(0.5)} ms, p99 ${shown(0.99)} ms, last ${shown(1)} ms`,
  );
  const sinceShown = pages.map(
    ({ slo, firstByteAt }) =>
      (firstByteAt - (fleet.shownAt(Number(/\d+/.exec(slo)?.[0])) ?? Number.NaN)) / 1000,
  );
  console.log(
    `from the scrape that first shows the failures (it includes the wait for the cycle, up to 30 s): p50 ${percentile(sinceShown, 0.5).toFixed(1)} s, p99 ${percentile(sinceShown, 0.99).toFixed(1)} s`,
  );
  console.log(
    JSON.stringify({
      bench: 'page',
      slos: SLOS,
      p50Ms: Math.round(percentile(latencies, 0.5)),
      p99Ms: Math.round(percentile(latencies, 0.99)),
      sinceShownP99S: Number(percentile(sinceShown, 0.99).toFixed(1)),
      daemonCpuMs: Math.round(cpuMs(daemon.pid) - before),
    }),
  );
} finally {
  for (const stop of stopAll.reverse()) await stop();
  for (const server of [exporters, receiver.server]) {
    server.close();
    server.closeAllConnections();
  }
  await rm(folder, { recursive: true, force: true });
}
