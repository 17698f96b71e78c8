import { describe, expect, it } from 'vitest';
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
});
