import { describe, expect, it } from 'vitest';
import { FakeApi } from './fake-api.js';
import { bearer, serveApp } from './serving.js';

const error = (code: string) => ({
  error: { code, message: expect.any(String), requestId: expect.any(String) },
});

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

  it('bodies nested over 20 levels deep are refused, with or without end', async () => {
    const { api, post } = await serveApp();
    const nested = (levels: number) => `{"name":"a","deep":${'['.repeat(levels)}${']'.repeat(levels)}}`;
    expect((await post('/api/v1/gate', nested(19))).status).toBe(200);
    for (const body of [nested(20), nested(30_000), '['.repeat(60_000)]) {
      expect((await post('/api/v1/gate', body)).status).toBe(400);
    }
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
        {
          requestId: expect.any(String),
          method: 'GET',
          path: '/api/v1/incidents',
          error: expect.stringContaining('SQLITE_CORRUPT'),
        },
      ],
    ]);
  });

  it('a request has one name in the answer, its header and the log, whatever name was sent', async () => {
    const api = new FakeApi();
    api.refusal = new Error('broken');
    const { get, logged } = await serveApp({}, api);
    const { headers, data } = await get('/api/v1/incidents', { 'x-request-id': 'mine' });
    const requestId = headers['x-request-id'];
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(data).toMatchObject({ error: { requestId } });
    expect(logged).toEqual([['a request failed', expect.objectContaining({ requestId })]]);
    expect((await get('/api/v1/slos')).headers['x-request-id']).not.toBe(requestId);
  });

  it('a token is never logged', async () => {
    const api = new FakeApi();
    api.refusal = new Error('broken');
    const { post, logged } = await serveApp({}, api);
    await post('/-/reload', {}, bearer());
    expect(logged[0]).toEqual(['a request failed', expect.anything()]);
    expect(JSON.stringify(logged)).not.toContain(bearer().authorization);
  });
});
