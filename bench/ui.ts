import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { addressOf } from '../src/main/demo/checkout-service.js';
import { LAUNCH } from '../test/support/browser/launch.js';
import { settled, startDaemonProcess } from './daemon/daemon-process.js';
import { startFleetPrometheus } from './daemon/fleet-prometheus.js';
import { createFleet, serveFleet, writeSpecs } from './daemon/fleet.js';
import { percentile } from './support/wait.js';
import { interact, WATCH } from './ui/interactions.js';

/** The overview of the built daemon, on a real Prometheus, in Debian's Chromium: when the first SLO is painted, and how long interactions take. */
const SLOS = Number(process.argv[2] ?? 5_000);
const LOADS = 5;
const ROUNDS = 4;

const folder = await mkdtemp(join(tmpdir(), 'firebreak-bench-ui-'));
const fleet = createFleet(SLOS);
const exporters = await serveFleet(fleet);
const stopAll: (() => Promise<unknown>)[] = [];
try {
  await writeSpecs(join(folder, 'specs'), SLOS, '30d');
  const prometheus = await startFleetPrometheus(folder, fleet, addressOf(exporters), 3_600_000);
  stopAll.push(() => prometheus.stop());
  const daemon = await startDaemonProcess(folder, prometheus.url);
  stopAll.push(() => daemon.stop());
  console.log(`${SLOS} SLOs; waiting for the daemon to have read their past …`);
  await settled(daemon, 1800);
  const answer = await (await fetch(`${daemon.url}/api/v1/overview`)).text();
  console.log(`the overview’s answer: ${(answer.length / 1e6).toFixed(2)} MB before it is packed`);
  const browser = await chromium.launch(LAUNCH);
  stopAll.push(() => browser.close());
  const firstPaints: number[] = [];
  for (let load = 0; load < LOADS; load += 1) {
    // A browser that knows nothing yet.
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.addInitScript(WATCH);
    await page.goto(daemon.url);
    firstPaints.push(await page.evaluate<number>('window.firstRow'));
    if (load < LOADS - 1) await context.close();
    else {
      const times = await interact(page, ROUNDS);
      const kb = Number(/, (\d+\.\d) kB with/.exec(bundle())?.[1]);
      console.log(`first SLO painted after ${firstPaints.map((ms) => ms.toFixed(0)).join(', ')} ms`);
      console.log(
        `${times.length} interactions: p50 ${percentile(times, 0.5)} ms, worst ${percentile(times, 1)} ms`,
      );
      const firstPaintMs = Math.round(percentile(firstPaints, 0.5));
      const interactionP95Ms = Math.round(percentile(times, 0.95));
      console.log(JSON.stringify({ bench: 'ui', slos: SLOS, firstPaintMs, interactionP95Ms, jsGzipKb: kb }));
    }
  }
} finally {
  for (const stop of stopAll.toReversed()) await stop();
  exporters.close();
  await rm(folder, { recursive: true, force: true });
}

function bundle(): string {
  return execFileSync(process.execPath, ['scripts/bundle-size.mjs'], { encoding: 'utf8' });
}
