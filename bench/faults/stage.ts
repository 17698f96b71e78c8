import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freeAddress } from '../support/ports.js';
import { until } from '../support/wait.js';
import { FaultyDaemon } from './daemon.js';
import type { PagedAlert } from './ledger.js';
import { type Pager, startFaultyPager } from './pager.js';
import { PrometheusProcess } from './prometheus-process.js';
import { type SourceProxy, startSourceProxy } from './source-proxy.js';
import { specOf, startTraffic, type Traffic } from './traffic.js';

/** Everything of one scenario: services that fail when told to, a real Prometheus behind a proxy, a pager, and daemons. */
export interface Stage {
  readonly folder: string;
  readonly traffic: Traffic;
  readonly prometheus: PrometheusProcess;
  readonly source: SourceProxy;
  /** Services are shared out among them in turn. */
  readonly pagers: readonly Pager[];
  /** A further daemon with its own configuration; it is not started. */
  daemon(name: string, options: DaemonOptions): Promise<FaultyDaemon>;
  tearDown(): Promise<void>;
}

export interface DaemonOptions {
  /** The value of `store:` as YAML. */
  readonly store: string;
  /** Pages that cannot be written go to the first pager. */
  readonly lastResort?: true;
}

export async function setStage(services: number, pagerCount = 1): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'firebreak-faults-'));
  const names = Array.from({ length: services }, (_, n) => `service-${n}`);
  const traffic = await startTraffic(names);
  const pagers = await Promise.all(Array.from({ length: pagerCount }, startFaultyPager));
  const prometheus = new PrometheusProcess(folder, await freeAddress(), traffic.address);
  const source = await startSourceProxy(() => prometheus.url);
  const daemons: FaultyDaemon[] = [];
  await mkdir(join(folder, 'specs'));
  await writeFile(join(folder, 'specs/services.yaml'), names.map(specOf).join('---\n'));
  await prometheus.startScraping();
  return {
    folder,
    traffic,
    prometheus,
    source,
    pagers,
    async daemon(name, { store, lastResort }) {
      const address = await freeAddress();
      await writeFile(
        join(folder, `${name}.yaml`),
        `specs: [specs]
store: ${store}
prometheus: {url: '${source.url}', timeout: 2s}
evaluation: {interval: 1s, stale_after: 5s}
incidents: {monitor_for: 1s}
http: {listen: '${address}'}
${lastResort ? 'last_resort: {receivers: [pager-0]}\n' : ''}${routing(names, pagers)}`,
      );
      const daemon = new FaultyDaemon(folder, name, `http://${address}`);
      daemons.push(daemon);
      return daemon;
    },
    async tearDown() {
      for (const daemon of daemons) {
        daemon.signal('SIGCONT');
        await daemon.end('SIGKILL');
      }
      await source.stop();
      for (const pager of pagers) await pager.stop();
      await prometheus.end('SIGKILL');
      traffic.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function routing(services: readonly string[], pagers: readonly Pager[]): string {
  const receivers = pagers.map(
    ({ url }, n) => `  - {name: pager-${n}, pagerduty: {routing_key: ${'f'.repeat(32)}, url: '${url}'}}\n`,
  );
  const routes = services.map(
    (service, n) => `  - {match: {service: ${service}}, receivers: [pager-${n % pagers.length}]}\n`,
  );
  return `receivers:\n${receivers.join('')}routes:\n${routes.join('')}`;
}

/** Every alert that a pager was left with. */
export function alertsOf({ pagers }: Stage): PagedAlert[] {
  return pagers.flatMap(({ alerts }) => alerts);
}

/** Waits until the daemon has evaluated once more than at `after`. */
export async function evaluated(daemon: FaultyDaemon, after?: string): Promise<string> {
  return until(`${daemon.name} has evaluated`, 60, async () => {
    const { lastCycleAt } = (await daemon.status()) ?? {};
    return lastCycleAt === after ? undefined : lastCycleAt;
  });
}

/** Waits until the instant (epoch ms). */
export async function instant(at: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, at - Date.now())));
}
