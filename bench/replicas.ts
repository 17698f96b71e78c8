import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressOf } from '../src/main/demo/checkout-service.js';
import { startPostgres } from '../test/support/postgres.js';
import { type DaemonProcess, startDaemonProcess } from './daemon/daemon-process.js';
import { createFleet, serveFleet, writeSpecs } from './daemon/fleet.js';
import { startFleetPrometheus } from './daemon/fleet-prometheus.js';
import { readFlags } from './support/flags.js';
import { memoryMb } from './support/process-cost.js';
import { percentile, until } from './support/wait.js';

/**
 * Daemons that share one PostgreSQL: how long a cycle takes each with one, two and three of them, and for how long SLOs are judged by
 * nobody after a kill -9. The last line is JSON.
 */
const flags = readFlags(['slos', 'cycles']);
const SLOS = Number(flags.slos ?? 3_000);
const CYCLES = Number(flags.cycles ?? 3);
const MOST = 3;
const PAST_MS = 900_000;

const folder = await mkdtemp(join(tmpdir(), 'firebreak-bench-replicas-'));
const fleet = createFleet(SLOS);
const exporters = await serveFleet(fleet);
const database = await startPostgres();
const ends: (() => Promise<unknown>)[] = [() => database.stop()];
try {
  await writeSpecs(join(folder, 'specs'), SLOS, '30d');
  const prometheus = await startFleetPrometheus(folder, fleet, addressOf(exporters), PAST_MS);
  ends.push(() => prometheus.stop());
  const { host, port, user, database: name } = await database.createDatabase();
  const store = `{postgres: {url: 'postgres://${user}@${host}:${port}/${name}'}}`;
  const running: DaemonProcess[] = [];
  const figures: Record<string, number> = {};
  for (let count = 1; count <= MOST; count += 1) {
    const daemon = await startReplica(`replica-${count}`, prometheus.url, store);
    ends.push(() => daemon.kill());
    running.push(daemon);
    await sharedOut(running);
    Object.assign(figures, await measure(running));
  }
  console.log(
    JSON.stringify({ bench: 'replicas', slos: SLOS, ...figures, takeoverS: await takeover(running) }),
  );
} finally {
  for (const end of ends.reverse()) await end();
  exporters.close();
  exporters.closeAllConnections();
  await rm(folder, { recursive: true, force: true });
}

async function startReplica(name: string, prometheusUrl: string, store: string): Promise<DaemonProcess> {
  const own = join(folder, name);
  await mkdir(own);
  await symlink(join(folder, 'specs'), join(own, 'specs'));
  return startDaemonProcess(own, prometheusUrl, { store });
}

/** Waits until every SLO is judged by one of them, and each has read its past. */
async function sharedOut(daemons: readonly DaemonProcess[]): Promise<void> {
  await until('the SLOs are shared out', 600, async () => {
    const statuses = await Promise.all(daemons.map((daemon) => daemon.status()));
    const total = statuses.reduce((sum, { sloCount }) => sum + sloCount, 0);
    return (total === SLOS && statuses.every(({ historyLoaded }) => historyLoaded === 1)) || undefined;
  });
}

/** The middle of the slowest replica's cycles, the largest share and memory. */
async function measure(daemons: readonly DaemonProcess[]): Promise<Record<string, number>> {
  const each = await Promise.all(daemons.map(cyclesOf));
  const { sloCount } = (await Promise.all(daemons.map((daemon) => daemon.status()))).reduce((a, b) =>
    a.sloCount > b.sloCount ? a : b,
  );
  const found = {
    [`cycleMs${daemons.length}`]: Math.round(Math.max(...each.map((cycles) => percentile(cycles, 0.5)))),
    [`largestShare${daemons.length}`]: sloCount,
    [`memoryMb${daemons.length}`]: Math.round(Math.max(...daemons.map(({ pid }) => memoryMb(pid).now))),
  };
  console.log(`${daemons.length} of ${MOST}: ${JSON.stringify(found)}`);
  return found;
}

/** How long (ms) its next cycles take; the first two are left out, they take up what is new. */
async function cyclesOf(daemon: DaemonProcess): Promise<number[]> {
  const cycles: number[] = [];
  let last: string | undefined;
  while (cycles.length < CYCLES + 2) {
    const { at, ms } = await until('a cycle ends', 120, async () => {
      const { lastCycleAt, lastCycleMs } = await daemon.status();
      return lastCycleAt === undefined || lastCycleMs === undefined || lastCycleAt === last
        ? undefined
        : { at: lastCycleAt, ms: lastCycleMs };
    });
    last = at;
    cycles.push(ms);
  }
  return cycles.slice(2);
}

/** Seconds from a kill -9 of one until the others have all its SLOs and have judged them. */
async function takeover(daemons: readonly DaemonProcess[]): Promise<number> {
  const [gone, ...others] = daemons;
  const killed = Date.now();
  await gone?.kill();
  await sharedOut(others);
  const taken = Date.now();
  await Promise.all(
    others.map((daemon) =>
      until('what was taken over is judged', 120, async () => {
        const { lastCycleAt } = await daemon.status();
        return lastCycleAt !== undefined && Date.parse(lastCycleAt) > taken ? true : undefined;
      }),
    ),
  );
  console.log(`taken over after ${((taken - killed) / 1000).toFixed(1)} s`);
  return Number(((Date.now() - killed) / 1000).toFixed(1));
}
