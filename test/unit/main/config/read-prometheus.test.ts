import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Environment } from '../../../../src/main/config/settings.js';
import { readConfig } from '../../../../src/main/config/read-config.js';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'firebreak-config-'));
  for (const name of ['a', 'b']) {
    const args = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    const out = ['-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.crt`];
    execFileSync('openssl', [...args, ...out], { cwd: folder, stdio: 'pipe' });
  }
  writeFileSync(join(folder, 'token'), 'from-the-file\n');
  writeFileSync(join(folder, 'password'), 'pass-from-file\n');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(section: string, env: Environment = {}) {
  return readConfig({
    file: { path: join(folder, 'firebreak.yaml'), text: `prometheus: {${section}}\n` },
    fileFolder: folder,
    workFolder: folder,
    env,
    flags: {},
    readSecretFile: (path) => readFileSync(path, 'utf8'),
  });
}

function settings(section: string, env: Environment = {}) {
  const { settings: found, problems } = read(section, env);
  if (!found) throw new Error(JSON.stringify(problems));
  return found;
}

const messages = (section: string, env: Environment = {}) =>
  read(section, env).problems.map(({ line, column, message }) => [line, column, message]);

describe('how Prometheus is asked', () => {
  test('by default by POST, with nothing else', () => {
    expect(settings('url: http://x:1')).toMatchObject({ counts: 'raw' });
    expect(settings('url: http://x:1').prometheus).toEqual({
      url: 'http://x:1',
      timeoutMs: 10_000,
      method: 'POST',
      headers: {},
      params: {},
    });
  });

  test('as the file says', () => {
    const { prometheus, counts } = settings(
      'url: http://mimir/prometheus, method: GET, counts: rules, bearer_token: abc, headers: {X-Scope-OrgID: team}, header_files: {X-Api-Key: token}, params: {nocache: 1, dedup: true, partial_response: ""}',
    );
    expect(counts).toBe('rules');
    expect(prometheus).toEqual({
      url: 'http://mimir/prometheus',
      timeoutMs: 10_000,
      method: 'GET',
      credentials: { kind: 'bearer', token: { text: 'abc' } },
      headers: {
        'X-Scope-OrgID': { text: 'team' },
        'X-Api-Key': { text: 'from-the-file', file: join(folder, 'token') },
      },
      params: { nocache: '1', dedup: 'true', partial_response: '' },
    });
  });

  test('a token from the environment goes before that of the file', () => {
    const section = 'bearer_token: abc';
    const token = (env: Environment) => settings(section, env).prometheus.credentials;
    expect(token({ FIREBREAK_PROMETHEUS_BEARER_TOKEN: 'env' })).toEqual({
      kind: 'bearer',
      token: { text: 'env' },
    });
    expect(token({ FIREBREAK_PROMETHEUS_BEARER_TOKEN_FILE: 'token' })).toEqual({
      kind: 'bearer',
      token: { text: 'from-the-file', file: join(folder, 'token') },
    });
  });

  test('basic_auth, with the password in a file', () => {
    expect(settings('basic_auth: {username: me, password_file: password}').prometheus.credentials).toEqual({
      kind: 'basic',
      username: 'me',
      password: { text: 'pass-from-file', file: join(folder, 'password') },
    });
  });

  test('certificates are read when the configuration is, so that a reload sees new ones', () => {
    const section =
      'url: https://x, tls: {ca_file: b.crt, cert_file: a.crt, key_file: a.key, server_name: y}';
    expect(settings(section).prometheus.tls).toEqual({
      ca: readFileSync(join(folder, 'b.crt'), 'utf8'),
      cert: readFileSync(join(folder, 'a.crt'), 'utf8'),
      key: readFileSync(join(folder, 'a.key'), 'utf8'),
      serverName: 'y',
      insecureSkipVerify: false,
    });
  });
});

describe('what is wrong', () => {
  test.each<[section: string, column: number, message: string]>([
    ['url: "http://me:hunter2@x"', 19, 'the URL holds a user or a password, and URLs end up in logs'],
    ['url: "http://x/?a=1"', 19, 'the URL has a query or a fragment'],
    ['method: PUT', 22, '"method" must be one of "GET", "POST"'],
    ['counts: some', 22, '"counts" must be one of "raw", "rules"'],
    ['bearer_token: a, bearer_token_file: token', 50, 'bearer_token and its file are both given'],
    ['bearer_token_file: nowhere', 33, 'bearer_token cannot be read: ENOENT'],
    [
      'bearer_token: a, basic_auth: {username: me, password: x}',
      44,
      'a bearer token and basic_auth are both given',
    ],
    ['basic_auth: {username: me}', 27, '"password" is missing'],
    ['basic_auth: {password: x}', 14, '"basic_auth" lacks "username"'],
    ['headers: {Host: x}', 30, 'the header Host is set by the connection itself'],
    ['headers: {"a b": x}', 31, '"a b" is no name of a header'],
    ['headers: {X-Scope-OrgID: 1}', 39, '"X-Scope-OrgID" must be a text'],
    ['headers: {X-A: "x\\ny"}', 29, 'the value of X-A is empty or holds characters that no header can'],
    ['headers: {X-A: x}, header_files: {x-a: token}', 53, 'the header x-a is given twice'],
    ['header_files: {X-A: nowhere}', 34, 'X-A cannot be read: ENOENT'],
    ['bearer_token: a, headers: {authorization: b}', 14, 'authorization is given twice'],
    ['params: {query: up}', 30, 'every query has its own "query"'],
    ['tls: {ca_file: a.crt}', 20, 'the URL is http, where there is no TLS'],
    ['url: https://x, tls: {cert_file: a.crt}', 36, '"key_file" is missing'],
    ['url: https://x, tls: {key_file: a.key}', 36, '"cert_file" is missing'],
    ['url: https://x, tls: {ca_file: nowhere}', 45, 'nowhere cannot be read: ENOENT'],
    ['url: https://x, tls: {ca_file: token}', 45, 'the authorities are no PEM certificates'],
    [
      'url: https://x, tls: {cert_file: a.crt, key_file: b.key}',
      64,
      'the certificate and its key cannot be used',
    ],
  ])('%s', (section, column, message) => {
    expect(messages(section)).toEqual([[1, column, expect.stringContaining(message)]]);
    for (const { mend } of read(section).problems) expect(mend).not.toBe('');
  });

  test('a variable is named, and nothing secret is repeated', () => {
    const env = { FIREBREAK_PROMETHEUS_URL: 'http://me:hunter2@x' };
    const { problems } = read('bearer_token: geheim, basic_auth: {username: me, password: pass}', env);
    expect(problems.map(({ file }) => file)).toContain('FIREBREAK_PROMETHEUS_URL');
    expect(problems).toHaveLength(2);
    expect(JSON.stringify(problems)).not.toMatch(/hunter2|geheim|pass"/);
  });
});
