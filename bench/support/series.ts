/** A made-up series whose value depends on the time alone, so that history and live scrapes of it agree. */
export interface Series {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Distance of its samples (ms); they lie on multiples of it. */
  readonly stepMs: number;
  /** Unix time in ms. */
  valueAt(ms: number): number;
}

export function seriesText({ metric, labels }: Pick<Series, 'metric' | 'labels'>): string {
  const inside = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return `${metric}{${inside.join(',')}}`;
}

/** Counters begin here, long before any history: 2023-03-28. */
const BIRTH = 1_680_000_000_000;
const DAY = 86_400_000;

/**
 * A counter that grows by `perStep` on average, more by day than by night and never evenly: steady increments would be stored in a bit
 * each, and read faster than any real counter.
 * @param seed series with the same seed rise and fall together
 */
export function counterAt(perStep: number, stepMs: number, seed: number): (ms: number) => number {
  const daily = (2 * Math.PI * stepMs) / DAY;
  const swing = 0.5 / daily;
  return (ms) => {
    const step = Math.floor((ms - BIRTH) / stepMs);
    return Math.floor(
      perStep * (step + swing * (1 + Math.sin(daily * step + seed)) + 0.4 * noise(step, seed)),
    );
  };
}

/** A number from 0 to 1 that looks random and is always the same. */
export function noise(n: number, seed: number): number {
  let mixed = Math.imul(n ^ Math.imul(seed + 1, 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}
