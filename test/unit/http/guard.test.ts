import { describe, expect, it } from 'vitest';
import { type Answer, bearer, serveApp, TOKEN } from './serving.js';

const READS = [
  '/api/v1/overview',
  '/api/v1/slos',
  '/api/v1/slos/checkout-api/availability',
  '/api/v1/budget',
  '/api/v1/gate?service=checkout-api',
  '/api/v1/incidents',
  '/api/v1/incidents/INC-7',
  '/api/v1/deliveries',
  '/api/v1/status',
  '/api/v1/openapi.json',
];
const WRITES: readonly [url: string, body: unknown][] = [
  ['/api/v1/incidents/INC-7/ack', { by: 'maria' }],
  ['/api/v1/deploys', { service: 'checkout-api', version: 'v1' }],
  ['/-/reload', {}],
];
const OPEN = ['/metrics', '/-/healthy', '/-/ready'];

const basic = (password: string) => ({
  authorization: `Basic ${Buffer.from(`maria:${password}`).toString('base64')}`,
});
const ok = ({ status }: Answer) => status >= 200 && status < 300;
const code = ({ data }: Answer) => (data as { error: { code: string } }).error.code;
const changes = (calls: readonly unknown[][]) =>
  calls.filter(([name]) => name !== 'gate' && name !== 'incidents');

describe('on loopback', () => {
  it.each(READS)('%s is read without a token', async (url) => {
    const { get } = await serveApp();
    expect(ok(await get(url))).toBe(true);
  });

  it.each(WRITES)('%s needs the token', async (url, body) => {
    const { api, post } = await serveApp();
    for (const headers of [
      {},
      bearer('wrong'),
      bearer(`${TOKEN}x`),
      basic(TOKEN),
      { authorization: TOKEN },
    ]) {
      const refused = await post(url, body, headers);
      expect([refused.status, code(refused)]).toEqual([401, 'unauthorized']);
    }
    expect(api.calls).toEqual([]);
    expect(ok(await post(url, body, bearer()))).toBe(true);
    expect(changes(api.calls)).toHaveLength(1);
  });

  it.each(WRITES)('%s is off where no token is configured, whatever is sent', async (url, body) => {
    const { api, post } = await serveApp({ canWrite: false });
    for (const headers of [{}, bearer(), bearer('undefined')]) {
      const refused = await post(url, body, headers);
      expect([refused.status, code(refused)]).toEqual([403, 'writes-disabled']);
      expect(refused.data).toMatchObject({ error: { message: expect.stringContaining('http.token') } });
    }
    expect(api.calls).toEqual([]);
  });

  it('the webhook gate is a read: no token', async () => {
    const { post } = await serveApp({ canWrite: false });
    expect((await post('/api/v1/gate', { name: 'checkout-api' })).status).toBe(200);
  });
});

describe('beyond loopback', () => {
  const outside = { listensOnLoopback: false, openReads: false };

  it.each(READS)('%s needs the token, by a program or as a browser’s password', async (url) => {
    const { get } = await serveApp(outside);
    for (const headers of [{}, bearer('wrong'), basic('wrong'), basic('')]) {
      const refused = await get(url, headers);
      expect([refused.status, code(refused)]).toEqual([401, 'unauthorized']);
      expect(refused.headers['www-authenticate']).toContain('Basic');
    }
    expect(ok(await get(url, bearer()))).toBe(true);
    expect(ok(await get(url, basic(TOKEN)))).toBe(true);
  });

  it('the webhook gate needs the token', async () => {
    const { post } = await serveApp(outside);
    expect((await post('/api/v1/gate', { name: 'a' })).status).toBe(401);
    expect((await post('/api/v1/gate', { name: 'a' }, bearer())).status).toBe(200);
  });

  it.each(WRITES)('%s never takes what a browser sends unasked', async (url, body) => {
    const { api, post } = await serveApp(outside);
    expect((await post(url, body, basic(TOKEN))).status).toBe(401);
    expect(api.calls).toEqual([]);
    expect(ok(await post(url, body, bearer()))).toBe(true);
  });

  it.each(OPEN)('%s is open to probes and Prometheus, even without a configured token', async (url) => {
    const { get } = await serveApp({ ...outside, canWrite: false });
    expect((await get(url)).status).toBe(200);
  });

  it.each(READS)('%s is closed where no token is configured', async (url) => {
    const { get } = await serveApp({ ...outside, canWrite: false });
    for (const headers of [{}, bearer(''), bearer('undefined'), basic('')]) {
      expect((await get(url, headers)).status).toBe(401);
    }
  });

  it('knows no host names: a proxy or the kubelet may use any', async () => {
    const { get } = await serveApp(outside);
    expect((await get('/-/healthy', { host: '10.1.2.3:9596' })).status).toBe(200);
  });
});

describe('host names on loopback', () => {
  const names = ['localhost', 'localhost:9596', 'LOCALHOST:1', '127.0.0.1:9596', '[::1]', '[::1]:9596'];
  it.each(names)('%s is ours', async (host) => {
    const { get } = await serveApp();
    expect((await get('/api/v1/slos', { host })).status).toBe(200);
  });

  const strangers = [
    'evil.example',
    'evil.example:9596',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '[::2]',
  ];
  it.each(strangers)('%s is not', async (host) => {
    const { api, get, post } = await serveApp();
    const read = await get('/api/v1/slos', { host });
    const write = await post('/-/reload', {}, { host, ...bearer() });
    expect([read.status, write.status]).toEqual([403, 403]);
    expect(code(read)).toBe('unknown-host');
    expect(api.calls).toEqual([]);
  });

  it('the external URL’s host is ours as well, and only that', async () => {
    const { get } = await serveApp({ externalUrl: 'https://Firebreak.example.com/slo' });
    expect((await get('/api/v1/slos', { host: 'firebreak.example.com' })).status).toBe(200);
    expect((await get('/api/v1/slos', { host: 'other.example.com' })).status).toBe(403);
  });
});

describe('every answer', () => {
  it('carries a strict policy, and neither our software’s name nor leave for other sites', async () => {
    const { get } = await serveApp();
    for (const url of ['/', '/api/v1/slos', '/nowhere']) {
      const { headers } = await get(url, { origin: 'https://evil.example' });
      expect(headers['content-security-policy']).toMatch(
        /^default-src 'none';script-src 'self';style-src 'self' 'sha256-[\w+/=]+';/,
      );
      expect(headers['content-security-policy']).not.toMatch(/unsafe|https?:|\*/);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers).not.toHaveProperty('x-powered-by');
      expect(headers).not.toHaveProperty('access-control-allow-origin');
    }
  });

  it('has every header that keeps browsers in bounds', async () => {
    const { get } = await serveApp();
    for (const url of ['/', '/api/v1/slos', '/metrics', '/nowhere']) {
      expect((await get(url)).headers).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'origin-agent-cluster': '?1',
        'referrer-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'x-dns-prefetch-control': 'off',
        'x-download-options': 'noopen',
        'x-frame-options': 'DENY',
        'x-permitted-cross-domain-policies': 'none',
        'x-xss-protection': '0',
      });
    }
  });

  it('insists on HTTPS where browsers come by it, and nowhere else', async () => {
    const header = async (secure: boolean) =>
      (await (await serveApp({ secure })).get('/')).headers['strict-transport-security'];
    expect(await header(true)).toBe('max-age=31536000');
    expect(await header(false)).toBeUndefined();
  });
});

describe('reads', () => {
  it('are closed on loopback where that is said, and open beyond it likewise', async () => {
    const closed = await serveApp({ openReads: false });
    expect((await closed.get('/api/v1/slos')).status).toBe(401);
    expect((await closed.get('/api/v1/slos', bearer('read-secret'))).status).toBe(200);
    const open = await serveApp({ listensOnLoopback: false });
    expect((await open.get('/api/v1/slos')).status).toBe(200);
    expect((await open.post('/-/reload', {})).status).toBe(401);
  });
});
