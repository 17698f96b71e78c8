import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressOf } from '../../../src/main/demo/checkout-service.js';
import { type DaemonProcess, settled, startDaemonProcess } from '../../daemon/daemon-process.js';
import { createFleet, type Fleet, serveFleet, writeSpecs } from '../../daemon/fleet.js';
import { startFleetPrometheus } from '../../daemon/fleet-prometheus.js';
import { startPageReceiver } from '../../daemon/page-receiver.js';
import { until } from '../../support/wait.js';
import { askSteadily } from '../api-load.js';
import type { Outcome, Scenario, Settings } from '../scenario.js';

const INTERVAL_MS = 30_000;
const SIZE = {
  bounded: { slos: 500, firing: 50, perSecond: 100, cycles: 2 },
  long: { slos: 10_000, firing: 1_000, perSecond: 500, cycles: 8 },
};
/** A fresh Prometheus with this much of a past. */
const PAST_MS = 900_000;

/** Many SLOs, a tenth of them firing at once, and an API that is asked hundreds of times a second meanwhile. */
export const underLoad: Scenario = {
  name: 'under load',
  async play(settings) {
    const { slos } = SIZE[settings.bounded ? 'bounded' : 'long'];
    const folder = await mkdtemp(join(tmpdir(), 'firebreak-load-'));
    const fleet = createFleet(slos);
    const exporters = await serveFleet(fleet);
    const receiver = await startPageReceiver();
    const stops: (() => Promise<unknown>)[] = [];
    try {
      await writeSpecs(join(folder, 'specs'), slos, '30d');
      const prometheus = await startFleetPrometheus(folder, fleet, addressOf(exporters), PAST_MS);
      stops.push(() => prometheus.stop());
      const daemon = await startDaemonProcess(folder, prometheus.url, {
        receivers: receiverConfig(addressOf(receiver.server)),
      });
      stops.push(() => daemon.stop());
      await settled(daemon, 3600);
      const pages = () => new Set(receiver.pages.map(({ slo }) => slo)).size;
      return await measure(daemon, fleet, pages, settings);
    } finally {
      for (const stop of stops.reverse()) await stop();
      for (const server of [exporters, receiver.server]) {
        server.close();
        server.closeAllConnections();
      }
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function measure(
  daemon: DaemonProcess,
  fleet: Fleet,
  pages: () => number,
  { bounded, say }: Settings,
): Promise<Outcome> {
  const { firing, perSecond, cycles } = SIZE[bounded ? 'bounded' : 'long'];
  const stop = askSteadily(urlsOf(daemon), perSecond);
  const seen = watchCycles(daemon);
  fleet.fail(Date.now(), 200_000, firing);
  await new Promise((resolve) => setTimeout(resolve, cycles * INTERVAL_MS));
  await until('all are paged', 120, () => Promise.resolve(pages() >= firing || undefined)).catch(
    () => undefined,
  );
  const missedCycles = seen.stop();
  const { p50Ms, p99Ms, asked, failed, reasons } = await stop();
  say(
    `${fleet.services} SLOs, ${pages()} of ${firing} paged; ${asked} requests at ${perSecond} a second: p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(0)} ms, ${failed} failed; ${missedCycles} cycles missed`,
  );
  const lost = Math.max(0, firing - pages());
  return {
    crossings: firing,
    lost,
    doubled: 0,
    falseResolves: 0,
    falsePages: Math.max(0, pages() - firing),
    missedCycles,
    p99ApiMs: Math.round(p99Ms),
    findings: [
      ...(lost === 0 ? [] : [`${lost} SLOs were not paged under load`]),
      ...(failed === 0 ? [] : [`${failed} of ${asked} requests were not answered: ${reasons}`]),
      ...(missedCycles === 0 ? [] : [`${missedCycles} cycles were missed under load`]),
    ],
  };
}

function urlsOf({ url }: DaemonProcess): string[] {
  return Array.from({ length: 97 }, (_, n) => [
    `${url}/api/v1/slos/service-${n}/availability`,
    `${url}/api/v1/gate?service=service-${n}`,
    `${url}/api/v1/status`,
  ]).flat();
}

/** Counts the beats of the clock that had no evaluation, from the first one seen to the last. */
function watchCycles(daemon: DaemonProcess) {
  const cycles = new Set<number>();
  const timer = setInterval(() => {
    void daemon.status().then(
      ({ lastCycleAt }) => lastCycleAt !== undefined && cycles.add(Date.parse(lastCycleAt)),
      () => undefined,
    );
  }, 1_000);
  return {
    stop(): number {
      clearInterval(timer);
      const beats = [...cycles].map((at) => Math.floor(at / INTERVAL_MS));
      return beats.length === 0 ? 0 : Math.max(...beats) - Math.min(...beats) + 1 - new Set(beats).size;
    },
  };
}

function receiverConfig(address: string): string {
  return `receivers:
  - {name: pager, webhook: {url: 'http://${address}/', allow_private_addresses: true}}
routes:
  - {match: {severity: page}, receivers: [pager]}
`;
}
