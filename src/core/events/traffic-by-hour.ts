import { DAY, HOUR } from '../time/duration.js';

const HOURS = DAY / HOUR;

/** The events of the hour that begins at `start` (epoch ms, a whole hour). */
export interface HourCount {
  readonly start: number;
  readonly events: number;
}

/** How many events there are at which hour of a UTC day. */
export interface TrafficByHour {
  /** The mean of each hour of the day (0 to 23), over the days on which it is known; undefined when it is on none. */
  readonly means: readonly (number | undefined)[];
  readonly lowest: { readonly hour: number; readonly events: number };
  /** The median of the hours' means. */
  readonly median: number;
  readonly hoursKnown: number;
}

/** Traffic by hour of day; undefined when no hour is known. */
export function trafficByHour(hours: readonly HourCount[]): TrafficByHour | undefined {
  const means = Array.from({ length: HOURS }, (_, hour) =>
    mean(hours.filter(({ start }) => (start / HOUR) % HOURS === hour).map(({ events }) => events)),
  );
  const known = means.flatMap((events, hour) => (events === undefined ? [] : [{ hour, events }]));
  const [lowest, ...others] = known;
  if (!lowest) return undefined;
  return {
    means,
    lowest: others.reduce((low, each) => (each.events < low.events ? each : low), lowest),
    median: median(known.map(({ events }) => events)),
    hoursKnown: hours.length,
  };
}

/**
 * The fewest events that a window (ms) holds on a mean day, wherever it begins at a whole hour; windows of less than an hour are a part of
 * one. Undefined when every such window has an hour in it that is not known.
 */
export function quietestEvents({ means }: TrafficByHour, windowMs: number): number | undefined {
  const length = windowMs / HOUR;
  const sums = means.map((_, first) => {
    let sum = 0;
    for (let at = 0; at < length; at += 1) {
      const events = means[(first + at) % HOURS];
      if (events === undefined) return undefined;
      sum += events * Math.min(1, length - at);
    }
    return sum;
  });
  const whole = sums.filter((sum) => sum !== undefined);
  return whole.length === 0 ? undefined : Math.min(...whole);
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}
