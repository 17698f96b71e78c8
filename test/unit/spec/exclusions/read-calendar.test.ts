import { describe, expect, it } from 'vitest';
import { DAY } from '../../../../src/core/time/duration.js';
import { readCalendar } from '../../../../src/spec/exclusions/calendar/read-calendar.js';

const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:patch@example.org', ...lines, 'END:VEVENT'];

function read(
  lines: readonly string[],
  options: { until?: number; timeZone?: string } = {},
  head: string[] = [],
) {
  const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', ...head, ...lines, 'END:VCALENDAR', ''].join('\r\n');
  const { events, wrong } = readCalendar(text, { until: options.until, timeZone: options.timeZone });
  const times = events.flatMap((each) =>
    each.times.map(({ from, to }) => `${new Date(from).toISOString()} ${(to - from) / 60_000}m`),
  );
  return { events, times, wrong };
}

describe('a calendar', () => {
  it('gives an event with its id, summary and organizer', () => {
    const { events, wrong } = read(
      event(
        'SUMMARY:PostgreSQL\\, 18',
        'ORGANIZER;CN=Maria:mailto:maria@example.org',
        'DTSTART:20261201T220000Z',
        'DURATION:PT2H',
      ),
    );
    expect(wrong).toEqual([]);
    const from = Date.UTC(2026, 11, 1, 22);
    expect(events).toEqual([
      {
        id: 'patch-example.org',
        summary: 'PostgreSQL, 18',
        organizer: 'Maria',
        times: [{ from, to: from + 2 * 3_600_000 }],
      },
    ]);
  });

  it('keeps a series to the clocks of its zone over summer time, with what was moved, left out and cancelled', () => {
    const zone = ';TZID=Europe/Berlin';
    const { times, wrong } = read([
      ...event(
        `DTSTART${zone}:20261018T020000`,
        `DTEND${zone}:20261018T040000`,
        'RRULE:FREQ=WEEKLY;COUNT=5',
        `EXDATE${zone}:20261101T020000`,
      ),
      ...event(
        `RECURRENCE-ID${zone}:20261108T020000`,
        `DTSTART${zone}:20261109T030000`,
        `DTEND${zone}:20261109T033000`,
      ),
      ...event(
        `RECURRENCE-ID${zone}:20261115T020000`,
        `DTSTART${zone}:20261115T020000`,
        `DTEND${zone}:20261115T040000`,
        'STATUS:CANCELLED',
      ),
    ]);
    expect(wrong).toEqual([]);
    // On 25 October clocks show 2:00 twice, and the four hours from the first to 4:00 are one more than they say.
    expect(times).toEqual([
      '2026-10-18T00:00:00.000Z 120m',
      '2026-10-25T00:00:00.000Z 180m',
      '2026-11-09T02:00:00.000Z 30m',
    ]);
  });

  it('believes what a calendar says of a zone that only it knows', () => {
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Office',
      'BEGIN:STANDARD',
      'DTSTART:19700101T000000',
      'TZOFFSETFROM:+0500',
      'TZOFFSETTO:+0500',
      'END:STANDARD',
      'END:VTIMEZONE',
    ];
    const lines = event('DTSTART;TZID=Office:20261201T120000', 'DTEND;TZID=Office:20261201T130000');
    expect(read([...zone, ...lines]).times).toEqual(['2026-12-01T07:00:00.000Z 60m']);
  });

  it('takes days and times without a zone as of the calendar’s, or of the one that is said', () => {
    const day = event('DTSTART;VALUE=DATE:20261201', 'DTEND;VALUE=DATE:20261202');
    expect(read(day, { timeZone: 'Europe/Berlin' }).times).toEqual(['2026-11-30T23:00:00.000Z 1440m']);
    expect(read(day, {}, ['X-WR-TIMEZONE:Asia/Tokyo']).times).toEqual(['2026-11-30T15:00:00.000Z 1440m']);
    const { times, wrong } = read(
      event('SUMMARY:patches', 'DTSTART:20261201T120000', 'DTEND:20261201T130000'),
    );
    expect(times).toEqual([]);
    expect(wrong).toEqual(['"patches": its times name no time zone that is known; say it with --time-zone']);
  });

  it('cuts a series where it is told to, and refuses one without an end otherwise', () => {
    const daily = event(
      'SUMMARY:nightly',
      'DTSTART:20261201T020000Z',
      'DTEND:20261201T030000Z',
      'RRULE:FREQ=DAILY',
    );
    const until = Date.UTC(2026, 11, 4);
    expect(read(daily, { until }).times).toHaveLength(3);
    expect(read(daily).wrong).toEqual([
      '"nightly": it comes again without an end; cut it with --until 2027-12-31T00:00:00Z',
    ]);
    expect(read(daily, { until: until + 1000 * DAY }).wrong).toEqual([
      '"nightly": it comes more than 500 times; cut it with an earlier --until',
    ]);
  });

  it('knows events without a UID by what they are, wherever they stand', () => {
    const nameless = (summary: string, day: string) => [
      'BEGIN:VEVENT',
      `SUMMARY:${summary}`,
      `DTSTART:202612${day}T220000Z`,
      `DTEND:202612${day}T230000Z`,
      'END:VEVENT',
    ];
    const ids = (...events: string[][]) => read(events.flat()).events.map(({ id }) => id);
    const [patches, upgrade] = [nameless('patches', '01'), nameless('upgrade', '02')];
    const [first, second] = ids(patches, upgrade);
    expect([first, second]).toEqual([
      expect.stringMatching(/^event-[0-9a-f]{8}$/),
      expect.stringMatching(/^event-/),
    ]);
    expect(first).not.toBe(second);
    expect(ids(upgrade, nameless('more', '03'), patches)).toEqual([second, expect.anything(), first]);
    expect(ids(patches, patches)).toEqual([first, `${first}-2`]);
  });

  it('that is none says so', () => {
    const { events, wrong } = readCalendar('hello', { until: undefined, timeZone: undefined });
    expect(events).toEqual([]);
    expect(wrong[0]).toMatch(/^this is no iCalendar file: /);
  });
});

describe('an event that cannot be kept', () => {
  it('is told when it ends before it begins', () => {
    const { events, wrong } = read(
      event('SUMMARY:backwards', 'DTSTART:20261201T100000Z', 'DTEND:20261201T090000Z'),
    );
    expect(events).toEqual([]);
    expect(wrong).toEqual(['"backwards": it ends before it begins']);
  });

  it('is told when its zone is unknown, whatever zone is said for times that name none', () => {
    const times = ['DTSTART;TZID=Mars/X:20261201T100000', 'DTEND;TZID=Mars/X:20261201T110000'];
    const { events, wrong } = read(event('SUMMARY:mars', ...times), { timeZone: 'Asia/Tokyo' });
    expect(events).toEqual([]);
    expect(wrong).toEqual(['"mars": its time zone "Mars/X" is neither known nor told by the calendar']);
  });
});
