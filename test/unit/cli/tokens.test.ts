import { describe, expect, it } from 'vitest';
import { run, surroundings } from './fake-context.js';

const AT = '2026-11-28T02:30:00.000Z';
const token = {
  id: 'abc123',
  name: 'ci',
  scope: 'operate',
  state: 'valid',
  createdAt: AT,
  createdBy: 'maria',
  expiresAt: '2027-02-26T02:30:00.000Z',
  revokedAt: null,
  lastUsedAt: null,
  oldSecretEndsAt: null,
};

function daemonSaying(body: unknown) {
  const around = surroundings();
  around.env['FIREBREAK_TOKEN'] = 'admin';
  around.answer = { kind: 'answered', body };
  return around;
}

const cells = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.split(/ {2,}/));

describe('firebreak tokens', () => {
  it('makes one: the secret alone is on standard output', async () => {
    const around = daemonSaying({ token, secret: 'fb_abc123_x' });
    const ran = await run(around, 'tokens', 'create', 'ci', '--scope', 'operate', '--expires-in', '90d');
    expect(ran).toEqual({
      code: 0,
      stdout: 'fb_abc123_x\n',
      stderr: 'ci may operate until 2027-02-26T02:30:00.000Z; this secret is shown once\n',
    });
    const body = { name: 'ci', scope: 'operate', expires_in: '90d' };
    expect(around.daemonCalls).toMatchObject([{ path: '/api/v1/tokens', token: 'admin', body }]);
  });

  it('rotates one, and says until when the old secret holds', async () => {
    const rotated = { ...token, expiresAt: null, oldSecretEndsAt: AT };
    const around = daemonSaying({ token: rotated, secret: 'fb_abc123_y' });
    const ran = await run(around, 'tokens', 'rotate', 'ci', '--grace', '1h');
    expect(ran.stdout).toBe('fb_abc123_y\n');
    expect(ran.stderr).toBe(`ci may operate; this secret is shown once\nthe old one holds until ${AT}\n`);
    expect(around.daemonCalls).toMatchObject([{ path: '/api/v1/tokens/ci/rotate', body: { grace: '1h' } }]);
  });

  it('revokes one', async () => {
    const around = daemonSaying(token);
    expect((await run(around, 'tokens', 'revoke', 'a b')).stdout).toBe('a b no longer holds\n');
    expect(around.daemonCalls).toMatchObject([{ path: '/api/v1/tokens/a%20b/revoke', token: 'admin' }]);
  });

  it('lists them with the token, as a table and for programs', async () => {
    const around = daemonSaying({
      tokens: [token, { ...token, name: 'old', expiresAt: null, lastUsedAt: AT }],
    });
    const ran = await run(around, 'tokens', 'list');
    expect(cells(ran.stdout)).toEqual([
      ['TOKEN', 'SCOPE', 'STATE', 'ID', 'MADE', 'BY', 'EXPIRES', 'LAST USED'],
      ['ci', 'operate', 'valid', 'abc123', AT, 'maria', '2027-02-26T02:30:00.000Z', 'never'],
      ['old', 'operate', 'valid', 'abc123', AT, 'maria', 'never', AT],
    ]);
    expect(around.daemonCalls).toMatchObject([{ path: '/api/v1/tokens', token: 'admin' }]);
    const json = await run(daemonSaying({ tokens: [] }), 'tokens', 'list', '--output', 'json');
    expect(JSON.parse(json.stdout)).toEqual({ tokens: [] });
    expect((await run(daemonSaying({ tokens: [] }), 'tokens', 'list')).stdout).toBe('no tokens\n');
  });

  it.each([
    [['create', 'ci'], "required option '--scope <scope>'"],
    [['create', 'ci', '--scope', 'root'], 'Allowed choices are read, operate, admin'],
    [['rotate'], "missing required argument 'token'"],
  ])('is not called with %j', async (args, message) => {
    const around = daemonSaying({});
    const ran = await run(around, 'tokens', ...args);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(message);
    expect(around.daemonCalls).toEqual([]);
  });
});

describe('firebreak audit', () => {
  const entry = {
    at: AT,
    who: 'ci',
    kind: 'token',
    scope: 'operate',
    onBehalfOf: 'maria',
    action: 'incident.acknowledge',
    target: 'INC-7',
    outcome: 'done',
    detail: null,
    requestId: 'r',
  };
  const reload = { ...entry, onBehalfOf: null, action: 'reload', target: '', outcome: 'refused' };

  it('tells who changed what, and the first line of why not', async () => {
    const around = daemonSaying({ entries: [entry, { ...reload, detail: 'a.yaml:1:1 error\nmore' }] });
    const ran = await run(around, 'audit', '--limit', '7');
    expect(cells(ran.stdout)).toEqual([
      ['AT', 'WHO', 'BY', 'FOR', 'DID', 'TO', 'OUTCOME', 'DETAIL'],
      [AT, 'ci', 'token', 'maria', 'incident.acknowledge', 'INC-7', 'done', '-'],
      [AT, 'ci', 'token', '-', 'reload', '-', 'refused', 'a.yaml:1:1 error'],
    ]);
    expect(around.daemonCalls).toMatchObject([
      { path: '/api/v1/audit', query: { limit: '7' }, token: 'admin' },
    ]);
    expect((await run(daemonSaying({ entries: [] }), 'audit')).stdout).toBe('no changes\n');
  });
});
