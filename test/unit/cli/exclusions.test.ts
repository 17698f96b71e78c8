import { describe, expect, it } from 'vitest';
import { readSpecs } from '../../../src/spec/read-specs.js';
import { run, surroundings } from './fake-context.js';

function daemonSaying(body: unknown) {
  const around = surroundings();
  around.answer = { kind: 'answered', body };
  return around;
}

const SPAN = ['--from', '2026-12-01T22:00:00Z', '--to', '2026-12-02T00:00:00Z'];
const WHY = ['--author', 'maria', '--reason', 'PostgreSQL 18'];
const once = {
  id: 'EXC-1',
  kind: 'maintenance',
  origin: 'api',
  author: 'maria',
  reason: 'PostgreSQL 18',
  slos: ['checkout-api/latency'],
  service: null,
  labels: null,
  times: [
    { from: '2026-12-01T22:00:00.000Z', to: '2026-12-02T00:00:00.000Z' },
    { from: '2026-12-08T22:00:00.000Z', to: '2026-12-09T00:00:00.000Z' },
  ],
  from: null,
  to: null,
  every: null,
};
const recurring = {
  ...once,
  id: 'patches',
  origin: 'file',
  slos: null,
  service: 'search-api',
  labels: { tier: '1' },
  times: null,
  from: '2026-12-01T00:00:00.000Z',
  to: '2027-12-01T00:00:00.000Z',
  every: {
    weekdays: ['sunday'],
    weeks: ['first', 'last'],
    month_days: null,
    at: '02:00',
    duration: '2h',
    time_zone: 'Europe/Berlin',
  },
};

describe('firebreak exclusions', () => {
  it('lists what is in force', async () => {
    const ran = await run(daemonSaying({ exclusions: [once, recurring] }), 'exclusions', 'list');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      ['EXCLUSION', 'KIND', 'BY', 'SLOS', 'WHEN', 'AUTHOR', 'REASON'],
      [
        'EXC-1',
        'maintenance',
        'api',
        'checkout-api/latency',
        '2026-12-01T22:00:00.000Z to 2026-12-02T00:00:00.000Z and 1 more',
        'maria',
        'PostgreSQL 18',
      ],
      [
        'patches',
        'maintenance',
        'file',
        'search-api/*, tier=1',
        'first,last sunday 02:00 Europe/Berlin for 2h from 2026-12-01T00:00:00.000Z until 2027-12-01T00:00:00.000Z',
        'maria',
        'PostgreSQL 18',
      ],
      [''],
    ]);
    expect((await run(daemonSaying({ exclusions: [] }), 'exclusions', 'list')).stdout).toBe(
      'no exclusions\n',
    );
  });

  it('adds one with the token, for SLOs that are named or have labels', async () => {
    const around = daemonSaying({ id: 'EXC-1' });
    around.env['FIREBREAK_TOKEN'] = 'secret';
    const slos = ['--slo', 'a/b', 'a/c', '--label', 'tier=1', 'team=x=y'];
    const ran = await run(around, 'exclusions', 'add', ...SPAN, ...WHY, ...slos);
    expect(ran).toMatchObject({ code: 0, stdout: 'EXC-1 is in force with the next evaluation\n' });
    const [from, to] = [SPAN[1], SPAN[3]];
    const body = { kind: 'maintenance', author: 'maria', reason: 'PostgreSQL 18', from, to };
    expect(around.daemonCalls).toMatchObject([
      {
        path: '/api/v1/exclusions',
        token: 'secret',
        body: { ...body, slos: ['a/b', 'a/c'], labels: { tier: '1', team: 'x=y' } },
      },
    ]);
  });

  it.each([
    [[...SPAN, ...WHY], 'which SLOs? Say --slo, --service or --label'],
    [[...SPAN, ...WHY, '--label', 'tier'], '"tier" is no label; write name=value, such as tier=1'],
    [[...SPAN, '--author', 'maria', '--service', 'a'], "required option '--reason <text>'"],
    [[...SPAN, ...WHY, '--service', 'a', '--kind', 'holiday'], 'Allowed choices are maintenance, correction'],
  ])('is not called with %j', async (options, message) => {
    const around = daemonSaying({});
    const ran = await run(around, 'exclusions', 'add', ...options);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(message);
    expect(around.daemonCalls).toEqual([]);
  });

  it('says where its help is', async () => {
    const ran = await run(daemonSaying({}), 'exclusions', 'add');
    expect(ran.stderr).toContain('(firebreak exclusions add --help shows how it is used)');
  });

  it('withdraws one, by somebody and for a reason', async () => {
    const around = daemonSaying(once);
    const ran = await run(around, 'exclusions', 'withdraw', 'EXC-1', '--by', 'li', '--reason', 'cancelled');
    expect(ran.stdout).toBe('EXC-1 is withdrawn; its time counts again with the next evaluation\n');
    expect(around.daemonCalls).toMatchObject([
      { path: '/api/v1/exclusions/EXC-1/withdraw', body: { by: 'li', reason: 'cancelled' } },
    ]);
    around.answer = { kind: 'refused', status: 409, message: 'patches is declared in a file' };
    const refused = await run(around, 'exclusions', 'withdraw', 'patches', '--by', 'li', '--reason', 'x');
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stderr).toContain('patches is declared in a file');
  });

  it('tells who changed what, when and why', async () => {
    const change = { at: '2026-11-23T02:30:00.000Z', action: 'withdrawn', by: 'files', reason: 'gone' };
    const body = { changes: [{ ...change, exclusion: recurring }] };
    const ran = await run(daemonSaying(body), 'exclusions', 'audit');
    const [, row = ''] = ran.stdout.split('\n');
    expect(row.split(/ {2,}/).slice(0, 5)).toEqual([change.at, 'withdrawn', 'patches', 'files', 'gone']);
    expect(
      JSON.parse((await run(daemonSaying(body), 'exclusions', 'audit', '--output', 'json')).stdout),
    ).toEqual(body);
  });

  const CALENDAR = [
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    'UID:patch',
    'SUMMARY:kernel patches',
    'DTSTART:20261201T220000Z',
    'DTEND:20261201T230000Z',
    'RRULE:FREQ=WEEKLY;COUNT=2',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
  const TIMES = [
    { from: '2026-12-01T22:00:00.000Z', to: '2026-12-01T23:00:00.000Z' },
    { from: '2026-12-08T22:00:00.000Z', to: '2026-12-08T23:00:00.000Z' },
  ];

  it('imports a calendar, each event in the place of what it was before, and tells what is new, changed and gone', async () => {
    const around = daemonSaying(undefined);
    const inForce = new Map<string, object>();
    around.answerTo = (_path, body) => {
      if (body === undefined) return { kind: 'answered', body: { exclusions: [...inForce.values()] } };
      const { replace: _, ...item } = body as { readonly id: string; readonly replace: true };
      const view = { origin: 'api', slos: null, labels: null, ...item };
      inForce.set(item.id, view);
      return { kind: 'answered', body: view };
    };
    for (const other of [
      { ...once, slos: null, service: 'a' },
      { ...once, slos: null, service: 'b', id: 'of-others' },
      { ...recurring, service: 'a', labels: null, id: 'weekly' },
    ])
      inForce.set(other.id, other);
    const imported = async (calendar: string) => {
      around.files.set('plan.ics', calendar);
      return (await run(around, 'exclusions', 'import', 'plan.ics', '--service', 'a', '--author', 'maria'))
        .stdout;
    };
    expect(await imported(CALENDAR)).toBe('plan.ics: 1 event in force with the next evaluation (1 new)\n');
    const item = { id: 'patch', author: 'maria', reason: 'kernel patches', service: 'a', times: TIMES };
    expect(around.daemonCalls.map(({ path, body }) => [path, body])).toEqual([
      ['/api/v1/exclusions', undefined],
      ['/api/v1/exclusions', { kind: 'maintenance', replace: true, ...item }],
    ]);
    expect(await imported(CALENDAR)).toBe(
      'plan.ics: 1 event in force with the next evaluation (1 unchanged)\n',
    );
    expect(await imported(CALENDAR.replace('COUNT=2', 'COUNT=3'))).toContain('(1 changed)');
    expect(await imported(CALENDAR.replace('UID:patch', 'UID:other'))).toBe(
      'plan.ics: 1 event in force with the next evaluation (1 new, 1 gone)\n' +
        'not in it, of the same SLOs, and in force until withdrawn: patch\n',
    );
  });

  it('prints a calendar as a file that means the same', async () => {
    const around = surroundings({ 'plan.ics': CALENDAR });
    const ran = await run(
      around,
      'exclusions',
      'import',
      'plan.ics',
      '--label',
      'tier=1',
      '--author',
      'm',
      '--print',
    );
    const { exclusions, problems } = readSpecs([{ path: 'maintenance.yaml', text: ran.stdout }]);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(exclusions).toMatchObject([
      {
        id: 'patch',
        reason: 'kernel patches',
        selects: { labels: { tier: '1' } },
        when: { times: [{}, {}] },
      },
    ]);
    expect(around.daemonCalls).toEqual([]);
  });

  it.each([
    [['nowhere.ics', '--service', 'a'], 2, 'there is no file nowhere.ics'],
    [['plan.ics', '--author', 'm'], 2, 'which SLOs?'],
    [['plan.ics', '--service', 'a'], 2, '"kernel patches" has no organizer; say --author'],
    [['plan.ics', '--service', 'a', '--until', '2027'], 2, '"2027" is no instant'],
    [['plan.ics', '--service', 'a', '--time-zone', 'Berlin'], 2, 'there is no time zone "Berlin"'],
    [['broken.ics', '--service', 'a'], 1, 'broken.ics: this is no iCalendar file'],
    [['empty.ics', '--service', 'a'], 1, 'empty.ics has no event'],
  ])('takes nothing from a calendar with %j', async (options, code, message) => {
    const around = daemonSaying(once);
    around.files.set('plan.ics', CALENDAR);
    around.files.set('broken.ics', 'x');
    around.files.set('empty.ics', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n');
    const ran = await run(around, 'exclusions', 'import', ...options);
    expect(ran.code).toBe(code);
    expect(ran.stderr).toContain(message);
    expect(around.daemonCalls).toEqual([]);
  });
});
