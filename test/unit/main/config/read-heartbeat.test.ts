import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../../src/main/config/read-config.js';

const URL = 'https://hc-ping.com/5f2c0f1e-uuid';
const RECEIVERS = `receivers:
  - {name: hook, webhook: {url: https://example.org/hook}}
  - {name: oncall, pagerduty: {routing_key: k}}
`;

function read(text: string, env: Readonly<Record<string, string>> = {}) {
  return readConfig({
    file: { path: 'firebreak.yaml', text: `${RECEIVERS}${text}` },
    ...{ fileFolder: '/', workFolder: '/', env, flags: {} },
    readSecretFile: (path) => {
      if (path !== '/run/url') throw new Error('there is no such file');
      return `${URL}/from-file\n`;
    },
  });
}

const heartbeat = (text: string, env = {}) => {
  const { settings, problems } = read(text, env);
  if (!settings) throw new Error(JSON.stringify(problems));
  return settings.heartbeat;
};
const problems = (text: string, env = {}) => read(text, env).problems.map(({ message }) => message);

describe('heartbeat', () => {
  it('is there only when it is asked for, every minute by itself, and its URL is a secret', () => {
    expect(heartbeat('')).toBeUndefined();
    expect(heartbeat(`heartbeat: {url: '${URL}', canary: hook}`)).toEqual({
      url: URL,
      every: 60_000,
      canary: 'hook',
      allowPrivateAddresses: false,
    });
    expect(read(`heartbeat: {url: '${URL}'}`).settings?.secrets).toContain(URL);
  });

  it('takes its URL from a file, or for each replica from the environment, which wins', () => {
    expect(heartbeat('heartbeat: {url_file: /run/url, every: 5m}')).toMatchObject({
      url: `${URL}/from-file`,
      every: 300_000,
    });
    const env = { FIREBREAK_HEARTBEAT_URL: `${URL}/b` };
    expect(heartbeat(`heartbeat: {url: '${URL}', every: 10s}`, env)).toMatchObject({
      url: `${URL}/b`,
      every: 10_000,
    });
    expect(heartbeat('heartbeat: {every: 30s}', env)).toMatchObject({ every: 30_000 });
    expect(heartbeat('', { FIREBREAK_HEARTBEAT_URL_FILE: '/run/url' })).toMatchObject({ every: 60_000 });
  });

  it.each<[string, string, string]>([
    ['no URL', 'heartbeat: {every: 1m}', '"url" is missing'],
    ['an uneven pace', `heartbeat: {url: '${URL}', every: 7s}`, '"7s" cannot be an interval'],
    ['an unknown canary', `heartbeat: {url: '${URL}', canary: hok}`, 'there is no receiver "hok"'],
    [
      'a canary that is for people',
      `heartbeat: {url: '${URL}', canary: oncall}`,
      '"oncall" (pagerduty) is for people, and would get a message before each heartbeat',
    ],
    [
      'a private address',
      'heartbeat: {url: "http://10.0.0.1/x"}',
      '10.0.0.1 is a private address, and messages to it would be refused',
    ],
    [
      'a file that is not there',
      'heartbeat: {url_file: /run/none}',
      'url cannot be read: there is no such file',
    ],
  ])('refuses %s', (_name, text, message) => {
    expect(problems(text)).toEqual([message]);
  });

  it('refuses a secret that is no URL without repeating it', () => {
    const [message = ''] = problems('', { FIREBREAK_HEARTBEAT_URL: 'hc-ping.com/5f2c0f1e' });
    expect(message).toBe('the URL is no http or https URL');
  });
});
