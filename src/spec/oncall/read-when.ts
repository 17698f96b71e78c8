import { HOUR, MINUTE } from '../../core/time/duration.js';
import {
  isTimeZone,
  type LocalDate,
  startOfDate,
  timeZones,
  wallInstant,
} from '../../core/time/zone-clock.js';
import { suggestion } from '../closest.js';
import type { Findings } from '../firebreak/findings.js';
import { parseInstant } from '../incidents/instant.js';
import type { Path } from '../source-document.js';

/** "09:00", which the schema has passed, as ms after midnight. */
export function readClock(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * HOUR + minutes * MINUTE;
}

/** A day such as 2026-03-02; undefined with the reason in `at`. */
export function readDay(text: string, path: Path, at: Findings): LocalDate | undefined {
  return dayOf(text) ?? at.error('bad-day', path, `"${text}" is no day`, 'write year-month-day: 2026-03-02');
}

/** An IANA zone; undefined with the reason in `at`. */
export function readZone(name: string, path: Path, at: Findings): string | undefined {
  if (isTimeZone(name)) return name;
  const message = `there is no time zone "${name}"`;
  const city = timeZones().find((zone) => zone.split('/').at(-1)?.toLowerCase() === cityOf(name));
  const mend = city === undefined ? suggestion(name, timeZones(), 3) : `did you mean "${city}"?`;
  return at.error('unknown-time-zone', path, message, mend);
}

/** `Buenos Aires`: people know zones by their cities. */
function cityOf(name: string): string {
  return name.trim().replaceAll(' ', '_').toLowerCase();
}

/**
 * From … to, as instants (epoch ms) by the clocks of a zone; undefined with the reasons in `at`. A day without a time begins at its
 * midnight and, as an end, ends at the next.
 */
export function readStretch(
  spec: { readonly from: string; readonly to: string },
  timeZone: string,
  at: Findings,
): { readonly from: number; readonly to: number } | undefined {
  const from = readWhen(spec.from, ['from'], timeZone, at);
  const to = readWhen(spec.to, ['to'], timeZone, at, 'end');
  if (from === undefined || to === undefined) return undefined;
  if (to > from) return { from, to };
  return at.error('ends-before', ['to'], 'it ends before it begins', `write a time after ${spec.from}`);
}

/** @param as whether a day without a time is meant as a beginning or as an end */
export function readWhen(
  text: string,
  path: Path,
  timeZone: string,
  at: Findings,
  as: 'beginning' | 'end' = 'beginning',
): number | undefined {
  const instant = parseInstant(text);
  if (instant !== undefined) return instant;
  const day = dayOf(text);
  if (day) return startOfDate(timeZone, as === 'end' ? { ...day, day: day.day + 1 } : day);
  const [, date = '', time = ''] =
    /^(\d{4}-\d\d-\d\d)[T ]((?:[01]\d|2[0-3]):[0-5]\d)$/.exec(text.trim()) ?? [];
  const wall = dayOf(date);
  if (wall) return wallInstant(timeZone, wall, readClock(time));
  return at.error(
    'bad-instant',
    path,
    `"${text}" is no time`,
    'write 2026-12-24, 2026-12-24T09:00 by the schedule’s clocks, or 2026-12-24T09:00:00+01:00',
  );
}

function dayOf(text: string): LocalDate | undefined {
  const [, year, month, day] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(text.trim()) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1970;
  return isReal ? { year, month: month - 1, day } : undefined;
}
