import { judgeWatchdog } from '../../core/watchdog/judge-watchdog.js';
import type { EngineState } from '../engine-state.js';
import type { WatchdogStatus } from '../read-models.js';

/** What is known now of the alert that has to fire always. */
export function watchdogStatus(
  { watchdog, config }: Pick<EngineState, 'watchdog' | 'config'>,
  now: number,
): WatchdogStatus | undefined {
  if (!watchdog || !config.watchdog) return undefined;
  const { alertname, sight } = watchdog;
  const { seenAt, error } = sight;
  return {
    alertname,
    state: judgeWatchdog(sight, config.watchdog.within, now),
    seenAt,
    lastError: error,
  };
}
