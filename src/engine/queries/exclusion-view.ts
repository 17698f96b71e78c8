import type { ExclusionChange } from '../../core/exclusions/changes.js';
import type { Exclusion } from '../../core/exclusions/exclusion.js';
import { type Recurrence, WEEKDAYS, WEEKS } from '../../core/exclusions/recurrence.js';
import { formatDuration, HOUR, MINUTE } from '../../core/time/duration.js';
import type { ExclusionChangeView, ExclusionView } from '../read-models.js';

/** An exclusion in the words of files. */
export function exclusionView({ id, kind, origin, author, reason, selects, when }: Exclusion): ExclusionView {
  return {
    id,
    kind,
    origin,
    author,
    reason,
    slos: selects.slos,
    service: selects.service,
    labels: selects.labels,
    ...timeView(when),
  };
}

function timeView(when: Exclusion['when']): Pick<ExclusionView, 'times' | 'from' | 'to' | 'every'> {
  if (when.kind === 'listed') {
    const times = when.times.map(({ from, to }) => ({ from: instant(from), to: instant(to) }));
    return { times, from: undefined, to: undefined, every: undefined };
  }
  const { from, to, every } = when;
  const until = to === undefined ? undefined : instant(to);
  return { times: undefined, from: instant(from), to: until, every: recurrenceView(every) };
}

export function exclusionChangeView({ exclusion, ...change }: ExclusionChange): ExclusionChangeView {
  return { ...change, exclusion: exclusionView(exclusion) };
}

function recurrenceView({ weekdays, weeks, monthDays, at, durationMs, timeZone }: Recurrence) {
  const two = (number: number) => String(number).padStart(2, '0');
  return {
    weekdays: weekdays?.map((day) => WEEKDAYS[day] ?? String(day)),
    weeks: weeks?.map((week) => (week === -1 ? 'last' : (WEEKS[week - 1] ?? String(week)))),
    month_days: monthDays?.map((day) => (day === -1 ? 'last' : day)),
    at: `${two(Math.floor(at / HOUR))}:${two((at % HOUR) / MINUTE)}`,
    duration: formatDuration(durationMs),
    time_zone: timeZone,
  };
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
