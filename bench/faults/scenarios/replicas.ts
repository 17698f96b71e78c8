import { startPostgres } from '../../../test/support/postgres.js';
import { between, type Random } from '../../traffic/random.js';
import type { FaultyDaemon } from '../daemon.js';
import { keepFailing, reckon } from '../outages.js';
import type { Outcome, Scenario, Settings } from '../scenario.js';
import { HOUR } from '../../../src/core/time/duration.js';
import { evaluated, instant, setStage } from '../stage.js';
import { startTcpProxy, type TcpProxy } from '../tcp-proxy.js';

const SERVICES = 30;
const ROUNDS = { bounded: 5, long: 30 };
/** Longer than a lease, so that the others take over and the one that comes back has to be fenced. */
const AWAY_MS = { least: 7_000, most: 12_000 };

interface Replica {
  readonly daemon: FaultyDaemon;
  /** Its line to the database. */
  readonly line: TcpProxy;
}

interface Mishap {
  readonly name: string;
  readonly begin: (replica: Replica) => Promise<void> | void;
  readonly end: (replica: Replica) => void;
}

const MISHAPS: readonly Mishap[] = [
  {
    name: 'killed',
    begin: ({ daemon }) => daemon.end('SIGKILL'),
    end: ({ daemon }) => daemon.start(),
  },
  {
    name: 'paused',
    begin: ({ daemon }) => daemon.signal('SIGSTOP'),
    end: ({ daemon }) => daemon.signal('SIGCONT'),
  },
  {
    name: 'cut off from the database',
    begin: ({ line }) => {
      line.cut = true;
    },
    end: ({ line }) => {
      line.cut = false;
    },
  },
  clockSet('set an hour ahead', HOUR),
  clockSet('set an hour back', -HOUR),
];

function clockSet(name: string, ms: number): Mishap {
  return {
    name,
    begin: ({ daemon }) => daemon.shiftClock(ms),
    end: ({ daemon }) => daemon.shiftClock(0),
  };
}

/** Three daemons on one PostgreSQL; each in turn is killed, paused, cut off, or has its clock set, while services open and close alerts. */
export const replicasInTrouble: Scenario = {
  name: 'replicas in trouble',
  async play(settings) {
    const server = await startPostgres();
    const stage = await setStage(SERVICES);
    const lines: TcpProxy[] = [];
    try {
      const { host, port, user, database } = await server.createDatabase();
      const replicas: Replica[] = [];
      for (const name of ['one', 'two', 'three']) {
        const line = await startTcpProxy(host, port);
        lines.push(line);
        const store = `{postgres: {url: 'postgres://${user}@${line.address}/${database}'}}`;
        replicas.push({ daemon: await stage.daemon(name, { store }), line });
      }
      for (const { daemon } of replicas) daemon.start();
      for (const { daemon } of replicas) await evaluated(daemon);
      const stop = keepFailing(stage, settings.random);
      const kills = await harry(replicas, settings);
      stop();
      return { ...(await reckon(stage)), kills } satisfies Outcome;
    } finally {
      for (const line of lines) line.stop();
      await stage.tearDown();
      await server.stop();
    }
  },
};

/** Returns how many were killed. */
async function harry(replicas: readonly Replica[], { random, bounded, say }: Settings): Promise<number> {
  let kills = 0;
  const rounds = bounded ? ROUNDS.bounded : ROUNDS.long;
  for (let round = 0; round < rounds; round += 1) {
    const mishap = MISHAPS[round % MISHAPS.length];
    const replica = oneOf(replicas, random);
    if (!mishap || !replica) continue;
    await mishap.begin(replica);
    if (mishap.name === 'killed') kills += 1;
    await instant(Date.now() + between(random, AWAY_MS.least, AWAY_MS.most));
    mishap.end(replica);
    await evaluated(replica.daemon, (await replica.daemon.status())?.lastCycleAt);
    say(`${replica.daemon.name} was ${mishap.name}`);
  }
  return kills;
}

function oneOf<T>(list: readonly T[], random: Random): T | undefined {
  return list[Math.floor(random() * list.length)];
}
