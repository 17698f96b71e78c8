/** Durations are whole milliseconds everywhere in core; text such as "30d" exists only at the edges. */
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const YEAR = 365 * DAY;

const UNITS: readonly (readonly [unit: string, ms: number])[] = [
  ['y', YEAR],
  ['w', WEEK],
  ['d', DAY],
  ['h', HOUR],
  ['m', MINUTE],
  ['s', SECOND],
  ['ms', 1],
];

const SHAPE = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;

/**
 * Reads a duration as Prometheus writes it ("5m", "1h30m", "30d"), in milliseconds.
 * Returns undefined for anything else, zero included.
 */
export function parseDuration(text: string): number | undefined {
  const match = SHAPE.exec(text.trim());
  if (!match) return undefined;
  let total = 0;
  UNITS.forEach(([, ms], index) => {
    const digits = match[index + 1];
    if (digits !== undefined) total += Number(digits) * ms;
  });
  return total > 0 && Number.isSafeInteger(total) ? total : undefined;
}

/** A span (ms) for people: `formatDuration` to the whole second, rounded; less than half of one is "0s". */
export function formatSpan(ms: number): string {
  return formatDuration(Math.round(ms / SECOND) * SECOND);
}

/** Writes milliseconds the way people and Prometheus write them: 3_600_000 -> "1h", 5_400_000 -> "1h30m"; days, never weeks or years. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms) || ms <= 0) return '0s';
  let rest = Math.round(ms);
  let text = '';
  for (const [unit, size] of UNITS) {
    if (unit === 'y' || unit === 'w') continue;
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text;
}
