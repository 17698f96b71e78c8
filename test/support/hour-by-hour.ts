import { seededRandom } from '../../src/core/backtest/seeded-random.js';
import { whoIsOnCall } from '../../src/core/oncall/who-is-on-call.js';
import { hourly, WallHours } from './oncall-hours.js';
import { Wall } from './oncall-oracle.js';
import { FROM, PEOPLE, randomSchedule, TO, ZONES } from './random-schedules.js';

const HOUR = 3_600_000;
export const HOURS = (TO - FROM) / HOUR;

/** Compares who is on call with what the oracle says in each hour of five years, for the schedules that these seeds make. */
export function compareEveryHour(firstSeed: number, schedules: number) {
  const walls = new Map(
    ZONES.map((zone) => [zone, new WallHours(new Wall(zone, FROM - 3 * HOUR, TO), FROM, HOURS)]),
  );
  const zones = new Set<string>();
  const differing: unknown[] = [];
  let compared = 0;
  for (let seed = firstSeed; seed < firstSeed + schedules; seed += 1) {
    const schedule = randomSchedule(seededRandom(seed));
    const hours = walls.get(schedule.timeZone);
    if (!hours) throw new Error(`${schedule.timeZone} is not among the zones`);
    zones.add(schedule.timeZone);
    const { answering, shadows } = hourly(schedule, hours, PEOPLE);
    for (let hour = 0; hour < HOURS; hour += 1) {
      const seen = whoIsOnCall(schedule, FROM + hour * HOUR);
      let told = 0;
      if (seen) for (const name of seen.shadows) told |= 1 << PEOPLE.indexOf(name);
      compared += 1;
      if ((seen ? PEOPLE.indexOf(seen.person) : -1) === answering[hour] && told === shadows[hour]) continue;
      differing.push({
        seed,
        at: new Date(FROM + hour * HOUR).toISOString(),
        schedule,
        seen,
        expected: {
          answering: PEOPLE[answering[hour] ?? -1],
          shadows: PEOPLE.filter((_, bit) => ((shadows[hour] ?? 0) & (1 << bit)) > 0),
        },
      });
      break;
    }
  }
  return { compared, zones: zones.size, differing };
}
