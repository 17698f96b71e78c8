import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { PrometheusClient } from '../../../src/adapters/prometheus/client.js';
import type { TlsOptions } from '../../../src/adapters/prometheus/options.js';
import { addressOf, reservePort } from '../../../src/main/demo/checkout-service.js';
import { eventually } from '../../support/live-stage.js';
import { answer, askDouble, type Reply, serving } from '../../support/prometheus-double.js';

/** bcrypt of "hunter2", as web.config.file wants it. */
const HUNTER2 = '$2b$04$abcdefghijklmnopqrstuuV3duMsC0HpUex6N9qapiuOHHWkwRXVm';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firebreak-credentials-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Lets in who carries this Authorization, and repeats to others what they carried. */
const guarded =
  (wanted: () => string): Reply =>
  (response, { headers }) =>
    headers.authorization === wanted()
      ? response.end(answer())
      : response.writeHead(401).end(`go away, ${String(headers.authorization)}`);

describe('credentials', () => {
  test('a bearer token', async () => {
    const credentials = { kind: 'bearer', token: { text: 'abc' } } as const;
    expect(
      (
        await askDouble(
          guarded(() => 'Bearer abc'),
          { credentials },
        )
      ).answer.kind,
    ).toBe('answered');
  });

  test('a name and a password, in UTF-8', async () => {
    const credentials = { kind: 'basic', username: 'jörg', password: { text: 'p:w' } } as const;
    const wanted = `Basic ${Buffer.from('jörg:p:w').toString('base64')}`;
    expect(
      (
        await askDouble(
          guarded(() => wanted),
          { credentials },
        )
      ).answer.kind,
    ).toBe('answered');
  });

  test('a token that was renewed in its file is read again, once it is refused', async () => {
    const file = join(folder, 'token');
    let valid = 'first';
    const calls = await serving(
      guarded(() => `Bearer ${valid}`),
      async (url, asked) => {
        const client = new PrometheusClient({
          url,
          timeoutMs: 5000,
          credentials: { kind: 'bearer', token: { text: 'first', file } },
        });
        const ask = async () => [(await client.query('x', 0)).kind, asked.length];
        const counts = [await ask()];
        valid = 'second';
        await writeFile(file, 'second\n');
        counts.push(await ask(), await ask());
        valid = 'third';
        counts.push(await ask());
        await rm(file);
        counts.push(await ask());
        return counts;
      },
    );
    expect(calls).toEqual([
      ['answered', 1],
      ['answered', 3],
      ['answered', 4],
      // The file says what was sent: asking again would be refused again.
      ['failed', 5],
      ['failed', 6],
    ]);
  });

  test('a header whose value is in a file is renewed as well', async () => {
    const file = join(folder, 'key');
    await writeFile(file, 'new');
    const reply: Reply = (response, { headers }) =>
      headers['x-api-key'] === 'new' ? response.end(answer()) : response.writeHead(401).end();
    const told = await askDouble(reply, { headers: { 'X-Api-Key': { text: 'old', file } } });
    expect([told.answer.kind, told.asked.length]).toEqual(['answered', 2]);
  });

  test('no message holds a secret, even if the server repeats it', async () => {
    const credentials = { kind: 'bearer', token: { text: 'hunter2' } } as const;
    const { answer: told } = await askDouble(
      guarded(() => 'other'),
      { credentials },
    );
    expect(told).toMatchObject({ kind: 'failed', message: expect.stringContaining('go away, Bearer …') });
    expect(JSON.stringify(told)).not.toContain('hunter2');
  });
});

describe('TLS', () => {
  let server: { ca: string; cert: string; key: string; foreign: string };

  beforeAll(async () => {
    const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
    const make = (name: string, subject: string, ...more: string[]) =>
      openssl(
        ...[
          'req',
          '-x509',
          '-newkey',
          'ec',
          '-pkeyopt',
          'ec_paramgen_curve:prime256v1',
          '-nodes',
          '-days',
          '2',
        ],
        ...['-keyout', `${name}.key`, '-out', `${name}.crt`, '-subj', `/CN=${subject}`, ...more],
      );
    make('ca', 'firebreak test CA');
    make('foreign', 'somebody else');
    make(
      'prom',
      'prom.internal',
      '-CA',
      'ca.crt',
      '-CAkey',
      'ca.key',
      '-addext',
      'subjectAltName=DNS:prom.internal',
    );
    const text = (name: string) => readFile(join(folder, name), 'utf8');
    server = {
      ca: await text('ca.crt'),
      cert: await text('prom.crt'),
      key: await text('prom.key'),
      foreign: await text('foreign.crt'),
    };
  });

  const ask = (tls: TlsOptions, more = {}) =>
    askDouble(
      (response) => response.end(answer()),
      { tls },
      { cert: server.cert, key: server.key, ...more },
    ).then(({ answer: told }) => (told.kind === 'failed' ? [told.reason, told.message] : told.kind));

  test('a certificate of the given authority, under the given name', async () => {
    expect(await ask({ ca: server.ca, serverName: 'prom.internal' })).toBe('answered');
  });

  test.each<[string, () => TlsOptions, RegExp]>([
    ['nobody vouches for it', () => ({ serverName: 'prom.internal' }), /set prometheus\.tls\.ca_file$/],
    [
      'another authority does not',
      () => ({ ca: server.foreign, serverName: 'prom.internal' }),
      /set prometheus\.tls\.ca_file$/,
    ],
    ['it is of another name', () => ({ ca: server.ca }), /set prometheus\.tls\.server_name$/],
  ])('%s', async (_name, tls, words) => {
    expect(await ask(tls())).toEqual(['source-unreachable', expect.stringMatching(words)]);
  });

  test('only when told so is it not checked', async () => {
    expect(await ask({ insecureSkipVerify: true })).toBe('answered');
  });

  test('a server that wants a certificate of its clients', async () => {
    const mutual = { requestCert: true, rejectUnauthorized: true, ca: server.ca };
    const trusted = { ca: server.ca, serverName: 'prom.internal' };
    expect(await ask({ ...trusted, cert: server.cert, key: server.key }, mutual)).toBe('answered');
    expect(await ask(trusted, mutual)).toEqual([
      'source-unreachable',
      expect.stringMatching(/certificate required.*; set prometheus\.tls\.cert_file and key_file$/),
    ]);
  });

  test('a real Prometheus behind TLS, a client certificate, a password and a path', async () => {
    const reserved = await reservePort();
    const address = addressOf(reserved);
    await new Promise((resolve) => reserved.close(resolve));
    await writeFile(join(folder, 'prometheus.yml'), '');
    await writeFile(
      join(folder, 'web.yml'),
      `tls_server_config: {cert_file: prom.crt, key_file: prom.key, client_ca_file: ca.crt, client_auth_type: RequireAndVerifyClientCert}
basic_auth_users: {me: '${HUNTER2}'}
`,
    );
    const args = [
      '--config.file=prometheus.yml',
      '--web.config.file=web.yml',
      '--web.route-prefix=/prometheus',
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=${address}`,
    ];
    const prometheus = spawn('prometheus', args, { cwd: folder, stdio: 'ignore' });
    const ended = once(prometheus, 'exit');
    onTestFinished(async () => {
      prometheus.kill('SIGKILL');
      await ended;
    });
    const client = (method: 'GET' | 'POST', password: string) =>
      new PrometheusClient({
        url: `https://${address}/prometheus`,
        timeoutMs: 5000,
        method,
        credentials: { kind: 'basic', username: 'me', password: { text: password } },
        tls: { ca: server.ca, cert: server.cert, key: server.key, serverName: 'prom.internal' },
      });
    const ask = (method: 'GET' | 'POST', password: string) =>
      client(method, password).query('vector(1)', Date.now());
    await eventually(
      'Prometheus answers',
      60,
      () => ask('POST', 'hunter2'),
      ({ kind }) => kind === 'answered',
    );
    expect(await ask('GET', 'hunter2')).toMatchObject({ kind: 'answered', series: [{ metric: {} }] });
    expect(await ask('POST', 'wrong')).toMatchObject({
      reason: 'query-failed',
      message: expect.stringMatching(/^HTTP 401: .*check prometheus\.bearer_token, prometheus\.basic_auth/),
    });
  });
});
