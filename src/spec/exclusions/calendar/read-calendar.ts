import ICAL from 'ical.js';
import { fingerprint } from '../../../core/fingerprint.js';
import type { Stretch } from '../../../core/time/stretches.js';
import { isTimeZone } from '../../../core/time/zone-clock.js';
import { type CalendarOptions, occurrencesOf } from './occurrences.js';

/** An event of a calendar: mostly one time, of a series each that there is. */
export interface CalendarEvent {
  /** Its UID as an exclusion may be called. */
  readonly id: string;
  /** The SUMMARY. */
  readonly summary: string | undefined;
  /** The ORGANIZER. */
  readonly organizer: string | undefined;
  readonly times: readonly Stretch[];
}

/** The events of an iCalendar file (RFC 5545) that are not cancelled, and in words why others cannot be read. */
export function readCalendar(
  text: string,
  options: CalendarOptions,
): { readonly events: readonly CalendarEvent[]; readonly wrong: readonly string[] } {
  let calendar: ICAL.Component;
  try {
    calendar = ICAL.Component.fromString(text);
  } catch (error) {
    return { events: [], wrong: [`this is no iCalendar file: ${messageOf(error)}`] };
  }
  const all = calendar.getAllSubcomponents('vevent');
  const named = calendar.getFirstPropertyValue('x-wr-timezone');
  const timeZone = options.timeZone ?? (typeof named === 'string' && isTimeZone(named) ? named : undefined);
  const wrong: string[] = [];
  const events: CalendarEvent[] = [];
  const nameless = new Map<string, number>();
  for (const component of all) {
    if (component.hasProperty('recurrence-id')) continue;
    const uid = component.getFirstPropertyValue('uid');
    const exceptions = all.filter(
      (other) =>
        uid !== null && other.hasProperty('recurrence-id') && other.getFirstPropertyValue('uid') === uid,
    );
    const event = new ICAL.Event(component, { exceptions });
    try {
      const times = occurrencesOf(event, { ...options, timeZone });
      const id = idOf(event.uid) ?? nameOf(component, nameless);
      if (times.length > 0)
        events.push({ id, summary: textOf(event.summary), organizer: organizerOf(component), times });
    } catch (error) {
      wrong.push(`"${textOf(event.summary) ?? event.uid}": ${messageOf(error)}`);
    }
  }
  return { events, wrong };
}

/** UIDs look like mail addresses; what an id cannot hold becomes a hyphen. */
function idOf(uid: string | null): string | undefined {
  const id = (uid ?? '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 100);
  return id === '' ? undefined : id;
}

/**
 * An event without a UID is known by what it is and when it begins, wherever it stands in its file.
 * @param given how often each name was given
 */
function nameOf(component: ICAL.Component, given: Map<string, number>): string {
  const properties = ['summary', 'dtstart', 'rrule'].flatMap((name) => component.getAllProperties(name));
  const id = `event-${fingerprint(properties.map((property) => property.toICALString()).join('\n'))}`;
  const times = (given.get(id) ?? 0) + 1;
  given.set(id, times);
  return times === 1 ? id : `${id}-${times}`;
}

function organizerOf(component: ICAL.Component): string | undefined {
  const property = component.getFirstProperty('organizer');
  const name = property?.getFirstParameter('cn') || property?.getFirstValue();
  return typeof name === 'string' ? textOf(name.replace(/^mailto:/i, '')) : undefined;
}

/** A text of one line; undefined when there is none. */
function textOf(value: string | null): string | undefined {
  const text = (value ?? '')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 2000);
  return text === '' ? undefined : text;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
