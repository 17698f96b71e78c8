export const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The largest first. */
export const UNITS = [
  ['d', DAY],
  ['h', HOUR],
  ['m', MINUTE],
  ['s', SECOND],
] as const;

/** As Prometheus writes durations; years and weeks too. */
const SHAPE = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/;
const SIZES = [365 * DAY, 7 * DAY, DAY, HOUR, MINUTE, SECOND] as const;

/** A duration exactly, in the largest unit that divides it: `90m`, `3d`. */
export function durationText(ms: number): string {
  const unit = UNITS.find(([, size]) => ms % size === 0);
  return unit ? `${ms / unit[1]}${unit[0]}` : `${ms / SECOND}s`;
}

/** `1h30m` in ms; undefined for what is none, or nothing at all. */
export function durationOf(text: string): number | undefined {
  const match = SHAPE.exec(text.trim());
  if (!match) return undefined;
  const ms = SIZES.reduce((sum, size, index) => sum + Number(match[index + 1] ?? 0) * size, 0);
  return ms > 0 ? ms : undefined;
}
