import { DAY, HOUR, MINUTE, SECOND, parseDuration } from '../../core/time/duration.js';

/** "99.95%", 99.95 or 0.9995 as a ratio; undefined for anything that is no number. Not checked for its range. */
export function parseTarget(given: string | number): number | undefined {
  const match = /^(\d+(?:\.\d+)?|\.\d+)\s*(%?)$/.exec(String(given).trim());
  if (!match) return undefined;
  const value = Number(match[1]);
  const ratio = match[2] === '%' || value > 1 ? value / 100 : value;
  // 99.95 / 100 is 0.9995000000000001 in binary.
  return Number(ratio.toPrecision(15));
}

/** "14.4x" or 14.4 as a number; undefined unless it is over zero. */
export function parseBurnRate(given: string | number): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*[x×]?$/i.exec(String(given).trim());
  const value = match ? Number(match[1]) : 0;
  return value > 0 ? value : undefined;
}

/** "400ms at p99": seconds and a quantile (0-1); the quantile may be left out. */
export interface ThresholdClaim {
  readonly limitSeconds: number;
  readonly quantile: number | undefined;
}

export function parseThreshold(given: string): ThresholdClaim | undefined {
  const match =
    /^(?:<=?\s*)?(\d+(?:\.\d+)?)\s*(ms|milliseconds?|s|secs?|seconds?)(?:\s*(?:at|@)\s*p(\d{1,2}(?:\.\d+)?))?$/i.exec(
      given.trim(),
    );
  if (!match) return undefined;
  const amount = Number(match[1]);
  const seconds = match[2]?.toLowerCase().startsWith('m') ? amount / 1000 : amount;
  const percentile = match[3] === undefined ? undefined : Number(match[3]);
  if (seconds < 1e-6 || percentile === 0) return undefined;
  return {
    limitSeconds: Number(seconds.toPrecision(15)),
    quantile: percentile === undefined ? undefined : Number((percentile / 100).toPrecision(15)),
  };
}

const UNITS: Readonly<Record<string, number>> = {
  s: SECOND,
  sec: SECOND,
  second: SECOND,
  m: MINUTE,
  min: MINUTE,
  minute: MINUTE,
  h: HOUR,
  hr: HOUR,
  hour: HOUR,
  d: DAY,
  day: DAY,
};

const PERIODS: Readonly<Record<string, readonly number[]>> = {
  day: [DAY],
  week: [7 * DAY],
  // A month of 30 days, and the twelfth of a year.
  month: [30 * DAY, (365 / 12) * DAY],
  quarter: [90 * DAY, (365 / 4) * DAY],
  year: [365 * DAY],
};

/** An error budget as a share of time: every reading of its period ("month" has two). */
export interface BudgetClaim {
  readonly shares: readonly number[];
}

/** "21.6 minutes/month", "7.2 hours per 30d", "43.2 minutes" (per SLO window), "0.05%". */
export function parseBudgetClaim(given: string, sloWindowMs: number): BudgetClaim | undefined {
  const share = /^(\d+(?:\.\d+)?)\s*%$/.exec(given.trim());
  if (share) return { shares: [Number(share[1]) / 100] };
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]+)(?:\s*(?:\/|per)\s*(\w+))?$/i.exec(given.trim());
  const unit = match ? UNITS[singular(match[2] ?? '')] : undefined;
  if (!match || unit === undefined) return undefined;
  const periods = periodsOf(match[3], sloWindowMs);
  return periods && { shares: periods.map((period) => (Number(match[1]) * unit) / period) };
}

function periodsOf(word: string | undefined, sloWindowMs: number): readonly number[] | undefined {
  if (word === undefined || word.toLowerCase() === 'window') return [sloWindowMs];
  const named = PERIODS[singular(word)];
  if (named) return named;
  const duration = parseDuration(word);
  return duration === undefined ? undefined : [duration];
}

function singular(word: string): string {
  const lower = word.toLowerCase();
  return lower.length > 1 ? lower.replace(/s$/, '') : lower;
}
