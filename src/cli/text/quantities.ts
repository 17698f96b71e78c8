import { DAY, formatDuration, HOUR, MINUTE, SECOND } from '../../core/time/duration.js';

/** A duration (ms) to two units, rounded: "26s", "4m19s", "3h36m", "5d". */
export function aboutDuration(ms: number): string {
  if (ms < SECOND) return ms > 0 ? '<1s' : '0s';
  const unit = ms < HOUR ? SECOND : ms < DAY ? MINUTE : HOUR;
  return formatDuration(Math.round(ms / unit) * unit);
}

/** A duration (ms) in hours up to four days, as burn rates are spoken of: "50h", "5d". */
export function aboutHours(ms: number): string {
  const hours = ms / HOUR;
  return hours >= 1 && hours <= 96 ? `${rounded(hours)}h` : aboutDuration(ms);
}

/** A ratio (0-1) in per cent, to three digits: "0.72%". */
export function percent(ratio: number): string {
  return `${Number((ratio * 100).toPrecision(3))}%`;
}

/** A target (0-1) in per cent, with every digit that it has: "99.995%". */
export function exactPercent(ratio: number): string {
  return `${Number((ratio * 100).toPrecision(12))}%`;
}

/** A count of events: "1,234". */
export function count(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
}

export function plural(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function rounded(value: number): number {
  return Number(value.toFixed(1));
}
