import { readFlags } from './support/flags.js';
import { seededRandom } from './traffic/random.js';
import { type Outcome, type Scenario, total } from './faults/scenario.js';
import { underLoad } from './faults/scenarios/load.js';
import { storageInTrouble } from './faults/scenarios/storage.js';
import { clockJumps } from './faults/scenarios/clock.js';
import { replicasInTrouble } from './faults/scenarios/replicas.js';
import { simulatedDay } from './faults/scenarios/day.js';
import { killOnSqlite } from './faults/scenarios/kill.js';
import { databaseInTrouble, killOnPostgres } from './faults/scenarios/postgres.js';
import { prometheusTroubles } from './faults/scenarios/prometheus.js';
import { receiversInTrouble } from './faults/scenarios/receivers.js';

/** Everything that can go wrong around a daemon, on purpose, with the pager's own list of alerts held against what had to be paged. */
const SCENARIOS: readonly Scenario[] = [
  killOnSqlite,
  killOnPostgres,
  prometheusTroubles,
  receiversInTrouble,
  storageInTrouble,
  databaseInTrouble,
  replicasInTrouble,
  clockJumps,
  simulatedDay,
  underLoad,
];

const flags = readFlags(['only', 'kills', 'seed', 'bounded', 'at-once']);
const bounded = flags.bounded === 'yes';
const kills = Number(flags.kills ?? (bounded ? 12 : 200));
const seed = Number(flags.seed ?? 1);
/** They mostly wait. */
const atOnce = Number(flags['at-once'] ?? (bounded ? 3 : 1));

const chosen = SCENARIOS.filter(({ name }) => flags.only === undefined || name.includes(flags.only));
if (chosen.length === 0) {
  throw new Error(`--only=${flags.only}: there are ${SCENARIOS.map(({ name }) => name).join(', ')}`);
}
const waiting = [...chosen];
const outcomes: Outcome[] = [];
const work = async () => {
  for (let scenario = waiting.shift(); scenario; scenario = waiting.shift())
    outcomes.push(await play(scenario));
};
await Promise.all(Array.from({ length: atOnce }, work));
const { findings, ...figures } = total(outcomes);
for (const finding of findings) console.log(`WRONG: ${finding}`);
console.log(JSON.stringify({ bench: 'faults', ...figures, seed, bounded }));
process.exitCode = findings.length === 0 ? 0 : 1;

async function play({ name, play: perform }: Scenario): Promise<Outcome> {
  const began = performance.now();
  console.log(`${name} …`);
  const say = (text: string) => console.log(`  ${name}: ${text}`);
  const outcome = await perform({ random: seededRandom(seed, name), bounded, kills, say });
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  const { crossings, lost, doubled, falseResolves, falsePages } = outcome;
  console.log(
    `${name}: ${crossings} outages, ${lost} lost, ${doubled} doubled, ${falseResolves} false resolves, ${falsePages} false pages (${seconds} s)`,
  );
  return outcome;
}
