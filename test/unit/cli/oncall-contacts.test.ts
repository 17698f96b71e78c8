import { describe, expect, it } from 'vitest';
import { run, surroundings } from './fake-context.js';

const contact = {
  person: 'alice',
  fullName: 'Alice Ng',
  route: 'mail',
  receiver: 'mail',
  state: 'never-tested',
  text: 'never tested',
  lastTest: null,
  verified: null,
};
const lastTest = {
  at: '2026-11-28T02:30:00.000Z',
  by: 'maria',
  codeUntilAt: '2026-11-28T02:40:00.000Z',
  delivery: 'pending',
  receipt: null,
  error: 'HTTP 503',
};
const verified = {
  ...contact,
  person: 'bob',
  state: 'verified',
  text: 'verified',
  lastTest: { ...lastTest, codeUntilAt: null, delivery: 'delivered', receipt: 'r-1', error: null },
  verified: { at: '2026-11-28T02:31:00.000Z', by: 'bob' },
};

function daemon(...contacts: object[]) {
  const around = surroundings();
  around.env['FIREBREAK_TOKEN'] = 'operate';
  around.answerTo = (path) =>
    path.endsWith('/contacts')
      ? { kind: 'answered', body: { contacts } }
      : { kind: 'answered', body: { ...contact, lastTest } };
  return around;
}

describe('firebreak oncall contacts', () => {
  it('shows each contact, and what was never tested', async () => {
    const second = { ...contact, route: 'mail:2', text: 'tested, and its code is waited for', lastTest };
    const { code, stdout } = await run(daemon(contact, second, verified), 'oncall', 'contacts');
    expect(code).toBe(0);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => line.split(/ {2,}/)),
    ).toEqual([
      ['PERSON', 'ROUTE', 'STATE', 'LAST TEST', 'VERIFIED'],
      ['alice', 'mail', 'never tested', '-', '-'],
      [
        'alice',
        'mail:2',
        'tested, and its code is waited for',
        '2026-11-28 02:30 UTC by maria: pending: HTTP 503',
        '-',
      ],
      [
        'bob',
        'mail',
        'verified',
        '2026-11-28 02:30 UTC by maria: delivered, receipt r-1',
        '2026-11-28 02:31 UTC by bob',
      ],
    ]);
  });

  it('says so where there are none, and gives the answer to programs as it is', async () => {
    expect((await run(daemon(), 'oncall', 'contacts')).stdout).toBe('nobody has a contact\n');
    const { stdout } = await run(daemon(verified), 'oncall', 'contacts', '--output', 'json');
    expect(JSON.parse(stdout)).toEqual({ contacts: [verified] });
  });
});

describe('firebreak oncall contact', () => {
  it('tests every contact of somebody; one that is refused keeps nobody from the others', async () => {
    const around = daemon(contact, { ...contact, route: 'mail:2' }, verified);
    const { answerTo } = around;
    around.answerTo = (path) =>
      path.includes('mail/test')
        ? { kind: 'refused', status: 429, message: 'wait a minute' }
        : answerTo(path);
    const ran = await run(around, 'oncall', 'contact', 'test', 'alice', '--by', 'maria');
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/^mail: .*refused \(HTTP 429\): wait a minute\n$/);
    expect(ran.stdout).toBe(
      'mail:2: a test is on its way to alice; its code holds until 2026-11-28T02:40:00.000Z\n',
    );
    expect(around.daemonCalls.slice(1)).toMatchObject([
      { path: '/api/v1/oncall/people/alice/routes/mail/test', body: { by: 'maria' }, token: 'operate' },
      { path: '/api/v1/oncall/people/alice/routes/mail%3A2/test' },
    ]);
  });

  it('tests one alone, and fails for somebody without a contact', async () => {
    const around = daemon(contact);
    expect((await run(around, 'oncall', 'contact', 'test', 'alice', 'mail')).code).toBe(0);
    expect(around.daemonCalls).toHaveLength(1);
    const ran = await run(around, 'oncall', 'contact', 'test', 'zoe');
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('no contact of zoe: known here: alice');
    expect((await run(around, 'oncall', 'contact', 'test', 'alcie')).stderr).toContain(
      'did you mean "alice"?',
    );
  });

  it('gives the code that arrived', async () => {
    const around = daemon();
    const ran = await run(around, 'oncall', 'contact', 'verify', 'alice', 'K7MQ4T');
    expect(ran).toMatchObject({ code: 0, stdout: 'mail of alice is verified\n' });
    expect(around.daemonCalls).toMatchObject([
      { path: '/api/v1/oncall/people/alice/verify', body: { code: 'K7MQ4T' }, token: 'operate' },
    ]);
  });
});

it('firebreak oncall shows what the daemon finds', async () => {
  const around = surroundings();
  around.answer = {
    kind: 'answered',
    body: {
      at: '2026-11-28T02:30:00.000Z',
      lookedUntilAt: '2027-02-27T02:30:00.000Z',
      schedules: [],
      teams: [],
      findings: [
        {
          code: 'unverified-contact',
          severity: 'warning',
          subject: 'alice',
          message: 'alice takes turns in primary, and nobody knows whether pages arrive: mail: never tested',
          mend: 'firebreak oncall contact test alice',
        },
      ],
    },
  };
  const { stdout } = await run(around, 'oncall');
  expect(stdout).toContain(
    'warning unverified-contact: alice takes turns in primary, and nobody knows whether pages arrive: mail: never tested\n  firebreak oncall contact test alice\n',
  );
});
