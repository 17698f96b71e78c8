import { SECOND, UNITS } from './durations.js';

/** A span to two units, which is as much as anybody reads: `3d 4h`, `12m 5s`, `0s`. Longer than two days goes without minutes. */
export function spanText(ms: number): string {
  const whole = Math.max(0, Math.round(ms / SECOND) * SECOND);
  const first = UNITS.findIndex(([, size]) => whole >= size);
  if (first < 0) return '0s';
  const [unit, size] = UNITS[first] ?? ['s', SECOND];
  const rest = UNITS[first + 1];
  const count = Math.floor(whole / size);
  const more = rest ? Math.floor((whole - count * size) / rest[1]) : 0;
  return rest && more > 0 ? `${count}${unit} ${more}${rest[0]}` : `${count}${unit}`;
}

/** `2026-11-23 02:30:00 UTC`. */
export function utcText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** The same instant on the wall of whoever looks, with its zone. */
export function localText(at: number): string {
  return new Date(at).toLocaleString(undefined, {
    dateStyle: 'medium',
    timeStyle: 'long',
  });
}

/** Only the time of day in UTC when it is of the same day as `now`, else the date too. */
export function shortUtc(at: number, now: number): string {
  const [day, time] = new Date(at).toISOString().split('T') as [string, string];
  const sameDay = new Date(now).toISOString().startsWith(day);
  return sameDay ? `${time.slice(0, 8)} UTC` : `${day} ${time.slice(0, 5)} UTC`;
}
