import type { Log } from '../../engine/ports.js';

/** What a process tells of errors that nobody has caught. */
interface Crashing {
  on(event: 'uncaughtException', handler: (error: unknown) => void): unknown;
  exit(code: number): unknown;
}

/**
 * Ends the process at an error that nobody has caught, with its stack in the log. Node would print the error with everything that hangs
 * on it, which for a failed request is the request with its headers.
 */
export function logCrashes(log: Log, process: Crashing): void {
  process.on('uncaughtException', (error: unknown) => {
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log.error('the daemon has crashed; what was stored is safe, and the next start goes on from there', {
      error: trace,
    });
    process.exit(70);
  });
}
