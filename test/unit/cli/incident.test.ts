import { describe, expect, it } from 'vitest';
import { run, surroundings } from './fake-context.js';

const WORKED = {
  id: 'INC-7',
  severity: 'sev2',
  phase: 'mitigating',
  done: [{ at: '2026-03-09T12:31:05.000Z', text: 'maria is commander' }],
  nextDue: { what: 'the update for customers', dueAt: '2026-03-09T12:44:00.000Z' },
};

function daemonAnswering() {
  const around = surroundings();
  around.env['FIREBREAK_TOKEN'] = 'a-token';
  around.answer = { kind: 'answered', body: WORKED };
  return around;
}

const TOLD =
  'INC-7 SEV2 mitigating, 12:31:05 UTC: maria is commander; next: the update for customers, due 2026-03-09 12:44 UTC\n';

describe('firebreak incident', () => {
  it('tells programs the whole answer', async () => {
    const ran = await run(
      daemonAnswering(),
      'incident',
      'role',
      'INC-7',
      'commander',
      'paul',
      '--output',
      'json',
    );
    expect(JSON.parse(ran.stdout)).toEqual(WORKED);
  });

  it('says when nothing has changed, and nothing falls due', async () => {
    const around = daemonAnswering();
    around.answer = { kind: 'answered', body: { ...WORKED, done: [], nextDue: null } };
    const { stdout } = await run(around, 'incident', 'release', 'INC-7', 'scribe');
    expect(stdout).toBe('INC-7 SEV2 mitigating: it was so before\n');
  });

  it.each([
    ['the body needs "by": a text', 'say who does it: --by NAME, or use a token of your own'],
    ['the body (a JSON object, sent as application/json) needs "reason": a text', '--reason is missing'],
    [
      '"happenedAt" is an instant such as 2026-03-09T02:14:00Z, not "now"',
      '--at INSTANT is an instant such as',
    ],
    ['"decidedBy" is a text of one line', '--decided-by is a text of one line'],
    ['"expiresIn" is a duration up to 90d', '--expires is a duration up to 90d'],
    ['"expires_in" is a duration such as 90d', '--expires-in is a duration such as 90d'],
    ['"tomorrow" is no instant', '"tomorrow" is no instant'],
    ['there is no "by" here', 'there is no "by" here'],
  ])('tells a refusal in words of the command line: %s', async (message, told) => {
    const around = daemonAnswering();
    around.answer = { kind: 'refused', status: 400, message };
    const ran = await run(around, 'incident', 'note', 'INC-7', 'full');
    expect(ran.code).not.toBe(0);
    expect(ran.stderr).toContain(`(HTTP 400): ${told}`);
  });

  it.each([
    ['role INC-7 commander paul', 'roles', { role: 'commander', to: 'paul' }],
    ['release INC-7 scribe', 'roles/release', { role: 'scribe' }],
    ['phase INC-7 mitigating --text back', 'phase', { to: 'mitigating', text: 'back' }],
    ['resolve INC-7', 'phase', { to: 'resolved' }],
    ['resolve INC-7 --override off', 'phase', { to: 'resolved', override: 'off' }],
    ['close INC-7 real --reason deploy', 'close', { verdict: 'real', reason: 'deploy' }],
    ['severity INC-7 sev3 --reason small', 'severity', { severity: 'sev3', reason: 'small' }],
    ['report INC-7 paying-customer --text acme', 'concerns', { concern: 'paying-customer', text: 'acme' }],
    [
      'note INC-7 full --at 2026-03-09T02:14:00Z',
      'timeline',
      { text: 'full', happenedAt: '2026-03-09T02:14:00Z' },
    ],
    ['hypothesis INC-7 pool', 'hypotheses', { text: 'pool' }],
    ['confirm INC-7 --finding full', 'hypotheses/confirm', { finding: 'full' }],
    ['confirm INC-7 --hypothesis H2', 'hypotheses/confirm', { hypothesis: 2 }],
    ['rule-out INC-7 --finding half', 'hypotheses/rule-out', { finding: 'half' }],
    ['extend INC-7 --hypothesis 1 --reason logs', 'hypotheses/extend', { hypothesis: 1, reason: 'logs' }],
    ['mitigate INC-7 rollback v1', 'mitigations', { what: 'rollback', text: 'v1' }],
    ['finding INC-7 zone-b', 'findings', { text: 'zone-b' }],
    ['decision INC-7 failover --decided-by paul', 'decisions', { text: 'failover', decidedBy: 'paul' }],
    ['star INC-7 12', 'stars', { entry: 12 }],
    ['unstar INC-7 12', 'stars/remove', { entry: 12 }],
    ['merge INC-7 INC-3', 'merge', { into: 'INC-3' }],
    ['unmerge INC-7', 'unmerge', {}],
    ['child INC-7 INC-9 --team db', 'children', { child: 'INC-9', team: 'db' }],
    [
      'split INC-7 --severity sev3 --title cache --entries 12 15',
      'split',
      { severity: 'sev3', title: 'cache', entries: [12, 15] },
    ],
    ['team INC-7 db', 'team', { team: 'db' }],
    ['unshare INC-7 12', 'shared/remove', { entry: 12 }],
    ['share INC-7 12', 'shared', { entry: 12 }],
    ['share-link INC-7 revoke 2', 'share-links/revoke', { link: 2 }],
    ['vendor INC-7 open payco --reason slow', 'vendors', { vendor: 'payco', reason: 'slow' }],
    [
      'vendor INC-7 answered payco --reference C-9',
      'vendors/answered',
      { vendor: 'payco', reference: 'C-9' },
    ],
    ['vendor INC-7 closed payco --text mended', 'vendors/closed', { vendor: 'payco', text: 'mended' }],
    ['reopen INC-7 --reason back', 'reopen', { reason: 'back' }],
    ['escalate INC-7 --reason more', 'escalate', { reason: 'more' }],
    ['update INC-7 customers --text soon', 'updates', { audience: 'customers', text: 'soon' }],
  ])('%s asks for it, and tells how it stands', async (line, path, body) => {
    const around = daemonAnswering();
    const ran = await run(around, 'incident', ...line.split(' '), '--by', 'maria');
    expect(ran).toMatchObject({ code: 0, stdout: TOLD });
    expect(around.daemonCalls).toMatchObject([
      { path: `/api/v1/incidents/INC-7/${path}`, body: { ...body, by: 'maria' } },
    ]);
  });

  it.each(['7', 'inc-7', 'INC-7'])('knows the incident by %s', async (said) => {
    const around = daemonAnswering();
    await run(around, 'incident', 'merge', said, '3');
    await run(around, 'incident', 'show', said);
    await run(around, 'incidents', 'show', said);
    await run(around, 'ack', said);
    expect(around.daemonCalls.map(({ path }) => path)).toEqual([
      '/api/v1/incidents/INC-7/merge',
      '/api/v1/incidents/INC-7/report.md',
      '/api/v1/incidents/INC-7',
      '/api/v1/incidents/INC-7/ack',
    ]);
    expect(around.daemonCalls[0]?.body).toEqual({ into: 'INC-3' });
  });

  it.each([
    [['severity', 'INC-7', 'sev5'], /'sev5' is invalid for argument 'severity'.*sev1, sev2, sev3, sev4/],
    [['phase', 'INC-7', 'monitorin'], /'phase'\. Did you mean "monitoring"\? It is one of declared/],
    [['update', 'INC-7', 'customer', '--draft'], /'audience'\. Did you mean "customers"\?/],
    [['mitigate', 'INC-7', 'rolback', 'v1'], /'what'\. Did you mean "rollback"\?/],
  ])('%j is told what there is', async (words, told) => {
    const around = daemonAnswering();
    const ran = await run(around, 'incident', ...words);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(told);
    expect(around.daemonCalls).toEqual([]);
  });

  it('takes no flag for the reason of an override', async () => {
    const around = daemonAnswering();
    const ran = await run(around, 'incident', 'resolve', 'INC-7', '--override', '--by', 'maria');
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('Say why: --override "why it is over"');
    expect(around.daemonCalls).toEqual([]);
  });

  it('says what is next once it is resolved', async () => {
    const around = daemonAnswering();
    around.answer = { kind: 'answered', body: { ...WORKED, phase: 'resolved', nextDue: null } };
    const { stdout } = await run(around, 'incident', 'resolve', 'INC-7', '--override', 'false alarm');
    expect(stdout).toMatch(/; next: firebreak incident close INC-7 real\|false-positive --reason "…"\n$/);
  });

  it('shares all of the entries that are named, or none, and says which was shared before', async () => {
    const around = daemonAnswering();
    around.answerTo = (path) =>
      path === '/api/v1/incidents/INC-7'
        ? { kind: 'answered', body: { incident: { eventCount: 5 } } }
        : { kind: 'answered', body: { ...WORKED, done: [], nextDue: null } };
    const none = await run(around, 'incident', 'share', 'INC-7', '1', '3', '99');
    expect(none).toMatchObject({ code: 1, stdout: '' });
    expect(none.stderr).toContain('has entries 1 to 5, and none of 99: nothing was changed');
    expect(around.daemonCalls).toHaveLength(1);
    expect((await run(around, 'incident', 'share', 'INC-7', '1', '3')).stdout).toBe(
      'INC-7 SEV2 mitigating: entry 1 is shared already\nINC-7 SEV2 mitigating: entry 3 is shared already\n',
    );
  });

  it('says where it went when that is merged into another one', async () => {
    const around = daemonAnswering();
    const ran = await run(around, 'incident', 'note', 'INC-9', 'full', '--by', 'maria');
    expect(ran.stdout).toBe(`INC-9 is merged into INC-7: work goes on there\n${TOLD}`);
    around.answer = { kind: 'answered', body: { id: 'INC-7', acknowledgedBy: 'maria' } };
    expect((await run(around, 'ack', 'INC-9', '--by', 'maria')).stdout).toBe(
      'INC-9 is merged into INC-7, which is acknowledged by maria\n',
    );
  });

  it('share-link shows the link once, where the answer says it is or where the daemon was asked', async () => {
    const made = {
      link: 1,
      for: 'PayCo',
      expiresAt: '2026-12-05T00:00:00.000Z',
      path: '/shared/T',
    };
    const around = daemonAnswering();
    around.answer = { kind: 'answered', body: { ...made, url: null } };
    const words = ['incident', 'share-link', 'INC-7', '--for', 'PayCo', '--expires', '7d'];
    const ran = await run(around, ...words);
    expect(ran.stdout).toMatch(/^http:\/\/\S+\/shared\/T\n$/);
    expect(ran.stderr).toBe('link 1 for PayCo, until 2026-12-05T00:00:00.000Z; it is not shown again\n');
    expect(around.daemonCalls).toMatchObject([
      { path: '/api/v1/incidents/INC-7/share-links', body: { for: 'PayCo', expiresIn: '7d' } },
    ]);
    around.answer = { kind: 'answered', body: { ...made, url: 'https://fire.example/x' } };
    expect((await run(around, ...words)).stdout).toBe('https://fire.example/x\n');
    expect((await run(around, 'incident', 'share-link', 'INC-7', 'end')).code).toBe(2);
  });

  it('vendor shows whom the service depends on, and how they are reached', async () => {
    const around = daemonAnswering();
    const payco = {
      id: 'payco',
      name: 'PayCo',
      contract: 'enterprise, 24x7',
      account: null,
      responseMs: 900_000,
      routes: [{ name: 'hotline', via: 'phone', to: '+1 206 555 0100' }],
      open: null,
    };
    const opened = {
      ...{ number: 1, name: 'PayCo', reason: 'captures hang', by: 'maria' },
      ...{ openedAt: '2026-03-09T12:31:05.000Z', promisedMs: 900_000 },
      ...{ answeredAt: null, reference: null, closedAt: null },
    };
    const answered = { ...opened, answeredAt: '2026-03-09T12:34:05.000Z', reference: 'CASE-9' };
    const closed = { ...answered, number: 2, closedAt: '2026-03-09T13:02:00.000Z' };
    const given = (vendors: readonly unknown[], cases: readonly unknown[]) => {
      around.answerTo = (path) => ({
        kind: 'answered',
        body: path.endsWith('/outlook') ? { vendors } : { incident: { vendorCases: cases } },
      });
    };
    given([payco], [opened, answered, closed, { ...opened, closedAt: '2026-03-09T13:02:00.000Z' }]);
    const shown = [
      'payco: PayCo (enterprise, 24x7, answers in 15m)',
      '  hotline: phone +1 206 555 0100',
      '',
      'V1 with PayCo, captures hang: opened 2026-03-09 12:31 UTC by maria, no answer yet (promised in 15m), open',
      'V1 with PayCo, captures hang: opened 2026-03-09 12:31 UTC by maria, answered after 3m (promised in 15m, their CASE-9), open',
      'V2 with PayCo, captures hang: opened 2026-03-09 12:31 UTC by maria, answered after 3m (promised in 15m, their CASE-9), closed 2026-03-09 13:02 UTC',
      'V1 with PayCo, captures hang: opened 2026-03-09 12:31 UTC by maria, never answered (promised in 15m), closed 2026-03-09 13:02 UTC',
      '',
    ].join('\n');
    expect(await run(around, 'incident', 'vendor', 'INC-7')).toMatchObject({ code: 0, stdout: shown });
    given([], []);
    expect((await run(around, 'incident', 'vendor', 'INC-7')).stdout).toBe(
      'the on-call files name no vendor that it depends on\n\nno case was opened\n',
    );
    const json = await run(around, 'incident', 'vendor', 'INC-7', '--output', 'json');
    expect(JSON.parse(json.stdout)).toEqual({ vendors: [], cases: [] });
    expect((await run(around, 'incident', 'vendor', 'INC-7', 'ring', 'payco')).code).toBe(2);
    expect((await run(around, 'incident', 'vendor', 'INC-7', 'open')).code).toBe(2);
  });

  it.each([
    [true, 'INC-9 SEV2 is opened; next: firebreak ack INC-9 --by NAME\n'],
    [
      false,
      'INC-9 SEV2 is open for web already: what you said is on its timeline (--separate opens another)\n',
    ],
  ])('declare asks for one, and tells whether it is opened: %s', async (opened, told) => {
    const around = daemonAnswering();
    around.answer = { kind: 'answered', body: { opened, incident: { id: 'INC-9', severity: 'sev2' } } };
    const words = [
      '--service',
      'web',
      '--severity',
      'sev2',
      '--title',
      'orders hang',
      '--key',
      'k',
      '--separate',
    ];
    expect(await run(around, 'incident', 'declare', ...words)).toMatchObject({ code: 0, stdout: told });
    expect(around.daemonCalls).toMatchObject([
      {
        path: '/api/v1/incidents',
        body: { service: 'web', severity: 'sev2', title: 'orders hang', key: 'k', separate: true },
      },
    ]);
  });

  const updates = [
    {
      audience: 'customers',
      dueAt: '2026-03-09T02:24:00Z',
      sent: 1,
      receivers: ['public'],
      draft: { text: 'We are looking into it.' },
    },
    {
      audience: 'executives',
      dueAt: null,
      sent: 0,
      receivers: [],
      lacking: 'no receiver is configured for executives: name them',
      draft: { text: 'SEV2: checkout.' },
    },
  ];

  it('drafts shows what each audience is to be told, when, and through what', async () => {
    const around = daemonAnswering();
    around.answer = { kind: 'answered', body: { updates } };
    expect((await run(around, 'incident', 'drafts', 'INC-7')).stdout).toBe(
      [
        'customers: due 2026-03-09T02:24:00Z, 1 sent, goes to public',
        '  We are looking into it.',
        'executives: not due, 0 sent, recorded only: no receiver is configured for executives: name them',
        '  SEV2: checkout.',
        '',
      ].join('\n'),
    );
  });

  it('update wants to know what is to be told', async () => {
    const ran = await run(daemonAnswering(), 'incident', 'update', 'INC-7', 'customers');
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('--draft for what firebreak incident drafts INC-7 shows');
  });
});
