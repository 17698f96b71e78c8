import { describe, expect, it } from 'vitest';
import { FakeApi } from './fake-api.js';
import { bearer, serveApp } from './serving.js';

const error = (code: string) => ({ error: { code, message: expect.any(String) } });

describe('what goes wrong', () => {
  it.each([
    ['get', '/api/v1/nowhere'],
    ['get', '/favicon.ico'],
    ['post', '/api/v1/slos'],
    ['delete', '/api/v1/incidents/INC-7'],
  ])('%s %s is not found, in JSON', async (method, url) => {
    const { ask } = await serveApp();
    const { status, data } = await ask({ method, url });
    expect(status).toBe(404);
    expect(data).toEqual(error('not-found'));
  });

  it.each(['{"name": ', 'hello', '"checkout-api"'])(
    'the body %s is refused as no JSON object',
    async (body) => {
      const { post } = await serveApp();
      const { status, data } = await post('/api/v1/gate', body);
      expect(status).toBe(400);
      expect(data).toEqual(error('invalid-input'));
    },
  );

  it('bodies over 64 kB are refused, smaller ones are read', async () => {
    const { api, post } = await serveApp();
    const body = (bytes: number) => ({ name: 'checkout-api', padding: 'x'.repeat(bytes) });
    expect((await post('/api/v1/gate', body(60 * 1024))).status).toBe(200);
    expect((await post('/api/v1/gate', body(65 * 1024))).status).toBe(400);
    expect(api.calls).toHaveLength(1);
  });

  it('a path that cannot be decoded is refused', async () => {
    const { get, logged } = await serveApp();
    expect((await get('/api/v1/incidents/%E0%A4%A')).status).toBe(400);
    expect(logged).toEqual([]);
  });

  it('a fault inside is logged, and says nothing of the inside', async () => {
    const api = new FakeApi();
    api.refusal = new Error('SQLITE_CORRUPT at /var/lib/firebreak.db');
    const { get, logged } = await serveApp({}, api);
    const { status, data } = await get('/api/v1/incidents?service=secret-service');
    expect(status).toBe(500);
    expect(data).toEqual(error('internal'));
    expect(JSON.stringify(data)).not.toContain('SQLITE');
    expect(logged).toEqual([
      [
        'a request failed',
        { method: 'GET', path: '/api/v1/incidents', error: expect.stringContaining('SQLITE_CORRUPT') },
      ],
    ]);
  });

  it('a token is never logged', async () => {
    const api = new FakeApi();
    api.refusal = new Error('broken');
    const { post, logged } = await serveApp({}, api);
    await post('/-/reload', {}, bearer());
    expect(logged).toHaveLength(1);
    expect(JSON.stringify(logged)).not.toContain(bearer().authorization);
  });
});
