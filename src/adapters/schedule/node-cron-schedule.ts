import cron from 'node-cron';
import type { Clock, Log, Schedule, Stoppable } from '../../engine/ports.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Beats of the wall clock, by node-cron, in UTC. A clock that jumps back leaves cron waiting for the time to come round again, so
 * a timer, which no clock moves, sees that no two beats are missing, and cron is begun anew when they are. Intervals must divide a minute or an hour evenly (`cronExpression`). */
export function createSchedule(clock: Clock, log: Log): Schedule {
  return {
    every(intervalMs, name, task): Stoppable {
      let running: Promise<void> = Promise.resolve();
      let busy = false;
      let lastBeat = performance.now();
      const beat = () => {
        lastBeat = performance.now();
        if (busy) {
          log.warn('the previous run is still going; this beat is dropped', { task: name });
          return;
        }
        busy = true;
        const scheduledAt = Math.floor(clock.now() / intervalMs) * intervalMs;
        running = task(scheduledAt)
          .catch((error: unknown) =>
            log.error('a scheduled task failed', { task: name, error: String(error) }),
          )
          .finally(() => {
            busy = false;
          });
      };
      const begin = () => {
        const job = cron.schedule(cronExpression(intervalMs), beat, { name, timezone: 'Etc/UTC' });
        // Of a clock that jumps ahead by an hour cron would tell thousands of times, past the log.
        job.on('execution:missed', () => undefined);
        return job;
      };
      let job = begin();
      const watchdog = setInterval(() => {
        if (performance.now() - lastBeat < 2 * intervalMs) return;
        log.warn('no beat came: the clock has jumped', { task: name });
        void job.destroy();
        job = begin();
        beat();
      }, intervalMs);
      return {
        async stop() {
          clearInterval(watchdog);
          await job.destroy();
          await running;
        },
      };
    },
  };
}

/** The cron expression with seconds for an interval. Throws for one that cron cannot keep evenly. */
function cronExpression(intervalMs: number): string {
  if (intervalMs % SECOND === 0 && MINUTE % intervalMs === 0) return `*/${intervalMs / SECOND} * * * * *`;
  if (intervalMs % MINUTE === 0 && HOUR % intervalMs === 0) return `0 */${intervalMs / MINUTE} * * * *`;
  throw new RangeError(`${intervalMs} ms does not divide a minute or an hour evenly`);
}
