import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../../src/main/config/read-config.js';

function read(inbound: string, env: Record<string, string> = {}) {
  return readConfig({
    file: { path: '/etc/firebreak/firebreak.yaml', text: `inbound:\n${inbound}` },
    fileFolder: '/etc/firebreak',
    workFolder: '/home/me',
    env,
    flags: {},
    readSecretFile: (path) => {
      if (path === '/etc/firebreak/secret') return 'from-the-file\n';
      throw new Error('there is no such file');
    },
  });
}
const inbound = (text: string, env?: Record<string, string>) => read(text, env).settings?.inbound;
const messages = (text: string, env?: Record<string, string>) =>
  read(text, env).problems.map(({ message }) => message);

describe('inbound', () => {
  it('is closed where nothing is said', () => {
    expect(inbound('  {}')).toEqual({});
  });

  it('reads every part', () => {
    expect(
      inbound(`
  alertmanager: {token: a, severities: {page: sev1}, otherwise: ignore}
  pagerduty: {secret_file: secret}
  opsgenie: {basic_auth: {username: jsm, password: p}}
  slack: {signing_secret: s}
  github:
    secret: g
    repositories: {Acme/Shop: checkout-api, acme/mono: [a, b]}
    environments: [eu]
  deploys: {token: t}
`),
    ).toEqual({
      alertmanager: {
        login: { kind: 'bearer', token: 'a' },
        severityLabel: 'severity',
        severities: new Map([['page', 'sev1']]),
        otherwise: 'ignore',
        serviceLabel: 'service',
      },
      pagerduty: { secret: 'from-the-file' },
      opsgenie: { login: { kind: 'basic', username: 'jsm', password: 'p' } },
      slack: { secret: 's', responseHosts: ['hooks.slack.com'] },
      github: {
        secret: 'g',
        repositories: new Map([
          ['acme/shop', ['checkout-api']],
          ['acme/mono', ['a', 'b']],
        ]),
        environments: ['eu'],
        events: ['deployment_status', 'release'],
      },
      deploys: { login: { kind: 'bearer', token: 't' } },
    });
  });

  it('takes secrets from the environment', () => {
    const env = {
      FIREBREAK_INBOUND_SLACK_SIGNING_SECRET: 's',
      FIREBREAK_INBOUND_DEPLOYS_TOKEN_FILE: 'secret',
    };
    expect(inbound('  slack: {}\n  deploys: {}\n', env)).toEqual({
      slack: { secret: 's', responseHosts: ['hooks.slack.com'] },
      deploys: { login: { kind: 'bearer', token: 'from-the-file' } },
    });
  });

  it.each([
    ['  alertmanager: {}', '"token" is missing'],
    ['  alertmanager: {token: a, otherwise: sev9}', 'otherwise'],
    ['  pagerduty: {}', '"secret" is missing'],
    ['  pagerduty: {secret: ""}', 'secret'],
    ['  opsgenie: {}', '"token" is missing'],
    [
      '  opsgenie: {token: a, basic_auth: {username: u, password: p}}',
      'a token and basic_auth are both given',
    ],
    ['  opsgenie: {basic_auth: {username: u}}', '"password" is missing'],
    [
      '  slack: {signing_secret: a, signing_secret_file: secret}',
      'signing_secret and its file are both given',
    ],
    ['  github: {secret: g, repositories: {checkout: a}}', 'checkout'],
    ['  github: {secret: g}', 'repositories'],
    ['  deploys: {token_file: nowhere}', 'token cannot be read: there is no such file'],
  ])('refuses %s', (text, words) => {
    expect(messages(text)).toEqual([expect.stringContaining(words)]);
  });
});
