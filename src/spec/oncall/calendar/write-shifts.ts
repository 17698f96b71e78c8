import ICAL from 'ical.js';
import type { OnCallPlan } from '../../../core/oncall/plan.js';
import type { OnCall, Schedule, Stretch } from '../../../core/oncall/schedule.js';
import { shiftsBetween } from '../../../core/oncall/shifts.js';
import { DAY } from '../../../core/time/duration.js';

/** A calendar of shifts: of one schedule, or of one person over all schedules. */
export type WhoseShifts = { readonly schedule: string } | { readonly person: string };

/** A shift is told from its beginning to its end, so that its event stays the same from day to day; as far as they are looked for. */
const LONGEST = 91 * DAY;

/**
 * Shifts that touch [from, to) as an iCalendar text (RFC 5545), an event each. Its UID is the schedule's and the shift's beginning; whoever
 * takes the shift over, the event stays and changes.
 * @param at now (epoch ms): when the events were made
 */
export function shiftsCalendar(
  plan: OnCallPlan,
  whose: WhoseShifts,
  { from, to }: Stretch,
  at: number,
): string {
  const schedules = [...plan.schedules.values()].filter(
    ({ id }) => !('schedule' in whose) || id === whose.schedule,
  );
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('prodid', '-//Firebreak//on call//EN');
  const name = 'schedule' in whose ? whose.schedule : `${fullName(plan, whose.person)} on call`;
  calendar.addPropertyWithValue('x-wr-calname', name);
  for (const schedule of schedules)
    for (const shift of shiftsBetween(schedule, from - LONGEST, to + LONGEST)) {
      if (shift.to <= from || shift.from >= to || !shift.onCall) continue;
      const event = eventOf(plan, whose, schedule, shift.onCall);
      if (event) calendar.addSubcomponent(component(event, schedule, shift, at));
    }
  return `${calendar.toString()}\r\n`;
}

/** The shifts of a schedule in the next 13 weeks; undefined where there is none of that id. */
export function scheduleCalendar(plan: OnCallPlan, schedule: string, at: number): string | undefined {
  if (!plan.schedules.has(schedule)) return undefined;
  return shiftsCalendar(plan, { schedule }, { from: at, to: at + LONGEST }, at);
}

interface ShiftEvent {
  readonly summary: string;
  readonly description: string;
  /** Tells events of one shift apart: that of the shadow has its own. */
  readonly suffix: string;
}

function eventOf(
  plan: OnCallPlan,
  whose: WhoseShifts,
  { id }: Schedule,
  onCall: OnCall,
): ShiftEvent | undefined {
  const answers = fullName(plan, onCall.person);
  const reason = reasonOf(plan, onCall);
  if ('schedule' in whose || onCall.person === whose.person) {
    const shadows = onCall.shadows.map((name) => fullName(plan, name));
    const told = shadows.length > 0 ? `\nTold as well: ${shadows.join(', ')}` : '';
    return { summary: `${answers}: ${id}`, description: `${reason}${told}`, suffix: '' };
  }
  if (!onCall.shadows.includes(whose.person)) return undefined;
  return {
    summary: `${fullName(plan, whose.person)}, shadow of ${answers}: ${id}`,
    description: `${answers} answers. ${reason}`,
    suffix: `-${whose.person}`,
  };
}

function reasonOf(plan: OnCallPlan, { because, layer, insteadOf }: OnCall): string {
  if (because === 'override') return 'By an override';
  const turn = `turn in ${layer ?? ''}`;
  return because === 'cover' && insteadOf !== undefined
    ? `Stands in for ${fullName(plan, insteadOf)}, whose ${turn} it is`
    : `By the ${turn}`;
}

function component(
  { summary, description, suffix }: ShiftEvent,
  { id }: Schedule,
  { from, to }: Stretch,
  at: number,
): ICAL.Component {
  const event = new ICAL.Component('vevent');
  const begins = time(from);
  event.addPropertyWithValue('uid', `${id}-${begins.toICALString()}${suffix}@firebreak`);
  event.addPropertyWithValue('dtstamp', time(at));
  event.addPropertyWithValue('dtstart', begins);
  event.addPropertyWithValue('dtend', time(to));
  event.addPropertyWithValue('summary', summary);
  event.addPropertyWithValue('description', description);
  return event;
}

function time(at: number): ICAL.Time {
  return ICAL.Time.fromJSDate(new Date(at), true);
}

function fullName({ people }: OnCallPlan, name: string): string {
  return people.get(name)?.fullName ?? name;
}
