import { describe, expect, test } from 'vitest';
import type { ConfigSources } from '../../../../src/main/config/config-sources.js';
import { readConfig } from '../../../../src/main/config/read-config.js';

const SECRETS: Readonly<Record<string, string>> = {
  '/etc/firebreak/token': 'from-the-file\n',
  '/etc/firebreak/empty': ' \n',
};

function read(text: string | undefined, more: Partial<ConfigSources> = {}) {
  return readConfig({
    file: text === undefined ? undefined : { path: '/etc/firebreak/firebreak.yaml', text },
    fileFolder: '/etc/firebreak',
    workFolder: '/home/me',
    env: {},
    flags: {},
    readSecretFile: (path) => {
      const secret = SECRETS[path];
      if (secret === undefined) throw new Error('there is no such file');
      return secret;
    },
    ...more,
  });
}

function settings(text: string | undefined, more: Partial<ConfigSources> = {}) {
  const { settings: found, problems } = read(text, more);
  if (!found) throw new Error(JSON.stringify(problems));
  return found;
}

const SOUND_RECEIVER = 'receivers: [{name: a, pagerduty: {routing_key: k}}]\n';

describe('settings', () => {
  test('nothing at all gives safe defaults on loopback', () => {
    expect(settings(undefined)).toMatchObject({
      specs: ['/etc/firebreak/slo-specs'],
      store: { kind: 'sqlite', path: '/etc/firebreak/.firebreak/firebreak.db' },
      prometheus: { url: 'http://127.0.0.1:9090', timeoutMs: 10_000 },
      http: { host: '127.0.0.1', port: 9596, token: undefined },
      engine: {
        evaluationInterval: 30_000,
        staleAfter: 150_000,
        blind: { after: 900_000, severity: 'ticket' },
        gate: { onUnknown: 'unknown', advisoryEnvironments: [] },
        minCoverage: 0.5,
        monitorFor: 900_000,
        routes: [],
      },
      receivers: [],
    });
  });

  test('flags win over environment, and environment over file', () => {
    const text = 'prometheus: {url: http://file:9090}\nhttp: {listen: "127.0.0.1:1"}\nspecs: [a]\n';
    const env = {
      FIREBREAK_PROMETHEUS_URL: 'http://env:9090',
      FIREBREAK_HTTP_LISTEN: '127.0.0.1:2',
      FIREBREAK_EVALUATION_INTERVAL: '10s',
    };
    const fromEnv = settings(text, { env });
    expect([fromEnv.prometheus.url, fromEnv.http.port, fromEnv.engine.evaluationInterval]).toEqual([
      'http://env:9090',
      2,
      10_000,
    ]);
    const flags = { prometheus: 'http://flag:9090', listen: '[::1]:3', specs: ['b'] };
    const fromFlags = settings(text, { env, flags });
    expect([fromFlags.prometheus.url, fromFlags.http.host, fromFlags.http.port, fromFlags.specs]).toEqual([
      'http://flag:9090',
      '::1',
      3,
      ['/home/me/b'],
    ]);
    expect(settings(text).specs).toEqual(['/etc/firebreak/a']);
  });

  test('receivers of every kind, and routes to them', () => {
    const { receivers, engine } = settings(`
receivers:
  - {name: pd, pagerduty: {routing_key_file: token, change_events: true}}
  - {name: chat, slack: {webhook_url: "https://hooks.slack.com/services/x"}}
  - {name: hook, webhook: {url: "https://example.org/hook", secret: s3cret}}
  - {name: am, alertmanager: {urls: ["http://a:9093", "http://b:9093"], refresh: 30s}}
routes:
  - {match: {severity: page, service: "checkout-*", labels: {team: pay}}, receivers: [pd, chat]}
  - {receivers: [am]}
`);
    expect(receivers).toEqual([
      {
        kind: 'pagerduty',
        name: 'pd',
        routingKey: 'from-the-file',
        changeEvents: true,
        url: 'https://events.pagerduty.com',
      },
      {
        kind: 'slack',
        name: 'chat',
        webhookUrl: 'https://hooks.slack.com/services/x',
        allowPrivateAddresses: false,
      },
      {
        kind: 'webhook',
        name: 'hook',
        url: 'https://example.org/hook',
        secret: 's3cret',
        format: 'json',
        allowPrivateAddresses: false,
      },
      { kind: 'alertmanager', name: 'am', urls: ['http://a:9093', 'http://b:9093'], refreshEveryMs: 30_000 },
    ]);
    expect(engine.routes).toHaveLength(2);
  });

  test('who is told when there is no proof in time', () => {
    const { engine } = settings(`${SOUND_RECEIVER}routes: [{receivers: [a], proof_within: 90s, then: [a]}]`);
    expect(engine.routes).toEqual([{ receivers: ['a'], proof: { within: 90_000, next: ['a'] } }]);
  });

  test('a last resort, with a warning of who may be told twice', () => {
    const { settings: found, problems } = read(
      'receivers:\n  - {name: phone, pagerduty: {routing_key: k}}\n  - {name: log, stdout: {}}\nlast_resort: {receivers: [phone, log]}\n',
    );
    expect(found?.engine.lastResort).toEqual(['phone', 'log']);
    expect(problems).toMatchObject([
      {
        ...{ code: 'doubtful-setting', severity: 'warning', line: 4, column: 34 },
        message: expect.stringContaining('"log" (stdout) knows no alerts by key'),
      },
    ]);
    expect(settings(undefined).engine.lastResort).toEqual([]);
  });

  test('rooms for incidents', () => {
    const { engine, receivers } = settings(
      'receivers: [{name: a, slack: {token: x, channel: C1, room: thread}}]\nincidents: {rooms: [a, a]}\n',
    );
    expect(engine.rooms).toEqual(['a']);
    expect(receivers).toMatchObject([{ room: 'thread' }]);
    expect(settings(undefined).engine.rooms).toEqual([]);
  });

  test('hooks that roll back, which hear of no alert unless a route says so', () => {
    const file = (routes: string) => {
      const receivers =
        'a, webhook: {url: "https://a.example"}}, {name: b, webhook: {url: "https://b.example"}';
      return settings(`receivers: [{name: ${receivers}}]\nincidents: {rollback: {checkout: b}}\n${routes}`)
        .engine;
    };
    expect(file('').rollbackHooks).toEqual(new Map([['checkout', 'b']]));
    expect(file('').routes).toEqual([{ receivers: ['a'] }]);
    expect(file('routes: [{receivers: [b]}]\n').routes).toEqual([{ receivers: ['b'] }]);
  });

  test('receivers without routes hear of everything', () => {
    const { engine } = settings('receivers: [{name: a, webhook: {url: "https://example.org"}}]\n');
    expect(engine.routes).toEqual([{ receivers: ['a'] }]);
  });

  test('reads are open on loopback and closed beyond it, unless the file says otherwise', () => {
    const reads = (http: string) => settings(`http: {token: a, ${http}}\n`).http.openReads;
    expect(settings(undefined).http.openReads).toBe(true);
    expect(reads('listen: "0.0.0.0:9596"')).toBe(false);
    expect(reads('listen: "0.0.0.0:9596", reads: open')).toBe(true);
    expect(reads('reads: closed')).toBe(false);
    expect(settings('http: {listen: "0.0.0.0:9596", reads: open}\n').http.token).toBeUndefined();
  });

  test('logins stand in for a token, with what most providers need by default', () => {
    const http = settings(`http:
  listen: "0.0.0.0:9596"
  external_url: https://firebreak.example/slo/
  oidc: {issuer: "https://id.example", client_id: fb, client_secret_file: token, grants: {operate: [sre]}}
`).http;
    expect(http.token).toBeUndefined();
    expect(http.oidc).toEqual({
      issuer: 'https://id.example',
      clientId: 'fb',
      clientSecret: 'from-the-file',
      redirectUri: 'https://firebreak.example/slo/login/callback',
      scopes: ['openid', 'profile'],
      groupsClaim: 'groups',
      nameClaim: 'preferred_username',
      grants: { read: [], operate: ['sre'], admin: [] },
      limits: { idle: 28_800_000, lifetime: 86_400_000 },
    });
  });

  test.each([
    ['client_id: a, grants: {}', '"client_secret" is missing'],
    ['client_id: a, client_secret: b, grants: {}', 'the provider has to know where to send browsers back'],
    ['client_id: a, client_secret: b, grants: {}, session_idle: soon', '"soon" is no duration'],
  ])('a provider with {%s} is refused', (oidc, message) => {
    const { problems } = read(`http: {oidc: {issuer: "https://id.example", ${oidc}}}\n`);
    expect(problems.map((problem) => problem.message)).toContain(message);
  });

  test('a provider by plain HTTP is believed on loopback only', () => {
    const problems = (issuer: string) =>
      read(
        `http: {external_url: "https://a.example", oidc: {issuer: "${issuer}", client_id: a, client_secret: b, grants: {}}}\n`,
      ).problems.map(({ message }) => message);
    expect(problems('http://127.0.0.1:1')).toEqual([]);
    expect(problems('http://id.example')).toEqual([
      'whoever is on the way to the issuer could say who people are',
    ]);
  });

  test('listening for others needs a token', () => {
    expect(settings('http: {listen: "0.0.0.0:9596", token_file: token}\n').http.token).toBe('from-the-file');
    expect(settings(undefined, { env: { FIREBREAK_HTTP_TOKEN_FILE: 'token' } }).http.token).toBe(
      'from-the-file',
    );
  });
});

describe('what is wrong', () => {
  test.each<[text: string, line: number, column: number, message: string]>([
    ['prometheus: {ulr: http://x}', 1, 14, '"ulr" is not known here'],
    ['evaluation: {interval: 7s}', 1, 24, '"7s" cannot be an interval'],
    ['evaluation: {stale_after: 30s}', 1, 27, 'stale after 30s is shorter than two evaluations'],
    ['retention: forever', 1, 12, '"forever" is no duration'],
    ['incidents: {retention: forever}', 1, 24, '"forever" is no duration'],
    ['http: {listen: 9596}', 1, 16, '"listen" must be a text'],
    ['http: {listen: "9596"}', 1, 16, '"9596" is no address to listen on'],
    [
      'http: {listen: "0.0.0.0:9596"}',
      1,
      16,
      'listening on 0.0.0.0 opens the API to others, and there is no token',
    ],
    ['http: {reads: closed}', 1, 15, 'reads are closed, and there is no token to open them with'],
    ['http: {requests_per_minute: 0}', 1, 29, '"requests_per_minute" must be >= 1'],
    ['http: {trusted_proxies: [10.0.0.0/33]}', 1, 26, '"10.0.0.0/33" is no address and no network'],
    ['http: {trusted_proxies: [proxy]}', 1, 26, '"proxy" is no address and no network'],
    ['http: {token: a, token_file: token}', 1, 30, 'token and its file are both given'],
    ['http: {token_file: empty}', 1, 20, 'empty is empty'],
    ['http: {token_file: nowhere}', 1, 20, 'token cannot be read: there is no such file'],
    ['gate: {on_unknown: maybe}', 1, 20, '"on_unknown" must be one of "allow", "warn", "block", "unknown"'],
    ['receivers: [{name: a}]', 1, 20, '"a" has no kind'],
    ['receivers: [{name: a, pagerduty: {}}]', 1, 34, '"routing_key" is missing'],
    ['receivers: [{name: a, webhook: {url: "ftp://x"}}]', 1, 38, 'this (it is secret) cannot stand as "url"'],
    [
      'receivers: [{name: a, webhook: {url: "http://127.0.0.1:1/x"}}]',
      1,
      38,
      '127.0.0.1 is a private address, and messages to it would be refused',
    ],
    [
      'receivers: [{name: a, webhook: {url: "http://localhost/x"}}]',
      1,
      38,
      'localhost is a private address, and messages to it would be refused',
    ],
    ['routes: [{receivers: [pager]}]', 1, 23, 'there is no receiver "pager"'],
    ['last_resort: {receivers: [pager]}', 1, 27, 'there is no receiver "pager"'],
    ['incidents: {rollback: {checkout: hook}}', 1, 34, 'there is no receiver "hook"'],
    [`${SOUND_RECEIVER}incidents: {rollback: {checkout: a}}`, 2, 34, '"a" (pagerduty) rolls nothing back'],
    ['incidents: {rooms: [pager]}', 1, 21, 'there is no receiver "pager"'],
    [`${SOUND_RECEIVER}incidents: {rooms: [a]}`, 2, 21, '"a" (pagerduty) has no rooms for incidents'],
    [
      `${SOUND_RECEIVER}routes: [{receivers: [a], proof_within: 60s, then: [b]}]`,
      2,
      53,
      'there is no receiver "b"',
    ],
    [
      `${SOUND_RECEIVER}routes: [{receivers: [a], proof_within: soon, then: [a]}]`,
      2,
      41,
      '"soon" is no duration',
    ],
    [
      `${SOUND_RECEIVER}routes: [{receivers: [a], then: [a]}]`,
      2,
      33,
      'then without proof_within says nothing of when',
    ],
    [
      `${SOUND_RECEIVER}routes: [{receivers: [a], proof_within: 1m}]`,
      2,
      41,
      'proof_within without then says nothing of whom to tell',
    ],
    ['a: 1\n---\nb: 2', 3, 1, 'a configuration is one YAML document'],
  ])('%s', (text, line, column, message) => {
    const { settings: none, problems } = read(text);
    expect(none).toBeUndefined();
    expect(problems.map((problem) => [problem.line, problem.column, problem.message])).toContainEqual([
      line,
      column,
      message,
    ]);
    for (const { mend } of problems) expect(mend).not.toBe('');
  });

  test('two receivers of one name', () => {
    const { problems } = read(
      'receivers: [{name: a, slack: {webhook_url: "https://x.org"}}, {name: a, webhook: {url: "https://x.org"}}]',
    );
    expect(problems.map(({ message }) => message)).toEqual(['there are two receivers "a"']);
  });

  test('variables and flags are named', () => {
    const { problems } = read(undefined, {
      env: { FIREBREAK_EVALUATION_INTERVAL: '7s' },
      flags: { prometheus: 'localhost:9090', listen: 'x' },
    });
    expect(problems.map(({ file }) => file).sort()).toEqual([
      '--listen',
      '--prometheus',
      'FIREBREAK_EVALUATION_INTERVAL',
    ]);
  });

  test('no secret ever stands in a problem', () => {
    const { problems } = read(
      'http: {token: hunter2, token_file: token}\nreceivers: [{name: a, slack: {webhook_url_file: token}}]',
    );
    expect(problems.length).toBeGreaterThan(0);
    expect(JSON.stringify(problems)).not.toMatch(/hunter2|from-the-file/);
  });
});

describe('a mistake', () => {
  const told = (text: string) =>
    read(text).problems.map(({ code, line, column }) => `${code} ${line}:${column}`);

  test('hides none of another kind, in whatever section', () => {
    const text = `retention: for ever
evaluation: {interval: 7s, intervall: 30s}
incidents: {monitor_for: 5 minutes}
gate: {on_unknown: maybe}
receivers:
  - {name: a, pagerduty: {routing_key: 7}}
  - {name: b}
  - {name: b, webhook: {url: 'http://localhost:1'}}
routes:
  - {receivers: [a, c]}
`;
    expect(told(text)).toEqual([
      'bad-setting 1:12',
      'bad-setting 2:24',
      'unknown-field 2:28',
      'bad-setting 3:26',
      'wrong-value 4:20',
      'wrong-type 6:40',
      'bad-setting 7:12',
      'bad-setting 8:12',
      'bad-setting 8:30',
      'bad-setting 10:21',
    ]);
  });

  test('of secrets that are not here is only doubted where all is but checked', () => {
    const text = 'http: {listen: "0.0.0.0:9596", token_file: nowhere}\n';
    const { settings: found, problems } = read(text, { secretsElsewhere: true });
    expect(found).toBeDefined();
    expect(problems).toMatchObject([
      { severity: 'warning', line: 1, column: 44, message: 'token is not checked: there is no such file' },
    ]);
  });

  test('makes up none: what is left out of a section is not judged by its default', () => {
    expect(told('http: {listen: "0.0.0.0:9596", token: 7}\n')).toEqual(['wrong-type 1:39']);
    expect(told('evaluation: {interval: 5m, stale_after: 7}\n')).toEqual(['wrong-type 1:41']);
    expect(told('receivers: 7\nroutes: [{receivers: [a]}]\n')[0]).toBe('wrong-type 1:12');
  });
});
