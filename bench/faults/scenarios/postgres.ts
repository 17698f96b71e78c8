import { type PostgresServer, startPostgres } from '../../../test/support/postgres.js';
import { until } from '../../support/wait.js';
import type { FaultyDaemon } from '../daemon.js';
import { breakNow, mend, paged, reckon } from '../outages.js';
import type { Outcome, Scenario, Settings } from '../scenario.js';
import { evaluated, instant, setStage, type Stage } from '../stage.js';
import { killAgainAndAgain, KILLED_SERVICES } from './kill.js';

/** kill -9 at random moments of a daemon whose store is a real PostgreSQL. */
export const killOnPostgres: Scenario = {
  name: 'kill -9 on PostgreSQL',
  play: (settings) =>
    onPostgres(KILLED_SERVICES, (stage, { store }) => killAgainAndAgain(stage, store, settings)),
};

const SERVICES = 12;
const GONE_MS = { bounded: 20_000, long: 180_000 };

/** The database crashes and comes back, once for a moment and once for long; services begin to burn meanwhile. */
export const databaseInTrouble: Scenario = {
  name: 'PostgreSQL gone for a while',
  play: (settings) => onPostgres(SERVICES, (stage, parts) => loseDatabase(stage, parts, settings)),
};

interface Parts {
  /** The value of `store:` as YAML. */
  readonly store: string;
  readonly server: PostgresServer;
}

async function onPostgres(
  services: number,
  play: (stage: Stage, parts: Parts) => Promise<Outcome>,
): Promise<Outcome> {
  const server = await startPostgres();
  const stage = await setStage(services);
  try {
    const { host, port, user, database } = await server.createDatabase();
    const store = `{postgres: {url: 'postgres://${user}@${host}:${port}/${database}'}}`;
    return await play(stage, { store, server });
  } finally {
    await stage.tearDown();
    await server.stop();
  }
}

async function loseDatabase(
  stage: Stage,
  { store, server }: Parts,
  { bounded, say }: Settings,
): Promise<Outcome> {
  const { services } = stage.traffic;
  const third = (n: number) => services.slice((n * SERVICES) / 3, ((n + 1) * SERVICES) / 3);
  const daemon = await stage.daemon('daemon', { store, lastResort: true });
  daemon.start();
  await evaluated(daemon);
  breakNow(stage, third(0));
  await paged(stage, third(0));

  await server.crash();
  await server.start();
  breakNow(stage, third(1));
  await paged(stage, third(1), 60);
  say('the database failed over: all paged');

  await server.crash();
  breakNow(stage, third(2));
  const goneMs = bounded ? GONE_MS.bounded : GONE_MS.long;
  const backAt = Date.now() + goneMs;
  await paged(stage, third(2));
  say('the database was gone: all paged through the last resort');
  await instant(backAt);
  if (daemon.hasEnded) return { ...(await reckon(stage)), findings: ['the daemon ended with its database'] };
  await server.start();
  await written(daemon);
  say(`the database was gone for ${goneMs / 1000} s, and what was sent meanwhile is written down`);
  mend(stage);
  return reckon(stage);
}

/** Waits until nothing that was sent without a record is left to be written down. */
async function written(daemon: FaultyDaemon): Promise<void> {
  await until('what was sent is written down', 60, async () => {
    const { store, lastResort } = (await daemon.status()) ?? {};
    return (store?.goneSince === null && lastResort?.sent === 0) || undefined;
  });
}
