import { SECOND } from '../../src/core/time/duration.js';

/** What a counter has counted at an instant (epoch ms); never falls. */
export type CountAt = (at: number) => number;

/** Counts at a constant rate from each of the given instants on; zero before the first. Whole events, as real counters count. */
export function counting(...phases: readonly (readonly [from: number, perSecond: number])[]): CountAt {
  return (at) => {
    const count = phases.reduce((sum, [from, perSecond], i) => {
      const until = Math.min(at, phases[i + 1]?.[0] ?? at);
      return sum + (Math.max(0, until - from) / SECOND) * perSecond;
    }, 0);
    // What a millionth of an event short of the next one is the noise of fractions.
    return Math.floor(count + 1e-6);
  };
}

/** The same counter as a process shows it that was restarted at the given instants. */
export function restartedAt(count: CountAt, ...restarts: readonly number[]): CountAt {
  return (at) => {
    const last = restarts.findLast((restart) => restart <= at);
    return count(at) - (last === undefined ? 0 : count(last));
  };
}
