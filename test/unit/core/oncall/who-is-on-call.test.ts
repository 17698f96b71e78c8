import { describe, expect, it } from 'vitest';
import type { Layer, Schedule } from '../../../../src/core/oncall/schedule.js';
import { shiftsBetween } from '../../../../src/core/oncall/shifts.js';
import { whoIsOnCall } from '../../../../src/core/oncall/who-is-on-call.js';

const HOUR = 3_600_000;
const at = (text: string) => Date.parse(text);

const layer = (changes: Partial<Layer> & { people: readonly string[]; handoff?: number }): Layer => {
  const { people, handoff = 9 * HOUR, ...rest } = changes;
  return {
    name: 'weekly',
    // A Monday.
    rotation: { people, from: { year: 2026, month: 2, day: 2 }, handoff, days: 7 },
    hours: [],
    until: undefined,
    ...rest,
  };
};
const schedule = (changes: Partial<Schedule> = {}): Schedule => ({
  id: 'primary',
  timeZone: 'Europe/Berlin',
  layers: [layer({ people: ['ana', 'ben'] })],
  overrides: [],
  leaves: [],
  covers: {},
  shadows: [],
  ...changes,
});
const who = (given: Schedule, instant: string) => whoIsOnCall(given, at(instant))?.person;

describe('handoffs', () => {
  it('stay at their time on the wall when clocks are set', () => {
    // Summer time begins on 29 March: 09:00 is 08:00 UTC before, 07:00 after.
    expect(who(schedule(), '2026-03-23T07:59:59Z')).toBe('ana');
    expect(who(schedule(), '2026-03-23T08:00:00Z')).toBe('ben');
    expect(who(schedule(), '2026-03-30T06:59:59Z')).toBe('ben');
    expect(who(schedule(), '2026-03-30T07:00:00Z')).toBe('ana');
  });

  it('at a time that clocks skip are at the end of the jump, and at one that they show twice at the first', () => {
    const daily = layer({ people: ['ana', 'ben'] });
    const night = { ...daily, rotation: { ...daily.rotation, handoff: 2.5 * HOUR, days: 1 } };
    const given = schedule({ layers: [night] });
    const handoffs = (day: string) =>
      shiftsBetween(given, at(`${day}T00:00:00Z`), at(`${day}T12:00:00Z`)).map(({ from }) =>
        new Date(from).toISOString().slice(11, 16),
      );
    expect(handoffs('2026-03-29')).toEqual(['00:00', '01:00']);
    expect(handoffs('2026-10-25')).toEqual(['00:00', '00:30']);
  });

  it('have nobody before the first', () => {
    expect(who(schedule(), '2026-03-02T07:59:00Z')).toBeUndefined();
  });
});

describe('who answers', () => {
  it('is the upper layer within its hours, over midnight too, and the lower one else', () => {
    const nights = layer({
      name: 'nights',
      people: ['cem'],
      hours: [{ weekdays: [5], from: 22 * HOUR, to: 6 * HOUR }],
    });
    const given = schedule({ layers: [layer({ people: ['ana'] }), nights] });
    expect(who(given, '2026-03-06T20:59:00Z')).toBe('ana');
    expect(who(given, '2026-03-06T21:00:00Z')).toBe('cem');
    expect(who(given, '2026-03-07T04:59:00Z')).toBe('cem');
    expect(who(given, '2026-03-07T05:00:00Z')).toBe('ana');
    expect(who(given, '2026-03-07T22:00:00Z')).toBe('ana');
  });

  it('is whoever has taken the schedule over, on leave or not', () => {
    const stretch = { from: at('2026-03-03T00:00:00Z'), to: at('2026-03-04T00:00:00Z') };
    const given = schedule({
      overrides: [
        { ...stretch, person: 'dia' },
        { ...stretch, person: 'eli' },
      ],
      leaves: [{ ...stretch, person: 'eli' }],
    });
    expect(whoIsOnCall(given, stretch.from)).toMatchObject({ person: 'eli', because: 'override' });
    expect(who(given, '2026-03-04T00:00:00Z')).toBe('ana');
  });

  it('is the first who is there in the chain of those who stand in, and nobody when the chain ends in a circle', () => {
    const stretch = { from: at('2026-03-03T00:00:00Z'), to: at('2026-03-05T00:00:00Z') };
    const away = (...people: readonly string[]) => people.map((person) => ({ ...stretch, person }));
    const covers = { ana: ['ben', 'cem'], ben: ['ana', 'dia'] };
    const tuesday = '2026-03-03T12:00:00Z';
    expect(whoIsOnCall(schedule({ leaves: away('ana'), covers }), at(tuesday))).toMatchObject({
      person: 'ben',
      because: 'cover',
      insteadOf: 'ana',
    });
    expect(who(schedule({ leaves: away('ana', 'ben'), covers }), tuesday)).toBe('dia');
    expect(who(schedule({ leaves: away('ana', 'ben', 'dia'), covers }), tuesday)).toBe('cem');
    expect(who(schedule({ leaves: away('ana', 'ben', 'cem', 'dia'), covers }), tuesday)).toBeUndefined();
  });

  it('is never a shadow, who follows one person and is told while there', () => {
    const stretch = { from: at('2026-03-02T00:00:00Z'), to: at('2026-03-16T00:00:00Z') };
    const given = schedule({
      shadows: [
        { ...stretch, person: 'new', of: 'ana' },
        { ...stretch, person: 'ill', of: 'ana' },
      ],
      leaves: [{ ...stretch, person: 'ill' }],
    });
    expect(whoIsOnCall(given, at('2026-03-03T12:00:00Z'))).toMatchObject({ person: 'ana', shadows: ['new'] });
    expect(whoIsOnCall(given, at('2026-03-10T12:00:00Z'))).toMatchObject({ person: 'ben', shadows: [] });
  });
});
