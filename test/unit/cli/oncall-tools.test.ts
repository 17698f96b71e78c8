import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readOnCall } from '../../../src/spec/oncall/read-oncall.js';
import { run, surroundings } from './fake-context.js';

const PAYMENTS = readFileSync('on-call/payments.yaml', 'utf8');
const payments = (text = PAYMENTS) => surroundings({ 'on-call/payments.yaml': text });
const AT = ['--at', '2026-11-12T12:00:00Z'];

describe('firebreak oncall lint', () => {
  it('finds no error in the example', async () => {
    const ran = await run(payments(), 'oncall', 'lint', 'on-call', ...AT);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain(
      '1 file, 2 schedules, 13 weeks from 2026-11-12T12:00:00.000Z: 0 errors, 0 warnings',
    );
  });

  it('tells findings at their places, fails by errors, and says when clocks are set', async () => {
    const few = PAYMENTS.replace(
      'rotation: {people: [alice, bob, chidi, dana], start: 2026-01-05, handoff: "10:00"',
      'rotation: {people: [alice, bob, chidi], start: 2026-01-05, handoff: "00:00"',
    );
    const line = few.split('\n').findIndex((each) => each.includes('00:00')) + 1;
    const column = (words: string) => (few.split('\n')[line - 1] ?? '').indexOf(words) + 1;
    const ran = await run(payments(few), 'oncall', 'lint', 'on-call', ...AT);
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain(
      `on-call/payments.yaml:${line}:${column('[alice')}: error [few-people] 3 people take turns`,
    );
    expect(ran.stdout).toContain(
      `on-call/payments.yaml:${line}:${column('"00:00"')}: error [handoff-at-midnight]`,
    );
    expect(ran.stdout).toContain('Europe/Berlin: clocks go forward by 1h to Sun 2027-03-28 03:00');
    expect(ran.stdout).toContain('payments-primary, weekly: ');
  });

  it('tells what stands apart from its schedule where it stands', async () => {
    const apart = [
      'overrides:',
      '  - {schedule: payments-primary, person: dana, from: 2026-11-20T10:00, to: 2026-11-20T12:00}',
      '  - {schedule: payments-primary, person: chidi, from: 2026-12-09T10:00, to: 2026-12-10T10:00}',
      'leaves:',
      '  - {person: chidi, from: 2026-12-01, to: 2027-02-03}',
      '',
    ].join('\n');
    const around = surroundings({ 'on-call/payments.yaml': PAYMENTS, 'on-call/apart.yaml': apart });
    const { stdout } = await run(around, 'oncall', 'lint', 'on-call', ...AT);
    expect(stdout).toMatch(/on-call\/apart\.yaml:3:6: warning \[override-on-leave\] chidi/);
    expect(stdout).toMatch(/on-call\/apart\.yaml:5:6: error \[uncovered-leave\].* payments-primary/);
    expect(stdout).toMatch(/on-call\/apart\.yaml:5:6: error \[uncovered-leave\].* payments-secondary/);
  });

  it('writes the same as JSON', async () => {
    const ran = await run(payments(), 'oncall', 'lint', 'on-call', '--output', 'json', ...AT);
    const told = JSON.parse(ran.stdout) as { readonly findings: readonly object[] };
    expect(told).toMatchObject({
      at: '2026-11-12T12:00:00.000Z',
      clocks: [
        {
          timeZone: 'Europe/Berlin',
          changes: [{ at: '2027-03-28T01:00:00.000Z', by: 3_600_000 }, { by: -3_600_000 }],
        },
      ],
    });
    expect(told.findings[0]).toMatchObject({
      code: 'single-route',
      severity: 'hint',
      file: 'on-call/payments.yaml',
      line: 4,
    });
  });

  it('counts errors of reading', async () => {
    const ran = await run(payments(`${PAYMENTS}\nwrong: 1\n`), 'oncall', 'lint', 'on-call', ...AT);
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain('wrong');
  });
});

describe('firebreak oncall export', () => {
  const exported = (...argv: string[]) =>
    run(payments(), ...['oncall', 'export', 'on-call', '--from', '2026-11-12T00:00:00Z', ...argv]);

  it('prints the shifts of a schedule or of a person as a calendar', async () => {
    const primary = await exported('--schedule', 'payments-primary', '--days', '14');
    expect(primary.code).toBe(0);
    expect(primary.stdout.match(/SUMMARY:.*/g)?.map((each) => each.trim())).toEqual([
      'SUMMARY:Alice Ng: payments-primary',
      'SUMMARY:Bob Okoro: payments-primary',
      'SUMMARY:Chidi Eze: payments-primary',
    ]);
    const alice = await exported('--person', 'ALICE@example.org', '--days', '35');
    expect(alice.stdout.match(/SUMMARY:.*/g)?.map((each) => each.trim())).toEqual([
      'SUMMARY:Alice Ng: payments-primary',
      'SUMMARY:Alice Ng: payments-primary',
      'SUMMARY:Alice Ng: payments-secondary',
    ]);
  });

  it.each([
    [[], /name a --schedule or a --person/],
    [['--schedule', 'none'], /there are payments-primary, payments-secondary/],
    [['--person', 'zoe'], /nobody called "zoe"/],
    [['--person', 'alice', '--days', '0'], /from 1 to 731/],
    [['--person', 'alice', '--schedule', 'payments-primary'], /cannot be used with/],
  ])('%j is wrong usage', async (argv, words) => {
    const ran = await exported(...argv);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(words);
  });
});

describe('firebreak oncall import', () => {
  const pagerduty = JSON.stringify({
    users: [{ id: 'PA', name: 'Ana Lee', email: 'ana@example.org', time_zone: 'Europe/Berlin' }],
    schedules: [
      {
        id: 'PS',
        name: 'Primary',
        time_zone: 'Europe/Berlin',
        schedule_layers: [
          {
            name: 'all',
            start: '2026-01-05T10:00:00+01:00',
            rotation_virtual_start: '2026-01-05T10:00:00+01:00',
            rotation_turn_length_seconds: 604_800,
            users: [{ user: { id: 'PA' } }],
            restrictions: [],
          },
          { name: 'broken', users: [] },
        ],
      },
    ],
  });

  it('prints a file, and what could not be said on standard error', async () => {
    const ran = await run(surroundings({ 'pd.json': pagerduty }), 'oncall', 'import', 'pagerduty', 'pd.json');
    expect(ran.code).toBe(1);
    expect(ran.stderr).toBe(
      'schedules[0].schedule_layers[1]: it is left out: rotation_virtual_start is no instant\n1 part left out: what they say of who is called is missing in what was printed\n',
    );
    const { plan, problems } = readOnCall([{ path: 'oncall.yaml', text: ran.stdout }]);
    expect(problems).toEqual([]);
    expect([...plan.schedules.keys()]).toEqual(['primary']);
  });

  it('is satisfied with notes that leave nobody out', async () => {
    const { schedules, users } = JSON.parse(pagerduty) as Record<'schedules' | 'users', [object]>;
    const [layer] = (schedules[0] as { schedule_layers: object[] }).schedule_layers;
    const phone = { type: 'phone_contact_method', address: '1' };
    const whole = {
      users: users.map((user) => ({ ...user, contact_methods: [phone] })),
      schedules: schedules.map((schedule) => ({ ...schedule, schedule_layers: [layer] })),
    };
    const around = surroundings({ 'pd.json': JSON.stringify(whole) });
    const ran = await run(around, 'oncall', 'import', 'pagerduty', 'pd.json');
    expect(ran).toMatchObject({ code: 0, stderr: expect.stringContaining('is no address of a receiver') });
  });

  it('fails where nothing can be taken', async () => {
    const around = surroundings({ 'a.json': '{}' });
    const ran = await run(around, 'oncall', 'import', 'opsgenie', 'a.json');
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('is no user, team, schedule');
    expect(await run(around, 'oncall', 'import', 'opsgenie', 'b.json')).toMatchObject({ code: 2 });
  });
});

describe('firebreak oncall import ics', () => {
  // The test's clock stands at 2027-01-01T00:00:00Z.
  const ICS = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...['BEGIN:VEVENT', 'UID:1', 'SUMMARY:Chidi Eze', 'DTSTART;VALUE=DATE:20270111'],
    ...['DTEND;VALUE=DATE:20270113', 'END:VEVENT'],
    ...['BEGIN:VEVENT', 'UID:2', 'SUMMARY:Zoe', 'DTSTART;VALUE=DATE:20270111', 'END:VEVENT'],
    'END:VCALENDAR',
    '',
  ].join('\r\n');
  const imported = (...argv: string[]) =>
    run(
      surroundings({ 'on-call/payments.yaml': PAYMENTS, 'a.ics': ICS }),
      ...['oncall', 'import', 'ics', 'a.ics', '--on-call', 'on-call', ...argv],
    );
  const reread = (text: string) =>
    readOnCall([
      { path: 'payments.yaml', text: PAYMENTS },
      { path: 'more.yaml', text },
    ]);

  it('prints leaves or overrides that read with the other files', async () => {
    const leaves = await imported('--as', 'leaves');
    expect(leaves).toMatchObject({
      code: 1,
      stdout: 'leaves:\n  - person: chidi\n    from: 2027-01-11\n    to: 2027-01-12\n',
      stderr:
        '2: nobody in the on-call files goes by "Zoe"\n1 event left out: who is away or on call by that is missing in what was printed\n',
    });
    const away = reread(leaves.stdout);
    expect(away.problems).toEqual([]);
    expect(away.plan.schedules.get('payments-secondary')?.leaves).toEqual([
      { person: 'chidi', from: Date.parse('2027-01-10T23:00:00Z'), to: Date.parse('2027-01-12T23:00:00Z') },
    ]);
    const swaps = await imported('--as', 'overrides', '--schedule', 'payments-primary');
    expect(reread(swaps.stdout).plan.schedules.get('payments-primary')?.overrides.at(-1)?.person).toBe(
      'chidi',
    );
  });

  it('misses nothing of what is cancelled, or over', async () => {
    const gone = ICS.replace('SUMMARY:Zoe', 'SUMMARY:Zoe\r\nSTATUS:CANCELLED');
    const files = { 'on-call/payments.yaml': PAYMENTS, 'a.ics': gone };
    const words = ['oncall', 'import', 'ics', 'a.ics', '--on-call', 'on-call', '--as', 'leaves'];
    expect(await run(surroundings(files), ...words)).toMatchObject({
      code: 0,
      stderr: '2: it is cancelled\n',
    });
  });

  it.each([
    [['--as', 'overrides'], /say which schedule/],
    [['--as', 'overrides', '--schedule', 'none'], /there is no schedule "none"/],
    [['--as', 'leaves', '--schedule', 'payments-primary'], /leave --schedule out/],
    [['--as', 'leaves', '--time-zone', 'Mars'], /no time zone "Mars"/],
    [[], /required option '--as/],
  ])('%j is wrong usage', async (argv, words) => {
    const ran = await imported(...argv);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(words);
  });
});
