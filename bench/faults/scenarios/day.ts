import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { DEFAULT_INCIDENT_POLICY } from '../../../src/core/incident/policy.js';
import { NO_PLAN } from '../../../src/core/oncall/plan.js';
import type { Slo } from '../../../src/core/slo/slo.js';
import { DAY, MINUTE, SECOND } from '../../../src/core/time/duration.js';
import { readSpecs } from '../../../src/spec/read-specs.js';
import { SimulatedPrometheus } from '../../../test/support/simulated-prometheus.js';
import { SimulatedDaemon, type World } from '../day/simulated-daemon.js';
import { SimulatedPager } from '../day/simulated-pager.js';
import { SimulatedTime } from '../day/simulated-time.js';
import { outagesOf, type Trouble, type TroubleKind, troublesOf } from '../day/troubles.js';
import { judge } from '../ledger.js';
import type { Outcome, Scenario, Settings } from '../scenario.js';
import type { Outage } from '../traffic.js';

const SERVICES = { bounded: 6, long: 40 };
const BEGINS = Date.UTC(2026, 10, 24);
const INTERVAL = 30 * SECOND;
const REQUESTS_PER_SECOND = 10;
/** A page may wait for a receiver that is in trouble for an hour. */
const SLACK_MS = 2 * 60 * MINUTE;
/** What is kept of a day grows with it, by a little. */
const HEAP_MAY_GROW_MB = 10;

/** 24 hours on a simulated clock, in which everything goes wrong that can, several things at a time. */
export const simulatedDay: Scenario = {
  name: 'a day of troubles',
  async play(settings) {
    const folder = await mkdtemp(join(tmpdir(), 'firebreak-day-'));
    try {
      return await liveThrough(join(folder, 'firebreak.db'), settings);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function liveThrough(storeFile: string, { random, bounded, say }: Settings): Promise<Outcome> {
  const services = Array.from(
    { length: bounded ? SERVICES.bounded : SERVICES.long },
    (_, n) => `service-${n}`,
  );
  const outages = outagesOf(services, BEGINS, random);
  const troubles = troublesOf(BEGINS, random);
  const time = new SimulatedTime(BEGINS);
  const prometheus = new SimulatedPrometheus(() => time.truth);
  expose(prometheus, services, outages, troubles);
  const pager = new SimulatedPager(() => time.truth);
  const world: World = {
    time,
    source: prometheus,
    notifiers: new Map([['pager', pager]]),
    slos: slosOf(services),
    config: CONFIG,
    storeFile,
    storeRefuses: () => troubles.some((trouble) => isNow(trouble, 'store-refuses', time.truth)),
    random,
  };
  const { kills, heapMb } = await playDay(world, { troubles, prometheus, pager });
  const verdict = judge(outages, pager.alerts, SLACK_MS);
  const grown = heapMb.atEnd - heapMb.early;
  say(
    `${troubles.length} troubles, ${kills} crashes; heap ${heapMb.early.toFixed(0)} MB, then ${heapMb.atEnd.toFixed(0)} MB`,
  );
  const leak = grown > HEAP_MAY_GROW_MB ? [`the heap grew by ${grown.toFixed(0)} MB`] : [];
  return { ...verdict, kills, findings: [...verdict.findings, ...leak] };
}

interface Surroundings {
  readonly troubles: readonly Trouble[];
  readonly prometheus: SimulatedPrometheus;
  readonly pager: SimulatedPager;
}

async function playDay(world: World, surroundings: Surroundings) {
  const { time } = world;
  const early = BEGINS + DAY / 4;
  const heapMb = { early: Number.NaN, atEnd: Number.NaN };
  let kills = 0;
  let daemon = await SimulatedDaemon.start(world);
  for (let at = BEGINS + INTERVAL; at <= BEGINS + DAY; at += INTERVAL) {
    const living = daemon;
    await time.advanceTo(at, async () => living?.settle());
    apply(surroundings, time);
    if (daemon?.isDead !== false) {
      await daemon?.bury();
      kills += 1;
      daemon = await SimulatedDaemon.start(world);
    }
    await daemon?.cycle();
    if (at === early) heapMb.early = heapUsedMb();
  }
  heapMb.atEnd = heapUsedMb();
  await daemon?.bury();
  return { kills, heapMb };
}

/** Brings about what is wrong at this instant. */
function apply({ troubles, prometheus, pager }: Surroundings, time: SimulatedTime): void {
  const is = (kind: TroubleKind) => troubles.some((trouble) => isNow(trouble, kind, time.truth));
  prometheus.reachable = !is('source-gone');
  prometheus.lateBy = is('source-late') ? 5 * MINUTE : 0;
  if (is('pager-refuses')) pager.mood = { kind: 'refuses', retryAfterMs: undefined };
  else pager.mood = { kind: is('pager-dies') ? 'takes-and-dies' : 'well' };
  time.error = (is('clock-ahead') ? 60 * MINUTE : 0) - (is('clock-behind') ? 60 * MINUTE : 0);
}

function isNow({ kind, from, to }: Trouble, wanted: TroubleKind, at: number): boolean {
  return kind === wanted && from <= at && at < to;
}

function expose(
  prometheus: SimulatedPrometheus,
  services: readonly string[],
  outages: readonly Outage[],
  troubles: readonly Trouble[],
): void {
  for (const service of services) {
    const own = outages.filter((outage) => outage.service === service);
    const failed = (at: number) =>
      own.reduce((ms, { from, to }) => ms + Math.max(0, Math.min(at, to) - from), 0);
    const counted = (ms: number) => Math.floor((ms / SECOND) * REQUESTS_PER_SECOND);
    prometheus.expose(METRIC, { service, status: '500' }, (at) => counted(failed(at)));
    prometheus.expose(METRIC, { service, status: '200' }, (at) => counted(at - BEGINS + DAY - failed(at)));
  }
  for (const { kind, from, to } of troubles) {
    if (kind === 'scrapes-missing') prometheus.hide(METRIC, from, to);
  }
}

const METRIC = 'http_requests_total';

/** With the workbook's tiers. */
function slosOf(services: readonly string[]): readonly Slo[] {
  const text = services
    .map(
      (service) => `service: ${service}
slis:
  availability:
    bad: sum(rate(${METRIC}{service="${service}", status=~"5.."}[5m]))
    total: sum(rate(${METRIC}{service="${service}"}[5m]))
slos:
  - {sli: availability, target: 99.9%, window: 30d}
`,
    )
    .join('---\n');
  return readSpecs([{ path: 'services.yaml', text }]).slos;
}

const CONFIG: World['config'] = {
  evaluationInterval: INTERVAL,
  staleAfter: 150 * SECOND,
  blind: { after: 15 * MINUTE, severity: 'ticket' },
  gate: { onUnknown: 'unknown', advisoryEnvironments: [] },
  minCoverage: 0.5,
  monitorFor: 15 * MINUTE,
  incidents: DEFAULT_INCIDENT_POLICY,
  rooms: [],
  onCall: NO_PLAN,
  lastResort: [],
  routes: [{ match: { severity: 'page' }, receivers: ['pager'] }],
};

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapUsedMb(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 1024 ** 2;
}
