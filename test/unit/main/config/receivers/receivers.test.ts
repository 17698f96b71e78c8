import { describe, expect, test } from 'vitest';
import { readConfig } from '../../../../../src/main/config/read-config.js';

const SECRETS: Readonly<Record<string, string>> = {
  '/etc/firebreak/password': 'hunter2\n',
  '/etc/firebreak/ca.pem': 'PEM\n',
  '/etc/firebreak/url': 'https://teams.example/x\n',
  '/etc/firebreak/no-url': 'hunter2\n',
};

function read(receiver: string) {
  const { settings, problems } = readConfig({
    file: { path: 'firebreak.yaml', text: `receivers: [{name: a, ${receiver}}]\n` },
    fileFolder: '/etc/firebreak',
    workFolder: '/tmp',
    env: {},
    flags: {},
    readSecretFile: (path) => {
      const secret = SECRETS[path];
      if (secret === undefined) throw new Error(`no ${path}`);
      return secret;
    },
  });
  return { receiver: settings?.receivers[0], problems: problems.map(({ message }) => message) };
}

const MAIL = 'host: smtp.example.org, from: f@example.org, to: [a@example.org]';

describe('receivers', () => {
  test.each([
    [
      'teams: {webhook_url_file: url}',
      { kind: 'teams', webhookUrl: 'https://teams.example/x', allowPrivateAddresses: false },
    ],
    [
      'slack: {token_file: password, channel: C0123}',
      {
        kind: 'slack-api',
        token: 'hunter2',
        channel: 'C0123',
        room: 'channel',
        apiUrl: 'https://slack.com/api',
      },
    ],
    [
      'opsgenie: {api_key_file: password}',
      {
        kind: 'opsgenie',
        apiKey: 'hunter2',
        url: 'https://api.opsgenie.com',
        priorities: { page: 'P1', ticket: 'P3' },
      },
    ],
    [
      'opsgenie: {api_key: x, product: jsm, priorities: {page: P2}}',
      { url: 'https://api.atlassian.com/jsm/ops/integration', priorities: { page: 'P2', ticket: 'P3' } },
    ],
    ['opsgenie: {api_key: x, url: "https://api.eu.opsgenie.com"}', { url: 'https://api.eu.opsgenie.com' }],
    ['file: {path: out/signals.jsonl}', { kind: 'file', path: '/etc/firebreak/out/signals.jsonl' }],
    [
      'statuspage: {page_id: p, token_file: password, publish: automatic, components: {a: major_outage}, name: Cards}',
      {
        kind: 'statuspage',
        token: 'hunter2',
        pageId: 'p',
        url: 'https://api.statuspage.io',
        notifySubscribers: false,
        components: { a: 'major_outage' },
        words: { name: 'Cards' },
      },
    ],
    ['stdout: {}', { kind: 'stdout' }],
    [
      `email: {${MAIL}}`,
      {
        kind: 'email',
        host: 'smtp.example.org',
        port: 587,
        tls: 'starttls',
        from: 'f@example.org',
        to: ['a@example.org'],
      },
    ],
    [
      `email: {${MAIL}, tls: implicit, ca_file: ca.pem, username: f, password_file: password}`,
      { port: 465, tls: 'implicit', ca: 'PEM', login: { username: 'f', password: 'hunter2' } },
    ],
    [`email: {${MAIL}, tls: none, port: 2525}`, { port: 2525, tls: 'none' }],
  ])('%s', (text, wanted) => {
    expect(read(text)).toMatchObject({ receiver: { name: 'a', ...wanted }, problems: [] });
  });

  test.each([
    ['teams: {}', '"webhook_url" is missing'],
    ['teams: {webhook_url_file: no-url}', 'the webhook’s URL is no http or https URL'],
    ['statuspage: {page_id: p, token: x}', 'nobody has said that it may be'],
    ['statuspage: {page_id: p, publish: automatic}', '"token" is missing'],
    ['statuspage: {page_id: p, token: x, publish: automatic, components: {a: broken}}', '"a"'],
    ['slack: {}', '"webhook_url" is missing'],
    ['slack: {token_file: password}', '"channel" is missing'],
    ['slack: {channel: C0123}', '"token" is missing'],
    ['slack: {token: x, channel: C0123, webhook_url: "https://hooks.slack.com/x"}', 'both given'],
    ['opsgenie: {}', '"api_key" is missing'],
    ['file: {}', '"file" lacks "path"'],
    [`email: {${MAIL}, username: f}`, '"password" is missing'],
    [`email: {${MAIL}, username: f, password: x, tls: none}`, 'a password would be sent in the clear'],
    [`email: {${MAIL}, tls: maybe}`, '"tls" must be one of'],
    ['email: {host: h, from: "a@b.org\\r\\nBcc: c@d.org", to: [a@b.org]}', 'cannot stand as "from"'],
    ['email: {host: h, from: a@b.org, to: []}', '"to"'],
    ['stdout: {}, file: {path: x}', '"a" has 2 kinds: file, stdout'],
  ])('%s', (text, message) => {
    const { receiver, problems } = read(text);
    expect(receiver).toBeUndefined();
    expect(problems.join('\n')).toContain(message);
    expect(problems.join('\n')).not.toContain('hunter2');
  });
});
