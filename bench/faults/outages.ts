import { between, type Random } from '../traffic/random.js';
import { until } from '../support/wait.js';
import { judge, type Verdict } from './ledger.js';
import { alertsOf, type Stage } from './stage.js';

const AHEAD_MS = 200;
/** Long enough to be over the threshold for fifteen seconds, whatever the daemon misses meanwhile. */
const LASTS_MS = 25_000;
const PAUSE_MS = { least: 22_000, most: 45_000 };
/** An outage is seen by the next scrape and paged until the short window is over. */
const SLACK_MS = 15_000;

/** Puts on outages of every service again and again; what it returns ends that, and what was begun goes on to its end. */
export function keepFailing(stage: Stage, random: Random): () => void {
  const { traffic } = stage;
  const next = new Map(
    traffic.services.map((service) => [service, Date.now() + between(random, 0, PAUSE_MS.most)]),
  );
  const timer = setInterval(() => {
    for (const [service, at] of next) {
      if (at > Date.now()) continue;
      // Never in what was scraped already: a counter of good requests that falls would be taken for a restart.
      const from = Date.now() + AHEAD_MS;
      traffic.putOn({ service, from, to: from + LASTS_MS });
      next.set(service, from + LASTS_MS + between(random, PAUSE_MS.least, PAUSE_MS.most));
    }
  }, 200);
  return () => clearInterval(timer);
}

/** An outage of each of these services from now on, until it is ended. */
export function breakNow(stage: Stage, services: readonly string[], lastsMs = 3_600_000): void {
  const from = Date.now();
  for (const service of services) stage.traffic.putOn({ service, from, to: from + lastsMs });
}

/** Ends the outages of all services. */
export function mend(stage: Stage): void {
  const at = Date.now();
  for (const service of stage.traffic.services) stage.traffic.end(service, at);
}

/** Waits until every outage is over and told, or until nothing more can be expected, and compares. */
export async function reckon(stage: Stage, seconds = 60): Promise<Verdict> {
  const { outages } = stage.traffic;
  const last = outages.reduce((latest, { to }) => Math.max(latest, to), 0);
  const verdict = () => judge(outages, alertsOf(stage), SLACK_MS);
  await until('every outage is told', (last - Date.now()) / 1000 + seconds, () =>
    Promise.resolve(Date.now() > last && isSettled(verdict()) ? true : undefined),
  ).catch(() => undefined);
  return verdict();
}

function isSettled({ lost }: Verdict): boolean {
  return lost === 0;
}

/** Waits until each of these services has an alert that is open. */
export async function paged(stage: Stage, services: readonly string[], seconds = 40): Promise<void> {
  await until(`${services.length} services are paged`, seconds, () => {
    const open = new Set(
      alertsOf(stage)
        .filter(({ resolvedAt }) => resolvedAt === undefined)
        .map(({ service }) => service),
    );
    return Promise.resolve(services.every((service) => open.has(service)) || undefined);
  });
}
