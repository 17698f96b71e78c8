import { describe, expect, it } from 'vitest';
import { readEvents } from '../../../../src/spec/oncall/calendar/read-events.js';
import { shiftsCalendar } from '../../../../src/spec/oncall/calendar/write-shifts.js';
import { planOf, soundPerson } from '../../../support/oncall-lint-plan.js';

const NOW = Date.parse('2026-11-28T09:00:00Z');
const PLAN = planOf({
  people: [
    soundPerson('ana', {
      fullName: 'Ana Lee',
      contacts: [{ receiver: 'mail', address: 'ana@example.org' }],
    }),
    soundPerson('annabel', { fullName: 'Ana Sol' }),
  ],
});

const event = (...lines: string[]) => [
  'BEGIN:VEVENT',
  'UID:e-1@example.org',
  'DTSTART:20261201T090000Z',
  'DTEND:20261203T170000Z',
  ...lines,
  'END:VEVENT',
];
const dated = (start: string, end: string, ...lines: string[]) => [
  'BEGIN:VEVENT',
  'UID:e-2@example.org',
  start,
  end,
  ...lines,
  'END:VEVENT',
];
const read = (lines: readonly string[], options = {}) =>
  readEvents(['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n'), PLAN, {
    at: NOW,
    until: Date.parse('2027-11-28T00:00:00Z'),
    timeZone: 'Europe/Berlin',
    ...options,
  });
const times = (lines: readonly string[], options = {}) => read(lines, options).times;
const notes = (lines: readonly string[], options = {}) =>
  read(lines, options).notes.map(({ path, text }) => `${path}: ${text}`);

describe('events', () => {
  it('are of the attendee, by the address of a contact', () => {
    const found = times(event('SUMMARY:Holidays', 'ATTENDEE;CN=Somebody:mailto:Ana@Example.org'));
    expect(found).toEqual([
      { person: 'ana', from: '2026-12-01T09:00:00.000Z', to: '2026-12-03T17:00:00.000Z' },
    ]);
  });

  it.each([
    ['ana', 'ana'],
    ['Ana Lee', 'ana'],
    ['Holidays of Ana Sol (Rome)', 'annabel'],
    ['BEN: on leave', 'ben'],
    ['Ana Lee: primary', 'ana'],
  ])('are of whom the summary %j names', (summary, person) => {
    expect(times(event(`SUMMARY:${summary}`))).toMatchObject([{ person }]);
  });

  it('that are of nobody, or of several, are told by their UIDs', () => {
    expect(notes(event('SUMMARY:Bentley'))).toEqual([
      'e-1@example.org: nobody in the on-call files goes by "Bentley"',
    ]);
    expect(notes(event('SUMMARY:Zoe', 'ATTENDEE:mailto:zoe@example.org'))[0]).toContain(
      'and zoe@example.org',
    );
    expect(notes(event('SUMMARY:ben and cem'))).toEqual([
      'e-1@example.org: its summary names several people: ben, cem',
    ]);
    expect(notes(event('SUMMARY:x', 'ATTENDEE:mailto:ana@example.org', 'ATTENDEE:mailto:ben@mail'))).toEqual([
      'e-1@example.org: its attendees are several people: ana, ben',
    ]);
  });

  it('of whole days are days, with their last one', () => {
    const days = dated('DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20270102', 'SUMMARY:ben');
    expect(times(days)).toEqual([{ person: 'ben', from: '2026-12-24', to: '2027-01-01' }]);
  });

  it('that come again are cut at the horizon, with what was moved', () => {
    const weekly = dated(
      'DTSTART:20261130T090000Z',
      'DTEND:20261130T170000Z',
      'SUMMARY:ben',
      'RRULE:FREQ=WEEKLY',
    );
    const moved = dated(
      'DTSTART:20261208T090000Z',
      'DTEND:20261208T170000Z',
      'SUMMARY:ben',
      'RECURRENCE-ID:20261207T090000Z',
    );
    const found = times([...weekly, ...moved], { until: Date.parse('2026-12-20T00:00:00Z') });
    expect(found.map(({ from }) => from.slice(0, 10))).toEqual(['2026-11-30', '2026-12-08', '2026-12-14']);
    expect(notes(moved)).toEqual(['e-2@example.org: it changes a series that is not in the file']);
  });

  it('without a zone are by the clocks of the schedule', () => {
    const floating = dated('DTSTART:20261201T090000', 'DTEND:20261201T170000', 'SUMMARY:ben');
    expect(times(floating)).toMatchObject([{ from: '2026-12-01T08:00:00.000Z' }]);
    expect(notes(floating, { timeZone: undefined })[0]).toContain('--time-zone');
  });

  it('that are over, cancelled or too late are told', () => {
    expect(notes(event('SUMMARY:ben', 'STATUS:CANCELLED'))).toEqual(['e-1@example.org: it is cancelled']);
    expect(notes(event('SUMMARY:ben'), { at: Date.parse('2026-12-03T17:00:00Z') })[0]).toContain('is over');
    expect(notes(event('SUMMARY:ben'), { until: Date.parse('2026-12-01T09:00:00Z') })[0]).toContain(
      'too late',
    );
    expect(readEvents('no calendar', PLAN, { at: NOW, until: NOW, timeZone: 'UTC' }).notes).toHaveLength(1);
  });

  it('of our own calendar come back as they went', () => {
    const stretch = { from: NOW, to: Date.parse('2027-02-01T00:00:00Z') };
    const text = shiftsCalendar(planOf(), { person: 'ben' }, stretch, NOW);
    const back = readEvents(text, planOf(), { at: NOW, until: stretch.to, timeZone: 'UTC' });
    expect(back.notes).toEqual([]);
    expect(back.times).toEqual([
      { person: 'ben', from: '2026-12-14T09:00:00.000Z', to: '2026-12-21T09:00:00.000Z' },
      { person: 'ben', from: '2027-01-11T09:00:00.000Z', to: '2027-01-18T09:00:00.000Z' },
    ]);
  });
});
