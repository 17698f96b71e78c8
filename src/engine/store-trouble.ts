import { FirebreakError } from '../core/errors.js';
import type { EnginePorts, EngineState, StoreTrouble } from './engine-state.js';

/** Notes that the store did not take a decision. One that says no because somebody else was quicker is there. */
export function noteTrouble(
  state: EngineState,
  { log }: Pick<EnginePorts, 'log'>,
  at: number,
  error: unknown,
): StoreTrouble | undefined {
  if (isConflict(error)) return undefined;
  const before = state.storeTrouble;
  const trouble = { since: before?.since ?? at, lastAt: at, error: String(error) };
  state.storeTrouble = trouble;
  if (!before) {
    const { lastResort } = state.config;
    log.error('the store is gone: what is decided cannot be written', {
      error: trouble.error,
      pages:
        lastResort.length > 0 ? `go to the last resort: ${lastResort.join(', ')}` : 'wait until it is back',
    });
  }
  return trouble;
}

/** Notes that a cycle was written. */
export function noteStoreBack(state: EngineState, { log, clock }: Pick<EnginePorts, 'log' | 'clock'>): void {
  const { storeTrouble } = state;
  if (!storeTrouble) return;
  state.storeTrouble = undefined;
  const goneForS = Math.round((clock.now() - storeTrouble.since) / 1000);
  log.info('the store is back', { goneForS });
}

export function isConflict(error: unknown): boolean {
  return error instanceof FirebreakError && error.code === 'conflict';
}
