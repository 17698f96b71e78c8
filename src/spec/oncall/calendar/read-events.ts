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
  /** Each event that was not taken, by its UID, and why; left out are those that should have been. */
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
    return {
      times: [],
      notes: [{ path: 'the file', text: `it is no iCalendar file: ${messageOf(error)}`, isLeftOut: true }],
    };
  }
  const times: PersonTime[] = [];
  const notes: ImportNote[] = [];
  const series = new Set(all.filter((each) => !each.hasProperty('recurrence-id')).map(uidOf));
  for (const component of all) {
    const uid = uidOf(component);
    if (component.hasProperty('recurrence-id')) {
      // With its series it is taken there.
      if (!series.has(uid))
        notes.push({ path: uid, text: 'it changes a series that is not in the file', isLeftOut: true });
      continue;
    }
    const exceptions = all.filter((each) => each.hasProperty('recurrence-id') && uidOf(each) === uid);
    const found = timesOf(new ICAL.Event(component, { exceptions }), plan, options);
    if ('why' in found)
      notes.push({ path: uid, text: found.why, ...(found.isMeant ? {} : { isLeftOut: true }) });
    else times.push(...found.times);
  }
  return { times, notes };
}

/** Why an event is not taken; `isMeant` where nothing is missing for that. */
interface NotTaken {
  readonly why: string;
  readonly isMeant?: true;
}

function timesOf(
  event: ICAL.Event,
  plan: OnCallPlan,
  { at, until, timeZone }: EventOptions,
): { readonly times: readonly PersonTime[] } | NotTaken {
  const { component } = event;
  if (component.getFirstPropertyValue('status') === 'CANCELLED')
    return { why: 'it is cancelled', isMeant: true };
  const who = eventPerson(plan, textOf(component, 'summary'), attendeesOf(component));
  if ('why' in who) return who;
  try {
    const days = event.startDate.isDate;
    // Days are written as they stand: each schedule has its own midnight.
    const found = occurrencesOf(event, { until, timeZone: days ? 'UTC' : timeZone });
    const left = found.filter(({ from, to }) => to > at && from < until);
    if (found.length === 0) return { why: 'it has no time' };
    if (left.length === 0) return { why: 'it is over, or begins too late', isMeant: true };
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
