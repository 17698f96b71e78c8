import type { Clock } from '../../engine/ports.js';

/** The wall clock. */
export const systemClock: Clock = { now: () => Date.now() };
