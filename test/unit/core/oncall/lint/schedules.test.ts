import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../../../src/core/time/duration.js';
import { findingsOf, PEOPLE, soundLayer, soundSchedule, told } from '../../../../support/oncall-lint-plan.js';

const at = (text: string) => Date.parse(text);
/** In the place of the sound primary. */
const primary = (changed: Parameters<typeof soundSchedule>[1]) => ({
  schedules: [soundSchedule('primary', changed)],
});
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
const WORKDAYS = [1, 2, 3, 4, 5];

describe('a sound plan', () => {
  it('has no findings', () => {
    expect(findingsOf({})).toEqual([]);
  });
});

describe('few-people', () => {
  it('counts people, not turns', () => {
    const layers = [soundLayer({ rotation: { people: ['ana', 'ben', 'cem', 'ana'] } })];
    expect(told(primary({ layers }), 'few-people')).toEqual([
      'error schedules.primary.layers.0.rotation.people: 3 people take turns in weekly of primary, each of them 1/3 of the time',
    ]);
  });

  it('is silent about layers that have ended', () => {
    const old = soundLayer({
      name: 'old',
      rotation: { people: ['ana'] },
      until: at('2026-03-02T06:00:00Z'),
    });
    expect(told(primary({ layers: [old, soundLayer()] }), 'few-people')).toEqual([]);
    const ending = { ...old, until: at('2026-03-02T06:00:01Z') };
    expect(told(primary({ layers: [ending, soundLayer()] }), 'few-people')).toHaveLength(1);
  });
});

describe('long-on-call', () => {
  const twice = ['ana', 'ana', 'ben', 'cem', 'dia'];
  const weeks = (people: readonly string[], changed = {}) =>
    told(primary({ layers: [soundLayer({ rotation: { people } })], ...changed }), 'long-on-call');

  it('lets two weeks pass, clocks set in between included', () => {
    // 29 March 2026 is within two of these turns; in autumn two weeks are an hour longer.
    expect(weeks(twice)).toEqual([]);
    const autumn = { layers: [soundLayer({ rotation: { people: twice } })] };
    expect(told(primary(autumn), 'long-on-call', at('2026-09-07T06:00:00Z'))).toEqual([]);
  });

  it('adds an override to the two weeks before it', () => {
    const override = { person: 'ana', from: at('2026-03-30T08:00:00Z'), to: at('2026-03-30T09:00:00Z') };
    // Turns of ana: 9 to 23 February, 16 to 30 March.
    expect(weeks(twice, { overrides: [override] })).toEqual([
      'error schedules.primary: ana is on call over 14d without 24h off, in primary: Mon 2026-03-16 10:00 to Mon 2026-03-30 11:00 Europe/Berlin',
    ]);
  });

  it('adds covers', () => {
    // Ben's week after ana's is covered by her, cem's after it follows.
    const leaves = [{ person: 'ben', from: at('2026-03-09T00:00:00Z'), to: at('2026-03-30T00:00:00Z') }];
    const covers = { ben: ['ana'] };
    expect(weeks(['ana', 'ana', 'ben', 'cem'], { leaves, covers })).toEqual([
      expect.stringContaining('ana is on call over 21d'),
    ]);
    expect(weeks(['ana', 'ana', 'ben', 'cem'], { leaves, covers: { ben: ['dia'] } })).toEqual([]);
  });

  it('is not fooled by a break of some hours, and accepts a day', () => {
    const people = ['ana', 'ana', 'ana', 'ben', 'cem', 'dia'];
    const relief = (hours: number) => ({
      overrides: [
        {
          person: 'fay',
          from: at('2026-04-07T08:00:00Z'),
          to: at('2026-04-07T08:00:00Z') + hours * HOUR,
        },
      ],
    });
    const spring = (changed: object) => weeks(people, changed).filter((text) => text.includes('2026-03-30'));
    expect(spring({})).toHaveLength(1);
    expect(spring(relief(23))).toHaveLength(1);
    expect(spring(relief(24))).toHaveLength(0);
  });

  it('sees nights off as part of the turn, and days off as rest', () => {
    const people = ['ana', 'ana', 'ana', 'ben', 'cem', 'dia'];
    const runs = (weekdays: readonly number[], from: number, to: number) => {
      const hours = [{ weekdays, from: from * HOUR, to: to * HOUR }];
      return told(primary({ layers: [soundLayer({ hours, rotation: { people } })] }), 'long-on-call');
    };
    expect(runs(EVERY_DAY, 9, 17)[0]).toMatch(
      /ana is on call over 21d without 24h off, .* to Mon 2026-03-09 10:00/,
    );
    expect(runs(EVERY_DAY, 22, 6)).not.toEqual([]);
    expect(runs(WORKDAYS, 9, 17)).toEqual([]);
    // Nights of the weekend, alone and above somebody who has the rest of the week.
    expect(runs([6, 0], 1, 7)).toEqual([]);
    const nights = soundLayer({
      ...{ name: 'nights', hours: [{ weekdays: [6, 0], from: HOUR, to: 7 * HOUR }] },
      rotation: { people: ['fay'] },
    });
    expect(told(primary({ layers: [soundLayer(), nights] }), 'long-on-call')).toEqual([]);
  });

  it('goes over schedules', () => {
    // Ana has the primary from 2 March, and then the database twice.
    const after = (people: readonly string[]) =>
      told(
        { schedules: [soundSchedule('db', { layers: [soundLayer({ rotation: { people } })] })] },
        'long-on-call',
      );
    expect(after(['hua', 'ana', 'ana', 'gus'])).toContain(
      'error schedules.primary: ana is on call over 21d without 24h off, in primary and db: Mon 2026-03-02 10:00 to Mon 2026-03-23 10:00 Europe/Berlin',
    );
    expect(after(['hua', 'ana', 'eli', 'gus'])).toEqual([]);
  });

  it('sees who is at it already', () => {
    const override = { person: 'fay', from: at('2026-02-16T09:00:00Z'), to: at('2026-03-03T09:00:00Z') };
    expect(weeks(PEOPLE, { overrides: [override] })).toHaveLength(1);
    expect(weeks(PEOPLE, { overrides: [{ ...override, to: at('2026-03-02T06:00:00Z') }] })).toEqual([]);
    const over = { ...override, from: at('2026-02-05T09:00:00Z'), to: at('2026-02-25T09:00:00Z') };
    expect(weeks(PEOPLE, { overrides: [over] })).toEqual([]);
  });
});

describe('handoffs', () => {
  const handoff = (code: string, layer: Parameters<typeof soundLayer>[0], rest = {}) =>
    told(primary({ layers: [soundLayer(layer)], ...rest }), code);

  it('are never at midnight', () => {
    expect(handoff('handoff-at-midnight', { rotation: { handoff: 0 } })).toEqual([
      'error schedules.primary.layers.0.rotation.handoff: weekly of primary is handed over at midnight 13 times in 13 weeks, first from ana to ben: Mon 2026-03-09 00:00 Europe/Berlin',
    ]);
    expect(handoff('handoff-out-of-hours', { rotation: { handoff: 0 } })).toEqual([]);
  });

  it('count only where another takes over', () => {
    const people = ['ana', 'ana', 'ben', 'ben', 'cem', 'dia'];
    expect(handoff('handoff-at-midnight', { rotation: { handoff: 0, people } })).toEqual([
      expect.stringContaining('at midnight 8 times in 13 weeks'),
    ]);
  });

  it('are between 09:00 and 17:00', () => {
    const found = (hour: number) => handoff('handoff-out-of-hours', { rotation: { handoff: hour * HOUR } });
    expect([9, 12, 17].flatMap(found)).toEqual([]);
    expect([8.5, 17.5, 23].map((hour) => found(hour).length)).toEqual([1, 1, 1]);
    expect(found(8.5)[0]).toContain('13 of 13 handoffs');
  });

  it('are from Monday to Friday', () => {
    const days = [9, 10, 11].map((day) =>
      handoff('handoff-out-of-hours', { rotation: { from: { year: 2026, month: 0, day } } }),
    );
    // 9 January 2026 is a Friday.
    expect(days.map((found) => found.length)).toEqual([0, 1, 1]);
    const daily = handoff('handoff-out-of-hours', { rotation: { days: 1 } });
    expect(daily).toEqual([expect.stringContaining('26 of 91 handoffs')]);
  });

  it('count where somebody takes over, not where nobody is on call', () => {
    const hours = [{ weekdays: WORKDAYS, from: 9 * HOUR, to: 17 * HOUR }];
    expect(handoff('handoff-at-midnight', { hours, rotation: { handoff: 0, days: 1 } })).toEqual([]);
    expect(handoff('handoff-out-of-hours', { hours, rotation: { handoff: 0, days: 1 } })).toEqual([]);
    const nights = [{ weekdays: EVERY_DAY, from: 22 * HOUR, to: 6 * HOUR }];
    expect(handoff('handoff-at-midnight', { hours: nights, rotation: { handoff: 0 } })).toHaveLength(1);
    expect(handoff('handoff-out-of-hours', { hours: nights, rotation: { handoff: 10 * HOUR } })).toEqual([
      expect.stringContaining('Mon 2026-03-02 22:00'),
    ]);
  });

  it('count where hours of a layer begin and end above another one', () => {
    const nights = (from: number, weekdays: readonly number[], people = ['fay']) => {
      const hours = [{ weekdays, from: from * HOUR, to: 7 * HOUR }];
      const layers = [soundLayer(), soundLayer({ name: 'nights', hours, rotation: { people } })];
      return (code: string) => told(primary({ layers }), code);
    };
    expect(nights(1, [6, 0])('handoff-out-of-hours')).toEqual([
      'warning schedules.primary.layers.1.hours: 52 of 52 handoffs of nights of primary in 13 weeks are out of business hours, first from ana to fay: Sat 2026-03-07 01:00 Europe/Berlin',
    ]);
    expect(nights(0, [6, 0])('handoff-at-midnight')).toEqual([
      'error schedules.primary.layers.1.hours: nights of primary is handed over at midnight 26 times in 13 weeks, first from ana to fay: Sat 2026-03-07 00:00 Europe/Berlin',
    ]);
    // Who has the layer below takes over from himself.
    expect(nights(1, [6, 0], PEOPLE)('handoff-out-of-hours')).toEqual([]);
  });

  it("are no layer's that others hide", () => {
    const hidden = soundLayer({
      name: 'hidden',
      rotation: { handoff: 0, people: ['eli', 'fay', 'gus', 'hua'] },
    });
    const layers = [hidden, soundLayer()];
    expect(told(primary({ layers }), 'handoff-at-midnight')).toEqual([]);
  });

  it('at weekends are out of hours and not at midnight where it is day for both', () => {
    const layers = [soundLayer({ rotation: { days: 1, handoff: 0 } })];
    const people = PEOPLE.map((name) => ({
      ...{ name, fullName: name, joined: undefined, contacts: [] },
      timeZone: 'Pacific/Auckland',
    }));
    const found = (code: string) => told({ ...primary({ layers }), people }, code);
    expect(found('handoff-at-midnight')).toEqual([]);
    expect(found('handoff-out-of-hours')).toEqual([expect.stringContaining('26 of 91 handoffs')]);
  });

  it('may be in the daylight of both who meet', () => {
    const layers = [soundLayer({ rotation: { handoff: 0 } })];
    const code = 'handoff-at-midnight';
    // Midnight in Berlin is 15:00 in Los Angeles, most of the year.
    const far = { timeZone: 'Europe/Berlin', layers };
    expect(told(primary(far), code)).toHaveLength(1);
    const people = PEOPLE.map((name) => ({
      ...{ name, fullName: name, joined: undefined, contacts: [] },
      timeZone: 'Asia/Tokyo',
    }));
    // 00:00 in Berlin is 08:00 in Tokyo until clocks are set, 07:00 after.
    expect(told({ ...primary(far), people }, code)).toHaveLength(1);
    const west = people.map((person) => ({ ...person, timeZone: 'Pacific/Auckland' }));
    // 12:00 and 11:00 in Auckland.
    expect(told({ ...primary(far), people: west }, code)).toEqual([]);
    const [first, ...others] = west;
    expect(
      told({ ...primary(far), people: [...others, { ...first, timeZone: 'Europe/Berlin' } as never] }, code),
    ).toHaveLength(1);
  });
});

describe('gap', () => {
  it('tells when and how long nobody answers', () => {
    const layers = [soundLayer({ until: at('2026-05-25T08:00:00Z') })];
    expect(told(primary({ layers }), 'gap')).toEqual([
      'error schedules.primary: nobody answers in primary once in 13 weeks, 6d22h of them; first from Mon 2026-05-25 10:00 to Mon 2026-06-01 08:00 Europe/Berlin',
    ]);
  });

  it('is an error where all layers have ended', () => {
    const layers = [soundLayer({ until: at('2026-03-02T06:00:00Z') })];
    expect(told(primary({ layers }), 'gap')).toEqual([expect.stringMatching(/^error .* 91d of them/)]);
  });

  it('is a warning where the schedule rests by its hours', () => {
    const hours = [{ weekdays: WORKDAYS, from: 9 * HOUR, to: 17 * HOUR }];
    const found = (layers: readonly ReturnType<typeof soundLayer>[]) => told(primary({ layers }), 'gap');
    expect(found([soundLayer({ hours })])).toEqual([
      expect.stringMatching(/^warning .* 66 times in 13 weeks, .* first from Mon 2026-03-02 07:00/),
    ]);
    expect(found([soundLayer(), soundLayer({ name: 'days', hours })])).toEqual([]);
  });

  it('leaves what leave makes to the rule of leave', () => {
    const leave = { person: 'ana', from: at('2026-03-03T00:00:00Z'), to: at('2026-03-05T00:00:00Z') };
    expect(told(primary({ leaves: [leave] }), 'gap')).toEqual([]);
  });
});

describe('uncovered-leave', () => {
  // Ana's turn is from 2 to 9 March.
  const leave = { person: 'ana', from: at('2026-03-07T00:00:00Z'), to: at('2026-03-20T00:00:00Z') };
  const found = (changed: object) => told(primary({ leaves: [leave], ...changed }), 'uncovered-leave');

  it('is leave at the own turn, as far as nobody answers', () => {
    expect(found({})).toEqual([
      'error schedules.primary.leaves.0: nobody answers in primary while ana is on leave, 2d9h once: from Sat 2026-03-07 01:00 to Mon 2026-03-09 10:00 Europe/Berlin',
    ]);
  });

  it('is none with a cover, an override or a lower layer', () => {
    expect(found({ covers: { ana: ['cem'] } })).toEqual([]);
    expect(
      found({ layers: [soundLayer({ name: 'low', rotation: { people: ['dia'] } }), soundLayer()] }),
    ).toEqual([]);
    const override = { person: 'cem', from: leave.from, to: leave.to };
    expect(found({ overrides: [override] })).toEqual([]);
    expect(found({ overrides: [{ ...override, from: leave.from + HOUR }] })).toEqual([
      expect.stringContaining('1h once'),
    ]);
  });

  it('is one where the cover is away, too', () => {
    const leaves = [leave, { ...leave, person: 'cem', to: at('2026-03-09T00:00:00Z') }];
    const missed = found({ leaves, covers: { ana: ['cem'] } });
    expect(missed).toEqual([
      expect.stringMatching(/^error schedules\.primary\.leaves\.0: .* 2d once: from Sat/),
    ]);
  });

  it('is one where leaves overlap or follow each other, with all of the time', () => {
    const one = { ...leave, to: at('2026-03-08T00:00:00Z') };
    const other = { ...leave, from: at('2026-03-07T12:00:00Z'), to: at('2026-03-08T12:00:00Z') };
    const next = { ...leave, from: other.to };
    const apart = { ...leave, from: at('2026-03-30T00:00:00Z'), to: at('2026-03-31T00:00:00Z') };
    // In any order, and with somebody else's between them.
    expect(found({ leaves: [next, one, { ...one, person: 'dia' }, other, apart] })).toEqual([
      'error schedules.primary.leaves.1: nobody answers in primary while ana is on leave, 2d9h once: from Sat 2026-03-07 01:00 to Mon 2026-03-09 10:00 Europe/Berlin',
      'error schedules.primary.leaves.4: nobody answers in primary while ana is on leave, 16h once: from Mon 2026-03-30 10:00 to Tue 2026-03-31 02:00 Europe/Berlin',
    ]);
  });

  it('is none out of the own turns, or when it is over', () => {
    expect(found({ leaves: [{ ...leave, from: at('2026-03-09T09:00:00Z') }] })).toEqual([]);
    expect(told(primary({ leaves: [leave] }), 'uncovered-leave', leave.to)).toEqual([]);
  });
});

describe('override-on-leave', () => {
  const override = { person: 'cem', from: at('2026-03-07T00:00:00Z'), to: at('2026-03-08T00:00:00Z') };
  const found = (from: string, to: string, person = 'cem') =>
    told(
      primary({ overrides: [override], leaves: [{ person, from: at(from), to: at(to) }] }),
      'override-on-leave',
    );

  it('is an override that meets leave of the same person', () => {
    expect(found('2026-03-07T23:00:00Z', '2026-03-10T00:00:00Z')).toEqual([
      expect.stringMatching(/^warning schedules\.primary\.overrides\.0: cem is to answer in primary/),
    ]);
    expect(found('2026-03-08T00:00:00Z', '2026-03-10T00:00:00Z')).toEqual([]);
    expect(found('2026-03-07T23:00:00Z', '2026-03-10T00:00:00Z', 'dia')).toEqual([]);
  });
});

describe('hidden-override', () => {
  const stretch = (from: string, to: string) => ({
    from: at(`2026-03-${from}T00:00:00Z`),
    to: at(`2026-03-${to}T00:00:00Z`),
  });
  const found = (...overrides: { person: string; from: number; to: number }[]) =>
    told(primary({ overrides }), 'hidden-override');
  const cem = { person: 'cem', ...stretch('07', '09') };

  it('is one that later ones leave no time, be it the same once more', () => {
    expect(found(cem, cem)).toEqual([
      'warning schedules.primary.overrides.0: the override of cem in primary never holds: later in the list cem has all of Sat 2026-03-07 01:00 to Mon 2026-03-09 01:00 Europe/Berlin',
    ]);
    const halves = [
      { person: 'dia', ...stretch('08', '10') },
      { person: 'ben', ...stretch('05', '08') },
    ];
    expect(found(cem, ...halves)).toEqual([expect.stringContaining('dia and ben have all of')]);
  });

  it('is none that holds for a while, that comes last, or that is over', () => {
    expect(found(cem, { person: 'dia', ...stretch('07', '08') })).toEqual([]);
    expect(found({ person: 'dia', ...stretch('06', '09') }, cem)).toEqual([]);
    const over = { person: 'dia', ...stretch('01', '02') };
    expect(found(over, over)).toEqual([]);
  });
});

describe('self-shadow', () => {
  it('is a shadow of oneself that is not over', () => {
    const shadow = { person: 'ana', of: 'ana', from: 0, to: at('2026-04-01T00:00:00Z') };
    const found = (...shadows: (typeof shadow)[]) => told(primary({ shadows }), 'self-shadow');
    expect(found({ ...shadow, of: 'ben' }, shadow)).toEqual([
      'warning schedules.primary.shadows.1.of: ana is a shadow of ana in primary: that is the same person',
    ]);
    expect(found({ ...shadow, to: at('2026-03-01T00:00:00Z') })).toEqual([]);
  });
});

describe('double-booking', () => {
  it('is an error within a team', () => {
    const secondary = soundSchedule('secondary', {
      layers: [soundLayer({ rotation: { people: ['eli', 'ben', 'fay', 'gus'] } })],
    });
    expect(told({ schedules: [secondary] }, 'double-booking')).toEqual([
      'error teams.payments.tiers.secondary: ben is primary and secondary of payments at once 3 times in 13 weeks, for 21d; first from Mon 2026-03-09 10:00 to Mon 2026-03-16 10:00 Europe/Berlin',
    ]);
  });

  it('is a warning in schedules of others', () => {
    const found = told({ schedules: [soundSchedule('db')] }, 'double-booking');
    expect(found).toHaveLength(4);
    expect(found[0]).toMatch(/^warning schedules\.db: dia answers in primary and db at once 4 times/);
  });

  it('is an error where both tiers are one schedule', () => {
    const team = {
      name: 'payments',
      members: [],
      lead: undefined,
      tiers: { primary: 'primary', secondary: 'primary' },
      services: [],
      escalation: 'ladder',
    };
    expect(told({ teams: [team] }, 'double-booking')).toEqual([
      expect.stringContaining('are both primary: always the same person'),
    ]);
  });
});
