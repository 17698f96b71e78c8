import type { CalendarDay, CalendarShift, OnCallCalendar } from '../../core/oncall/calendar.js';
import { reasonText } from '../../core/oncall/now-and-next.js';
import type { Schedule } from '../../core/oncall/schedule.js';
import type { ClockChange } from '../../core/time/clock-changes.js';
import { formatDuration } from '../../core/time/duration.js';
import { wallText } from '../../core/time/wall-text.js';
import type { Output } from '../context.js';
import { columns, indent } from '../text/columns.js';
import { plural } from '../text/quantities.js';
import type { Marks } from './marks.js';
import { NOBODY } from './words.js';

const WEEK = ['from', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** A schedule's weeks at a glance, and below them every shift to the minute. */
export function calendarText(
  { id, timeZone }: Pick<Schedule, 'id' | 'timeZone'>,
  calendar: OnCallCalendar,
  marks: Marks,
  paint: Output['paint'],
): string {
  return [
    `${paint('bold', id)} by the clocks of ${timeZone}`,
    '',
    indent(weeks(calendar.days, marks, paint)),
    `  ${legend(calendar, marks, paint).join('  ')}`,
    '',
    indent(shiftList(calendar, timeZone, marks, paint)),
    ...gaps(calendar.shifts, paint),
    ...afterwards(calendar, timeZone),
    '',
  ].join('\n');
}

export function peopleIn(shifts: readonly CalendarShift[]): Set<string> {
  return new Set(shifts.flatMap(({ onCall }) => (onCall ? [onCall.person] : [])));
}

function weeks(days: readonly CalendarDay[], marks: Marks, paint: Output['paint']): string {
  const rows: (CalendarDay | undefined)[][] = [];
  for (const day of days) {
    if (rows.length === 0 || day.weekday === 0) rows.push(new Array<undefined>(7).fill(undefined));
    const week = rows.at(-1);
    if (week) week[day.weekday] = day;
  }
  const cells = rows.map((week) => {
    const first = week.find((day) => day !== undefined);
    return [first?.date ?? '', ...week.map((day) => (day ? cellOf(day, marks) : ''))];
  });
  return columns([WEEK, ...cells], (cell, row, column) => {
    if (row === 0) return paint('bold', cell);
    const day = column === 0 ? undefined : rows[row - 1]?.[column - 1];
    return day ? paintedCell(day, marks) : cell;
  });
}

function cellOf({ people, clocksSet }: CalendarDay, marks: Marks): string {
  return `${people.map(marks.of).join('>')}${clocksSet ? '~' : ''}`;
}

function paintedCell({ people, clocksSet }: CalendarDay, marks: Marks): string {
  const painted = people.map((person) => marks.paint(person, marks.of(person)));
  return `${painted.join('>')}${clocksSet ? '~' : ''}`;
}

function legend({ days, shifts }: OnCallCalendar, marks: Marks, paint: Output['paint']): string[] {
  return [
    ...marks.legend(peopleIn(shifts)),
    ...(shifts.some(({ onCall }) => !onCall) ? [paint('red', '! nobody')] : []),
    ...(days.some(({ people }) => people.length > 1) ? ['> hands over to'] : []),
    ...(days.some(({ clocksSet }) => clocksSet) ? ['~ clocks are set'] : []),
  ];
}

/** Shifts and settings of clocks in the order in which they come. */
function shiftList(
  { to, shifts, clockChanges }: OnCallCalendar,
  timeZone: string,
  marks: Marks,
  paint: Output['paint'],
): string {
  const rows = [
    ...shifts.map((shift) => ({ at: shift.from, shift, cells: shiftCells(shift, timeZone) })),
    ...clockChanges
      .filter(({ at }) => at < to)
      .map((change) => ({
        at: change.at,
        shift: undefined,
        cells: ['~', wallText(timeZone, change.at), '', '', settingText(change)],
      })),
  ].sort((a, b) => a.at - b.at);
  const head = ['', 'FROM', 'UNTIL', 'WHO', 'BECAUSE'];
  return columns([head, ...rows.map(({ cells }) => cells)], (cell, row, column) => {
    if (row === 0) return paint('bold', cell);
    const shift = rows[row - 1]?.shift;
    if (!shift) return column === 0 ? cell : paint('dim', cell);
    if (!shift.onCall) return paint('red', cell);
    return column === 3 ? marks.paint(shift.onCall.person, cell) : cell;
  });
}

function shiftCells({ from, to, onCall, begunBefore, goesOn }: CalendarShift, timeZone: string): string[] {
  const [begins, ends] = [wallText(timeZone, from), wallText(timeZone, to)];
  return [
    onCall ? '' : '!!',
    begunBefore ? 'before' : begins,
    goesOn ? 'and on' : ends,
    onCall?.person ?? NOBODY,
    onCall
      ? [reasonText(onCall), ...onCall.shadows.map((name) => `${name} is told as well`)].join(', ')
      : `a gap of ${formatDuration(to - from)}`,
  ];
}

function gaps(shifts: readonly CalendarShift[], paint: Output['paint']): string[] {
  const open = shifts.filter(({ onCall }) => !onCall);
  if (open.length === 0) return [];
  const total = open.reduce((sum, { from, to }) => sum + to - from, 0);
  return [`  ${paint('red', `${NOBODY} for ${formatDuration(total)} in ${plural(open.length, 'gap')}`)}`];
}

/** The setting of clocks that comes after the calendar's end. */
function afterwards({ to, clockChanges }: OnCallCalendar, timeZone: string): string[] {
  const next = clockChanges.find(({ at }) => at >= to);
  return next ? [`  ~ next: ${wallText(timeZone, next.at)}, ${settingText(next)}`] : [];
}

function settingText({ before, after }: ClockChange): string {
  const by = formatDuration(Math.abs(after - before));
  return `clocks go ${after > before ? 'forward' : 'back'} by ${by}`;
}
