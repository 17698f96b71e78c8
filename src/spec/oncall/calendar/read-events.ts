import ICAL from 'ical.js';
import type { OnCallPlan } from '../../../core/oncall/plan.js';
import type { Stretch } from '../../../core/oncall/schedule.js';
import { DAY } from '../../../core/time/duration.js';
import { occurrencesOf } from '../../exclusions/calendar/occurrences.js';
import type { ImportNote } from '../foreign/draft.js';
import { eventPerson } from './event-person.js';

/** Somebody, from when to when as on-call files write it: days, or instants. */
export interface PersonTime {
  readonly person: string;
  readonly from: string;
  readonly to: string;
}

export interface ReadEvents {
  readonly times: readonly PersonTime[];
  /** Each event that could not be taken, by its UID, and why. */
  readonly notes: readonly ImportNote[];
}

export interface EventOptions {
  /** What has ended by then (epoch ms) is left out. */
  readonly at: number;
  /** Where series are cut. */
  readonly until: number;
  /** Of times that name none; days are those of each schedule. */
  readonly timeZone: string | undefined;
}

/** The events of an iCalendar text (RFC 5545) as times of the people in a plan. */
export function readEvents(text: string, plan: OnCallPlan, options: EventOptions): ReadEvents {
  let all: ICAL.Component[];
  try {
    all = ICAL.Component.fromString(text).getAllSubcomponents('vevent');
  } catch (error) {
    return { times: [], notes: [{ path: 'the file', text: `it is no iCalendar file: ${messageOf(error)}` }] };
  }
  const times: PersonTime[] = [];
  const notes: ImportNote[] = [];
  const series = new Set(all.filter((each) => !each.hasProperty('recurrence-id')).map(uidOf));
  for (const component of all) {
    const uid = uidOf(component);
    if (component.hasProperty('recurrence-id')) {
      // With its series it is taken there.
      if (!series.has(uid)) notes.push({ path: uid, text: 'it changes a series that is not in the file' });
      continue;
    }
    const exceptions = all.filter((each) => each.hasProperty('recurrence-id') && uidOf(each) === uid);
    const found = timesOf(new ICAL.Event(component, { exceptions }), plan, options);
    if ('why' in found) notes.push({ path: uid, text: found.why });
    else times.push(...found.times);
  }
  return { times, notes };
}

function timesOf(
  event: ICAL.Event,
  plan: OnCallPlan,
  { at, until, timeZone }: EventOptions,
): { readonly times: readonly PersonTime[] } | { readonly why: string } {
  const { component } = event;
  if (component.getFirstPropertyValue('status') === 'CANCELLED') return { why: 'it is cancelled' };
  const who = eventPerson(plan, textOf(component, 'summary'), attendeesOf(component));
  if ('why' in who) return who;
  try {
    const days = event.startDate.isDate;
    // Days are written as they stand: each schedule has its own midnight.
    const found = occurrencesOf(event, { until, timeZone: days ? 'UTC' : timeZone });
    const left = found.filter(({ from, to }) => to > at && from < until);
    if (left.length === 0)
      return { why: found.length === 0 ? 'it has no time' : 'it is over, or begins too late' };
    return {
      times: left.map((stretch) => ({
        person: who.person,
        ...(days ? daysText(stretch) : instantsText(stretch)),
      })),
    };
  } catch (error) {
    return { why: messageOf(error) };
  }
}

/** The end of a file is the last day, that of an event the day after. */
function daysText({ from, to }: Stretch) {
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  return { from: day(from), to: day(to - DAY) };
}

function instantsText({ from, to }: Stretch) {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

function uidOf(component: ICAL.Component): string {
  const uid = textOf(component, 'uid');
  return uid === '' ? `"${textOf(component, 'summary')}", without a UID` : uid;
}

function attendeesOf(component: ICAL.Component): string[] {
  return component.getAllProperties('attendee').flatMap((property) => {
    const value = property.getFirstValue();
    return typeof value === 'string' ? [value.replace(/^mailto:/i, '')] : [];
  });
}

function textOf(component: ICAL.Component, name: string): string {
  const value = component.getFirstPropertyValue(name);
  return typeof value === 'string'
    ? value
        .replace(/\p{Cc}+/gu, ' ')
        .trim()
        .slice(0, 500)
    : '';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
