import { once } from 'node:events';
import { get as httpGet } from 'node:http';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bearer, serveApp, TOKEN } from '../serving.js';

const own = (port: number) => ({ origin: `http://127.0.0.1:${port}` });
const cookieOf = ({ headers }: { headers: Readonly<Record<string, unknown>> }) =>
  String((headers['set-cookie'] as string[] | undefined)?.[0]).split(';')[0] ?? '';

describe('POST /login/token', () => {
  it('gives a cookie that no script can read, and that proves who a browser is until it logs out', async () => {
    const { ask, post, get, port, api } = await serveApp({ openReads: false });
    expect((await get('/api/v1/session')).data).toMatchObject({ name: null, mayRead: false });
    const done = await post('/login/token', { token: 'operate-secret' }, own(port));
    expect(done.data).toMatchObject({
      name: 'operate-token',
      scope: 'operate',
      isShared: false,
      byCookie: true,
    });
    expect(String(done.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Lax/);
    expect(String(done.headers['set-cookie'])).not.toContain('operate-secret');
    const cookie = cookieOf(done);
    expect((await get('/api/v1/slos', { cookie })).status).toBe(200);
    const csrf = { cookie, ...own(port), 'x-firebreak-csrf': '1' };
    expect((await post('/api/v1/incidents/INC-7/ack', {}, csrf)).status).toBe(200);
    expect((await post('/api/v1/incidents/INC-7/ack', {}, { cookie })).status).toBe(403);
    const out = await ask({
      method: 'post',
      url: '/logout',
      headers: { ...own(port), cookie },
      maxRedirects: 0,
    });
    expect(String(out.headers['set-cookie'])).toContain('firebreak-token=; Path=/; Expires=Thu, 01 Jan 1970');
    // A token that is revoked takes its browsers with it.
    api.proofs.delete('operate-secret');
    expect((await get('/api/v1/slos', { cookie })).status).toBe(401);
  });

  it('takes neither what is no token nor what another site sends, and shuts out who tries too often', async () => {
    const { post, port } = await serveApp();
    expect((await post('/login/token', { token: TOKEN }, { origin: 'https://evil.example' })).status).toBe(
      403,
    );
    expect((await post('/login/token', {}, own(port))).status).toBe(400);
    for (let n = 0; n < 20; n += 1) {
      expect((await post('/login/token', { token: 'wrong' }, own(port))).status).toBe(401);
    }
    expect((await post('/login/token', { token: 'wrong' }, own(port))).status).toBe(429);
  });

  it('says of a shared token that it names nobody', async () => {
    const { get } = await serveApp();
    expect((await get('/api/v1/session', bearer())).data).toMatchObject({
      isShared: true,
      byCookie: false,
      scope: 'admin',
    });
  });
});

describe('GET /api/v1/events', () => {
  it('tells which nouns have changed, and a beat, until nobody listens', async () => {
    const { port, api } = await serveApp();
    const request = httpGet({ port, path: '/api/v1/events' });
    const [response] = (await once(request, 'response')) as [
      NodeJS.ReadableStream & { headers: Record<string, string> },
    ];
    expect(response.headers['content-type']).toBe('text/event-stream');
    response.setEncoding('utf8');
    let heard = '';
    response.on('data', (chunk: string) => (heard += chunk));
    await expect.poll(() => heard).toBe('event: hello\ndata: []\n\n');
    api.changes.note('slos', 'gates');
    api.changes.note();
    await expect
      .poll(() => heard)
      .toContain('event: changed\ndata: ["slos","gates"]\n\nevent: beat\ndata: []\n\n');
    request.destroy();
  });
});

describe('the pages', () => {
  it('are one document at every address of a page, to strangers too, and nothing else is', async () => {
    const pages = mkdtempSync(join(tmpdir(), 'firebreak-pages-'));
    onTestFinished(() => rmSync(pages, { recursive: true }));
    mkdirSync(join(pages, 'assets'));
    writeFileSync(join(pages, 'index.html'), '<!doctype html>the pages');
    writeFileSync(join(pages, 'assets/a-1.js'), 'a');
    writeFileSync(join(pages, 'secret'), 's');
    const { get } = await serveApp({ pages, openReads: false });
    for (const path of ['/', '/incidents/INC-7', '/slos/checkout-api/latency/what-if', '/oncall/']) {
      const { status, data, headers } = await get(path);
      expect([status, data, headers['cache-control']], path).toEqual([
        200,
        '<!doctype html>the pages',
        'no-cache',
      ]);
    }
    const asset = await get('/assets/a-1.js');
    expect([asset.status, asset.headers['cache-control']]).toEqual([
      200,
      'public, max-age=31536000, immutable',
    ]);
    for (const path of [
      '/assets/b.js',
      '/assets/..%2fsecret',
      '/assets/%2e%2e/secret',
      '/nowhere',
      '/secret',
    ]) {
      expect([401, 403, 404], path).toContain((await get(path)).status);
    }
  });

  it('tell a browser by a page that there is none at an address, and programs in JSON', async () => {
    const pages = mkdtempSync(join(tmpdir(), 'firebreak-pages-'));
    onTestFinished(() => rmSync(pages, { recursive: true }));
    writeFileSync(join(pages, 'index.html'), '<!doctype html>the pages');
    const { get, ask } = await serveApp({ pages });
    const browser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8' };
    for (const path of ['/nonsense', '/incidents/INC-1/xyz', '/status/a/b', '/apis']) {
      const { status, data } = await get(path, browser);
      expect([status, data], path).toEqual([404, '<!doctype html>the pages']);
      expect((await get(path)).data, path).toMatchObject({ error: { code: 'not-found' } });
    }
    for (const path of ['/api/v1/nowhere', '/api', '/-/nowhere', '/assets/none.js', '/metrics/x'])
      expect((await get(path, browser)).data, path).toMatchObject({ error: { code: 'not-found' } });
    const posted = await ask({ method: 'post', url: '/nonsense', headers: browser });
    expect(posted.data).toMatchObject({ error: { code: 'not-found' } });

    const closed = await serveApp({ pages, openReads: false });
    expect((await closed.get('/nonsense', browser)).status).toBe(404);
    expect((await closed.get('/nonsense')).status).toBe(401);
    expect((await closed.get('/api/v1/nowhere', browser)).status).toBe(401);
  });

  it('say that they are not built where they are not', async () => {
    const { get } = await serveApp();
    expect((await get('/')).data).toMatchObject({
      error: { message: 'the pages are not built: npm run build' },
    });
  });
});
