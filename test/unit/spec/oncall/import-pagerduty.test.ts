import { describe, expect, it } from 'vitest';
import { whoIsOnCall } from '../../../../src/core/oncall/who-is-on-call.js';
import { importPagerDuty } from '../../../../src/spec/oncall/foreign/pagerduty/import-pagerduty.js';
import { readOnCall } from '../../../../src/spec/oncall/read-oncall.js';
import { planText } from '../../../../src/spec/oncall/write/plan-text.js';

const NOW = Date.parse('2026-11-28T09:00:00Z');

const user = (id: string, name: string, changed: object = {}) => ({
  id,
  type: 'user',
  summary: name,
  name,
  email: `${name.split(' ')[0]?.toLowerCase()}@example.org`,
  time_zone: 'Europe/Berlin',
  teams: [{ id: 'PTEAM', type: 'team_reference' }],
  contact_methods: [],
  notification_rules: [],
  ...changed,
});
const USERS = [user('PA', 'Ana Lee'), user('PB', 'Ben Ode'), user('PC', 'Cem Ay'), user('PD', 'Dia Sol')];

const layer = (name: string, users: readonly string[], changed: object = {}) => ({
  id: `PL-${name}`,
  name,
  start: '2026-01-05T10:00:00+01:00',
  end: null,
  rotation_virtual_start: '2026-01-05T10:00:00+01:00',
  rotation_turn_length_seconds: 604_800,
  users: users.map((id) => ({ user: { id, type: 'user_reference', summary: id } })),
  restrictions: [],
  ...changed,
});
const schedule = (layers: readonly object[], changed: object = {}) => ({
  id: 'PS1',
  type: 'schedule',
  name: 'Primary On-Call',
  time_zone: 'Europe/Berlin',
  // The topmost is the first.
  schedule_layers: layers,
  ...changed,
});
const policy = (rules: readonly object[], changed: object = {}) => ({
  id: 'PP1',
  type: 'escalation_policy',
  name: 'Payments',
  escalation_rules: rules,
  num_loops: 2,
  teams: [{ id: 'PTEAM', type: 'team_reference', summary: 'Payments' }],
  services: [{ id: 'PSV', type: 'service_reference', summary: 'checkout-api' }],
  ...changed,
});
const rule = (minutes: number, ...targets: object[]) => ({ escalation_delay_in_minutes: minutes, targets });
const to = (type: string, id: string) => ({ id, type, summary: id });

const read = (parts: object) =>
  importPagerDuty([{ path: 'export.json', text: JSON.stringify({ users: USERS, ...parts }) }], NOW);
const notesOf = (parts: object) => read(parts).notes.map(({ path, text }) => `${path}: ${text}`);

const WHOLE = {
  teams: [{ id: 'PTEAM', type: 'team', name: 'Payments', description: null }],
  schedules: [
    schedule([
      layer('nights', ['PC', 'PD'], {
        restrictions: [
          { type: 'daily_restriction', start_time_of_day: '22:00:00', duration_seconds: 28_800 },
        ],
      }),
      layer('days', ['PA', 'PB', 'PC', 'PD']),
    ]),
  ],
  escalation_policies: [
    policy([
      rule(5, to('schedule_reference', 'PS1')),
      rule(10, to('user_reference', 'PA'), to('user_reference', 'PB')),
    ]),
  ],
};

describe('an export of PagerDuty', () => {
  it('becomes a plan whose text reads as the same', () => {
    const { plan } = read(WHOLE);
    const again = readOnCall([{ path: 'oncall.yaml', text: planText(plan) }]);
    expect(again.problems).toEqual([]);
    expect(again.plan).toEqual(plan);
  });

  it('keeps people, schedules, steps and teams', () => {
    const { plan, notes } = read(WHOLE);
    expect([...plan.people.keys()]).toEqual(['ana', 'ben', 'cem', 'dia']);
    expect(plan.people.get('ana')).toMatchObject({
      fullName: 'Ana Lee',
      timeZone: 'Europe/Berlin',
      contacts: [{ receiver: 'email', address: 'ana@example.org' }],
    });
    expect(plan.teams.get('payments')).toEqual({
      name: 'payments',
      members: ['ana', 'ben', 'cem', 'dia'],
      lead: undefined,
      tiers: { primary: 'primary-on-call' },
      services: ['checkout-api'],
      escalation: 'payments',
    });
    expect(plan.escalations.get('payments')).toEqual({
      id: 'payments',
      repeat: 2,
      ticketsQuiet: true,
      steps: [
        { targets: [{ kind: 'schedule', schedule: 'primary-on-call' }], timeout: 300_000 },
        {
          targets: [
            { kind: 'person', person: 'ana' },
            { kind: 'person', person: 'ben' },
          ],
          timeout: 600_000,
        },
      ],
    });
    expect(notes.map(({ path }) => path)).toEqual(['teams[0]']);
  });

  it('has the topmost layer answer, which the API gives first', () => {
    const primary = read(WHOLE).plan.schedules.get('primary-on-call');
    const who = (at: string) => primary && whoIsOnCall(primary, Date.parse(at))?.person;
    // Weeks from Monday 5 January 2026, 10:00: the 47th begins on 23 November.
    expect(who('2026-11-24T12:00:00+01:00')).toBe('cem');
    expect(who('2026-11-24T23:00:00+01:00')).toBe('cem');
    expect(who('2026-12-01T12:00:00+01:00')).toBe('dia');
    expect(who('2026-12-08T12:00:00+01:00')).toBe('ana');
    expect(who('2026-12-08T23:00:00+01:00')).toBe('cem');
    expect(who('2026-12-09T06:00:00+01:00')).toBe('ana');
  });

  it('keeps restrictions of weeks', () => {
    const restrictions = [
      {
        type: 'weekly_restriction',
        start_day_of_week: 5,
        start_time_of_day: '17:00:00',
        duration_seconds: 64 * 3600,
      },
    ];
    const { plan } = read({ schedules: [schedule([layer('weekend', ['PA'], { restrictions })])] });
    expect(plan.schedules.get('primary-on-call')?.layers[0]?.hours).toEqual([
      { weekdays: [5], from: 17 * 3_600_000, to: 0 },
      { weekdays: [0, 6], from: 0, to: 0 },
      { weekdays: [1], from: 0, to: 9 * 3_600_000 },
    ]);
  });

  it('keeps overrides that are not over, of the schedule and of the only one', () => {
    const override = (id: string, start: string, end: string) => ({ start, end, user: { id } });
    const future = override('PB', '2026-12-01T00:00:00Z', '2026-12-02T00:00:00Z');
    const past = override('PB', '2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z');
    const subschedule = { rendered_schedule_entries: [future, past] };
    const own = schedule([layer('days', ['PA'])], { overrides_subschedule: subschedule });
    const loose = override('PC', '2026-12-05T00:00:00Z', '2026-12-06T00:00:00Z');
    const of = (parts: object) => read(parts).plan.schedules.get('primary-on-call')?.overrides;
    expect(of({ schedules: [own], overrides: [loose, future] })?.map(({ person }) => person)).toEqual([
      'ben',
      'cem',
    ]);
    const two = { schedules: [own, { ...own, id: 'PS2', name: 'Other' }], overrides: [loose] };
    expect(of(two)?.map(({ person }) => person)).toEqual(['ben']);
    expect(notesOf(two)).toEqual([expect.stringMatching(/^overrides\[0\]: which schedule/)]);
  });

  it('may be in several files, of one object each', () => {
    const files = [{ users: USERS }, { schedule: WHOLE.schedules[0] }, [{ escalation_policies: [] }]];
    const { plan } = importPagerDuty(
      files.map((each, index) => ({ path: `${index}.json`, text: JSON.stringify(each) })),
      NOW,
    );
    expect([...plan.schedules.keys()]).toEqual(['primary-on-call']);
  });
});

describe('what cannot be said', () => {
  it('is told with its path', () => {
    const half = layer('half weeks', ['PA', 'PB'], { rotation_turn_length_seconds: 302_400 });
    expect(notesOf({ schedules: [schedule([layer('days', ['PA']), half])] })).toEqual([
      'schedules[0].schedule_layers[1].rotation_turn_length_seconds: the layer is left out: turns of 3d12h are neither whole days nor an even part of a day',
    ]);
    expect(notesOf({ schedules: [schedule([layer('days', ['PX', 'PA'])])] })).toEqual([
      'schedules[0].schedule_layers[0].users[0].user: the user PX is not in the export',
      'schedules[0].schedule_layers[0]: it is left out: not all of its people are known',
      'schedules[0]: it has no layer that could be taken, and is left out',
    ]);
    expect(notesOf({ schedules: [schedule([], { schedule_layers: undefined })] })[0]).toContain(
      'include[]=schedule_layers',
    );
    const seconds = { type: 'daily_restriction', start_time_of_day: '08:00:01', duration_seconds: 3600 };
    expect(
      notesOf({ schedules: [schedule([layer('days', ['PA'], { restrictions: [seconds] })])] })[0],
    ).toMatch(/^schedules\[0\]\.schedule_layers\[0\]\.restrictions\[0\]: this restriction/);
  });

  it('is told of people', () => {
    const people = [
      user('PE', 'Eli', {
        time_zone: 'Eastern Time',
        contact_methods: [
          { type: 'email_contact_method', address: 'eli@home.example' },
          { type: 'sms_contact_method', address: '4155809923', country_code: 1 },
          { type: 'phone_contact_method_reference', id: 'P1' },
        ],
        notification_rules: [{ urgency: 'high', start_delay_in_minutes: 0 }],
      }),
    ];
    expect(notesOf({ users: people })).toEqual([
      'users[0].time_zone: "Eastern Time" is no time zone; UTC is taken',
      expect.stringMatching(/^users\[0\]\.contact_methods\[1\]: a sms_contact_method is no address/),
      expect.stringMatching(
        /^users\[0\]\.contact_methods\[2\]: the address of this phone_contact_method_reference/,
      ),
      expect.stringMatching(/^users\[0\]\.notification_rules: /),
    ]);
    expect(read({ users: people }).plan.people.get('eli')?.contacts).toEqual([
      { receiver: 'email', address: 'eli@home.example' },
    ]);
  });

  it('is told of escalations', () => {
    const rules = [
      {
        ...rule(5, to('user_reference', 'PA')),
        escalation_rule_assignment_strategy: { type: 'round_robin' },
      },
      rule(10, to('schedule_reference', 'PNONE')),
      rule(2000, to('user_reference', 'PB')),
      rule(0, to('user_reference', 'PB')),
    ];
    const { plan, notes } = read({ escalation_policies: [policy(rules)] });
    expect(plan.escalations.get('payments')?.steps.map(({ timeout }) => timeout / 60_000)).toEqual([
      5, 1440, 30,
    ]);
    expect(notes.map(({ path }) => path)).toEqual([
      'escalation_policies[0].escalation_rules[0]',
      'escalation_policies[0].escalation_rules[1].targets[0]',
      'escalation_policies[0].escalation_rules[1]',
      'escalation_policies[0].escalation_rules[2].escalation_delay_in_minutes',
      'escalation_policies[0].escalation_rules[3].escalation_delay_in_minutes',
    ]);
  });

  it('may be the file', () => {
    const broken = importPagerDuty([{ path: 'a.json', text: '{' }], NOW);
    expect(broken.notes).toEqual([
      { path: 'a.json', isLeftOut: true, text: expect.stringContaining('no JSON') },
    ]);
    const other = importPagerDuty([{ path: 'a.json', text: '{"incidents": []}' }], NOW);
    expect(other.notes).toHaveLength(1);
  });
});
