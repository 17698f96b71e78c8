import ICAL from 'ical.js';
import type { Stretch } from '../../../core/time/stretches.js';
import { isTimeZone, wallInstant } from '../../../core/time/zone-clock.js';
import { HOUR, MINUTE, SECOND } from '../../../core/time/duration.js';

export interface CalendarOptions {
  /** Where series are cut (epoch ms); needed for those without an end. */
  readonly until: number | undefined;
  /** The zone of times that name none; undefined: what the calendar says, if it does. */
  readonly timeZone: string | undefined;
}

/** As many as an exclusion may have. */
const MOST_TIMES = 500;

/**
 * The times of an event: one, or those of its series with what was moved, added and left out.
 * @throws Error with words for people when they cannot be told
 */
export function occurrencesOf(event: ICAL.Event, options: CalendarOptions): Stretch[] {
  if (!event.isRecurring()) return timeOf(event, event.startDate, event.endDate, options);
  if (options.until === undefined && isEndless(event))
    throw new Error('it comes again without an end; cut it with --until 2027-12-31T00:00:00Z');
  const times: Stretch[] = [];
  const series = event.iterator();
  for (let start = series.next(); !series.complete; start = series.next()) {
    const { item, startDate, endDate } = event.getOccurrenceDetails(start) as Occurrence;
    if (options.until !== undefined && instantOf(event, start, options) >= options.until) break;
    times.push(...timeOf(item, startDate, endDate, options));
    if (times.length > MOST_TIMES)
      throw new Error(`it comes more than ${MOST_TIMES} times; cut it with an earlier --until`);
  }
  return times;
}

/** The library's own declaration of it cannot be named. */
interface Occurrence {
  readonly item: ICAL.Event;
  readonly startDate: ICAL.Time;
  readonly endDate: ICAL.Time;
}

function isEndless({ component }: ICAL.Event): boolean {
  return component.getAllProperties('rrule').some((property) => {
    const rule = property.getFirstValue();
    return rule instanceof ICAL.Recur && !rule.isFinite();
  });
}

function timeOf(event: ICAL.Event, start: ICAL.Time, end: ICAL.Time, options: CalendarOptions): Stretch[] {
  if (event.component.getFirstPropertyValue('status') === 'CANCELLED') return [];
  const [from, to] = [instantOf(event, start, options), instantOf(event, end, options)];
  if (to < from) throw new Error('it ends before it begins');
  return to > from ? [{ from, to }] : [];
}

/** A name that everybody knows is reckoned by our own clocks, any other by what the calendar says of it. */
function instantOf({ component }: ICAL.Event, time: ICAL.Time, { timeZone }: CalendarOptions): number {
  if (time.zone === ICAL.Timezone.utcTimezone) return time.toUnixTime() * SECOND;
  const named = component.getFirstProperty('dtstart')?.getFirstParameter('tzid');
  if (named && isTimeZone(named)) return wall(named, time);
  if (!time.isDate && time.zone !== ICAL.Timezone.localTimezone) return time.toUnixTime() * SECOND;
  if (named) throw new Error(`its time zone "${named}" is neither known nor told by the calendar`);
  if (timeZone === undefined)
    throw new Error('its times name no time zone that is known; say it with --time-zone');
  return wall(timeZone, time);
}

function wall(timeZone: string, { year, month, day, hour, minute, second }: ICAL.Time): number {
  return wallInstant(
    timeZone,
    { year, month: month - 1, day },
    hour * HOUR + minute * MINUTE + second * SECOND,
  );
}
