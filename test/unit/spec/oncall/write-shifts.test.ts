import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import type { Schedule } from '../../../../src/core/oncall/schedule.js';
import { shiftsBetween } from '../../../../src/core/oncall/shifts.js';
import { shiftsCalendar } from '../../../../src/spec/oncall/calendar/write-shifts.js';
import { planOf, soundPerson, soundSchedule } from '../../../support/oncall-lint-plan.js';

const at = (text: string) => Date.parse(text);
const MADE = at('2026-03-02T06:00:00Z');
const stretch = (from: string, to: string) => ({ from: at(from), to: at(to) });
const APRIL = stretch('2026-03-11T00:00:00Z', '2026-04-15T00:00:00Z');

const SCHEDULE = soundSchedule('primary', {
  overrides: [{ person: 'dia', ...stretch('2026-03-12T08:00:00Z', '2026-03-13T08:00:00Z') }],
  leaves: [{ person: 'cem', ...stretch('2026-03-01T00:00:00Z', '2026-03-30T00:00:00Z') }],
  covers: { cem: ['ana'] },
  shadows: [{ person: 'nia', of: 'ana', ...stretch('2026-03-20T09:00:00Z', '2026-04-30T00:00:00Z') }],
});
const plan = (schedule: Schedule = SCHEDULE) =>
  planOf({
    schedules: [schedule],
    people: [
      soundPerson('ana', {
        fullName: 'Ana Lee; née Kowalski, platform, payments, checkout and all other things',
      }),
      soundPerson('nia', { fullName: 'Nia' }),
    ],
  });

const eventsOf = (text: string) =>
  ICAL.Component.fromString(text)
    .getAllSubcomponents('vevent')
    .map((component) => {
      const event = new ICAL.Event(component);
      return {
        uid: event.uid,
        summary: event.summary,
        description: event.description,
        from: event.startDate.toJSDate().getTime(),
        to: event.endDate.toJSDate().getTime(),
      };
    });
const exported = (whose: Parameters<typeof shiftsCalendar>[1], when = APRIL, given = plan()) =>
  shiftsCalendar(given, whose, when, MADE);

describe('the calendar of a schedule', () => {
  it('has an event for each shift, from its true beginning to its true end', () => {
    const events = eventsOf(exported({ schedule: 'primary' }));
    const shifts = shiftsBetween(SCHEDULE, at('2026-01-05T09:00:00Z'), at('2026-05-15T00:00:00Z')).filter(
      ({ from, to }) => to > APRIL.from && from < APRIL.to,
    );
    expect(events.map(({ from, to }) => ({ from, to }))).toEqual(
      shifts.map(({ from, to }) => ({ from, to })),
    );
    expect(events[0]?.from).toBe(at('2026-03-09T09:00:00Z'));
    expect(events.at(-1)?.to).toBe(at('2026-04-20T08:00:00Z'));
  });

  it('says who, and why', () => {
    const events = eventsOf(exported({ schedule: 'primary' }));
    const told = (start: string) => events.find(({ from }) => from === at(start));
    const ana = 'Ana Lee; née Kowalski, platform, payments, checkout and all other things';
    expect(told('2026-03-12T08:00:00Z')).toMatchObject({
      summary: 'dia: primary',
      description: 'By an override',
    });
    expect(told('2026-03-16T09:00:00Z')).toMatchObject({
      summary: `${ana}: primary`,
      description: 'Stands in for cem, whose turn in weekly it is',
    });
    expect(told('2026-03-20T09:00:00Z')?.description).toBe(
      'Stands in for cem, whose turn in weekly it is\nTold as well: Nia',
    );
    expect(told('2026-03-23T09:00:00Z')).toMatchObject({ description: 'By the turn in weekly' });
  });

  it('keeps the UID of a shift, whenever it is made and whoever takes it', () => {
    const uids = (from: string) =>
      eventsOf(exported({ schedule: 'primary' }, stretch(from, '2026-04-15T00:00:00Z'))).map(
        ({ uid }) => uid,
      );
    expect(uids('2026-03-14T00:00:00Z')).toEqual(
      uids('2026-03-11T00:00:00Z').slice(-uids('2026-03-14T00:00:00Z').length),
    );
    expect(new Set(uids('2026-03-11T00:00:00Z')).size).toBe(uids('2026-03-11T00:00:00Z').length);
    const other = { ...SCHEDULE, covers: { cem: ['dia'] } };
    const taken = eventsOf(exported({ schedule: 'primary' }, APRIL, plan(other)));
    expect(taken.find(({ from }) => from === at('2026-03-16T09:00:00Z'))).toMatchObject({
      uid: 'primary-20260316T090000Z@firebreak',
      summary: 'dia: primary',
    });
  });

  it('is written as RFC 5545 wants it: UTC, folded at 75 octets, escaped, CRLF', () => {
    const text = exported({ schedule: 'primary' });
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    const lines = text.split('\r\n');
    expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    expect(lines.some((line) => line.startsWith(' '))).toBe(true);
    expect(text.replaceAll(/\r\n[ ]/g, '')).toContain(String.raw`SUMMARY:Ana Lee\; née Kowalski\, platform`);
    expect(text).toContain('DTSTART:20260323T090000Z\r\n');
    expect(text).toContain('DTSTAMP:20260302T060000Z\r\n');
    expect(text.match(/\n/g)?.length).toBe(text.match(/\r\n/g)?.length);
  });

  it('leaves gaps empty', () => {
    const empty = { ...SCHEDULE, layers: [], overrides: [] };
    expect(eventsOf(exported({ schedule: 'primary' }, APRIL, plan(empty)))).toEqual([]);
  });
});

describe('the calendar of a person', () => {
  it('has the shifts in every schedule, and only theirs', () => {
    const second = soundSchedule('db');
    const given = planOf({ schedules: [SCHEDULE, second] });
    const events = eventsOf(exported({ person: 'ben' }, APRIL, given));
    expect(new Set(events.map(({ summary }) => summary))).toEqual(new Set(['ben: primary', 'ben: db']));
  });

  it('has those whom they follow, apart from the shift itself', () => {
    const events = eventsOf(exported({ person: 'nia' }));
    expect(events.length).toBeGreaterThan(0);
    expect(events[0]).toMatchObject({
      uid: 'primary-20260320T090000Z-nia@firebreak',
      summary: expect.stringMatching(/^Nia, shadow of Ana Lee.*: primary$/),
    });
  });
});
