import { describe, expect, it } from 'vitest';
import { whoIsOnCall } from '../../../../src/core/oncall/who-is-on-call.js';
import { importOpsgenie } from '../../../../src/spec/oncall/foreign/opsgenie/import-opsgenie.js';
import { readOnCall } from '../../../../src/spec/oncall/read-oncall.js';
import { planText } from '../../../../src/spec/oncall/write/plan-text.js';

const NOW = Date.parse('2026-11-28T09:00:00Z');
const HOUR = 3_600_000;

const USERS = ['ana', 'ben', 'cem', 'dia'].map((name) => ({
  id: `id-${name}`,
  username: `${name}@example.org`,
  fullName: `${name.toUpperCase()} Doe`,
  timeZone: 'Europe/Berlin',
}));
const participant = (name: string) => ({
  type: 'user',
  id: `id-${name}`,
  username: `${name}@example.org`,
});
const rotation = (name: string, people: readonly string[], changed: object = {}) => ({
  id: `r-${name}`,
  name,
  startDate: '2026-01-05T09:00:00Z',
  endDate: null,
  type: 'weekly',
  length: 1,
  participants: people.map(participant),
  timeRestriction: null,
  ...changed,
});
const schedule = (...rotations: object[]) => ({
  id: 's-1',
  name: 'Payments Schedule',
  timezone: 'Europe/Berlin',
  enabled: true,
  ownerTeam: { id: 't-1', name: 'Payments' },
  rotations,
});
const rule = (minutes: number, recipient: object, changed: object = {}) => ({
  condition: 'if-not-acked',
  notifyType: 'default',
  delay: { timeAmount: minutes, timeUnit: 'minutes' },
  recipient,
  ...changed,
});
const escalation = (rules: readonly object[], changed: object = {}) => ({
  id: 'e-1',
  name: 'Payments Escalation',
  rules,
  ownerTeam: { id: 't-1', name: 'Payments' },
  repeat: { waitInterval: 20, count: 3, resetRecipientStates: false, closeAlertAfterAll: false },
  ...changed,
});
const TEAM = {
  id: 't-1',
  name: 'Payments',
  members: USERS.map(({ id, username }) => ({ user: { id, username }, role: 'user' })),
};
const SCHEDULE = { type: 'schedule', id: 's-1', name: 'Payments Schedule' };

const read = (parts: object) =>
  importOpsgenie([{ path: 'export.json', text: JSON.stringify({ users: USERS, ...parts }) }], NOW);
const notesOf = (parts: object) => read(parts).notes.map(({ path, text }) => `${path}: ${text}`);

const WEEKEND = {
  type: 'weekday-and-time-of-day',
  restrictions: [{ startDay: 'friday', startHour: 17, startMin: 0, endDay: 'monday', endHour: 9, endMin: 0 }],
};
const WORK = {
  type: 'weekday-and-time-of-day',
  restrictions: [{ startDay: 'monday', startHour: 9, startMin: 0, endDay: 'friday', endHour: 17, endMin: 0 }],
};
const WHOLE = {
  teams: [TEAM],
  schedules: [
    schedule(
      rotation('week', ['ana', 'ben'], { timeRestriction: WORK }),
      rotation('weekend', ['cem', 'dia'], { timeRestriction: WEEKEND }),
    ),
  ],
  escalations: [
    escalation([
      rule(0, SCHEDULE),
      rule(5, participant('ben')),
      rule(5, participant('cem')),
      rule(15, { type: 'team', id: 't-1', name: 'Payments' }, { notifyType: 'all' }),
    ]),
  ],
};

describe('an export of Opsgenie', () => {
  it('becomes a plan whose text reads as the same', () => {
    const { plan, notes } = read(WHOLE);
    const again = readOnCall([{ path: 'oncall.yaml', text: planText(plan) }]);
    expect(again.problems).toEqual([]);
    expect(again.plan).toEqual(plan);
    expect(notes.map(({ path }) => path)).toEqual(['teams[0]']);
  });

  it('has rotations answer at their hours', () => {
    const found = read(WHOLE).plan.schedules.get('payments-schedule');
    const who = (at: string) => found && whoIsOnCall(found, Date.parse(at))?.person;
    // The 47th week since Monday 5 January begins on 23 November.
    expect(who('2026-11-24T12:00:00+01:00')).toBe('ana');
    expect(who('2026-11-28T12:00:00+01:00')).toBe('cem');
    expect(who('2026-12-01T12:00:00+01:00')).toBe('ben');
    expect(who('2026-12-05T12:00:00+01:00')).toBe('dia');
  });

  it('has rules of one delay make a step, which waits until the next', () => {
    expect(read(WHOLE).plan.escalations.get('payments-escalation')).toEqual({
      id: 'payments-escalation',
      repeat: 3,
      ticketsQuiet: true,
      steps: [
        { targets: [{ kind: 'schedule', schedule: 'payments-schedule' }], timeout: 5 * 60_000 },
        {
          targets: [
            { kind: 'person', person: 'ben' },
            { kind: 'person', person: 'cem' },
          ],
          timeout: 10 * 60_000,
        },
        { targets: [{ kind: 'team', team: 'payments' }], timeout: 20 * 60_000 },
      ],
    });
  });

  it('has rotations that meet be schedules of their own, and calls both', () => {
    const parts = {
      schedules: [schedule(rotation('first', ['ana', 'ben']), rotation('second', ['cem', 'dia']))],
      escalations: [escalation([rule(0, SCHEDULE)])],
    };
    const { plan, notes } = read(parts);
    expect([...plan.schedules.keys()]).toEqual(['payments-schedule', 'payments-schedule-2']);
    expect(plan.escalations.get('payments-escalation')?.steps[0]?.targets).toHaveLength(2);
    expect(notes[0]?.text).toContain('payments-schedule, payments-schedule-2');
    const [one] = schedule(rotation('first', ['ana'], { endDate: '2027-01-01T00:00:00Z' })).rotations;
    const after = rotation('second', ['cem'], { startDate: '2027-01-01T00:00:00Z' });
    expect(read({ schedules: [schedule(one as object, after)] }).plan.schedules.size).toBe(1);
  });

  it('has overrides of the rotations that they are of', () => {
    const override = (changed: object) => ({
      _parent: { id: 's-1', name: 'Payments Schedule', enabled: true },
      alias: 'a',
      user: participant('dia'),
      startDate: '2026-12-01T00:00:00Z',
      endDate: '2026-12-02T00:00:00Z',
      ...changed,
    });
    const two = { schedules: [schedule(rotation('first', ['ana']), rotation('second', ['cem']))] };
    const counts = (changed: object) =>
      [...read({ ...two, overrides: [override(changed)] }).plan.schedules.values()].map(
        ({ overrides }) => overrides.length,
      );
    expect(counts({ rotations: [{ id: 'r-second', name: 'second' }] })).toEqual([0, 1]);
    expect(counts({})).toEqual([1, 1]);
    expect(counts({ endDate: '2026-11-01T00:00:00Z', startDate: '2026-10-01T00:00:00Z' })).toEqual([0, 0]);
    expect(notesOf({ ...two, overrides: [override({ _parent: { id: 'x' } })] })).toContain(
      'overrides[0]: its schedule is not in the export',
    );
  });

  it('may be the answers of the API or single objects', () => {
    const files = [
      { data: USERS, took: 1 },
      { data: [WHOLE.schedules[0]] },
      WHOLE.escalations[0],
      { data: TEAM },
    ];
    const { plan } = importOpsgenie(
      files.map((each, index) => ({ path: `${index}.json`, text: JSON.stringify(each) })),
      NOW,
    );
    const sizes = [plan.people, plan.schedules, plan.escalations, plan.teams].map(({ size }) => size);
    expect(sizes).toEqual([4, 1, 1, 1]);
  });

  it('has turns of hours', () => {
    const hourly = rotation('sun', ['ana', 'ben', 'cem'], { type: 'hourly', length: 8 });
    const found = read({ schedules: [schedule(hourly)] }).plan.schedules.get('payments-schedule');
    const who = (hour: number) =>
      found && whoIsOnCall(found, Date.parse('2026-11-30T09:00:00Z') + hour * HOUR)?.person;
    expect([0, 8, 16, 24].map(who)).toEqual(['ana', 'ben', 'cem', 'ana']);
  });
});

describe('what cannot be said', () => {
  it('is told of rotations', () => {
    const left = (changed: object) => notesOf({ schedules: [schedule(rotation('r', ['ana'], changed))] });
    expect(left({ participants: [participant('ana'), { type: 'none' }] })).toEqual([
      expect.stringMatching(/^schedules\[0\]\.rotations\[0\]\.participants\[1\]: a participant of type none/),
      expect.stringMatching(/^schedules\[0\]\.rotations\[0\]: the rotation is left out: not all/),
      'schedules[0]: it has no rotation that could be taken, and is left out',
    ]);
    expect(left({ type: 'monthly' })[0]).toContain('type is none of');
    expect(left({ timeRestriction: { type: 'time-of-day' } })[0]).toContain('timeRestriction cannot be read');
    expect(left({ type: 'hourly', length: 5 })[0]).toContain('turns of 5h');
    expect(notesOf({ schedules: [{ ...schedule(), enabled: false }] })).toEqual([
      'schedules[0]: it is not enabled, and left out',
    ]);
  });

  it('is told of escalations', () => {
    const rules = [
      rule(3, participant('ana'), { condition: 'if-not-closed' }),
      rule(5, SCHEDULE, { notifyType: 'next' }),
      rule(6, participant('zoe')),
    ];
    const parts = {
      schedules: WHOLE.schedules,
      escalations: [escalation(rules, { repeat: { waitInterval: 0, closeAlertAfterAll: true } })],
    };
    expect(notesOf(parts)).toEqual([
      expect.stringMatching(/^escalations\[0\]\.rules\[0\]\.condition: an acknowledgement/),
      'escalations[0].rules[1]: next of the schedule Payments Schedule cannot be called; the rule is left out',
      expect.stringMatching(/^escalations\[0\]\.rules\[2\]\.recipient: the user zoe@example.org/),
      'escalations[0].rules: the first step is taken at once, not after 3m',
      'escalations[0].repeat.closeAlertAfterAll: there is nothing like it here',
    ]);
    expect(read(parts).plan.escalations.get('payments-escalation')?.repeat).toBe(0);
  });

  it('is told of people and of what is none of these', () => {
    const users = [{ ...USERS[0], userContacts: [{ contactMethod: 'sms', to: '49-1' }] }];
    expect(notesOf({ users })).toEqual([
      expect.stringMatching(/^users\[0\]\.userContacts\[0\]: a contact by sms/),
    ]);
    const other = importOpsgenie(
      [{ path: 'a.json', text: JSON.stringify({ data: [{ fromUser: {}, toUser: {} }, { tinyId: '1' }] }) }],
      NOW,
    );
    expect(other.notes.map(({ path }) => path)).toEqual(['data[0]', 'data[1]']);
  });
});
