import { until } from '../../support/wait.js';
import { between } from '../../traffic/random.js';
import type { FaultyDaemon } from '../daemon.js';
import { keepFailing, reckon } from '../outages.js';
import type { Outcome, Scenario, Settings } from '../scenario.js';
import { alertsOf, evaluated, instant, setStage, type Stage } from '../stage.js';

/** Enough that something opens or closes in every second. */
export const KILLED_SERVICES = 40;
/** How long a daemon works that has evaluated once. */
const LONGEST_WORK_MS = 5_000;
/** So many of all are killed while they start; never two in a row, because nobody sees an outage that is shorter than the darkness. */
const SHARE_KILLED_AT_START = 0.3;
const LONGEST_START_MS = 1_500;

/** kill -9 at random moments while many alerts open and close. */
export const killOnSqlite: Scenario = {
  name: 'kill -9 on SQLite',
  async play(settings) {
    const stage = await setStage(KILLED_SERVICES);
    try {
      return await killAgainAndAgain(stage, '{path: state/firebreak.db}', settings);
    } finally {
      await stage.tearDown();
    }
  },
};

export async function killAgainAndAgain(stage: Stage, store: string, settings: Settings): Promise<Outcome> {
  const { random, kills, say } = settings;
  const daemon = await stage.daemon('daemon', { store });
  daemon.start();
  await evaluated(daemon);
  const stop = keepFailing(stage, random);
  let evaluatesNext = true;
  for (let killed = 1; killed <= kills; killed += 1) {
    const atStart: boolean = !evaluatesNext && random() < SHARE_KILLED_AT_START / (1 - SHARE_KILLED_AT_START);
    if (!atStart) await judgesAll(daemon);
    await instant(Date.now() + between(random, 0, atStart ? LONGEST_START_MS : LONGEST_WORK_MS));
    await daemon.end('SIGKILL');
    daemon.start();
    evaluatesNext = atStart;
    if (killed % 20 === 0) say(`${killed} kills, ${alertsOf(stage).length} alerts`);
  }
  stop();
  const verdict = await reckon(stage);
  const incidents = await stageIncidents(daemon);
  const findings = [...verdict.findings];
  if (incidents !== verdict.crossings) {
    findings.push(`${incidents} incidents for ${verdict.crossings} outages`);
  }
  return {
    ...verdict,
    kills,
    lost: verdict.lost + Math.max(0, verdict.crossings - incidents),
    doubled: verdict.doubled + Math.max(0, incidents - verdict.crossings),
    findings,
  };
}

/** Waits until it has judged every SLO; on PostgreSQL it has none before the leases of the one that was killed are over. */
async function judgesAll(daemon: FaultyDaemon): Promise<void> {
  const since = await until('all SLOs are its own', 60, async () => {
    const { sloCount, lastCycleAt } = (await daemon.status()) ?? { sloCount: 0 };
    return sloCount === KILLED_SERVICES ? lastCycleAt : undefined;
  });
  await evaluated(daemon, since);
}

async function stageIncidents(daemon: FaultyDaemon): Promise<number> {
  const { incidents } = await daemon.get<{ readonly incidents: readonly unknown[] }>(
    '/api/v1/incidents?limit=1000',
  );
  return incidents.length;
}
