import { describe, expect, it } from 'vitest';
import { FakeApi } from '../fake-api.js';
import { bearer, serveApp } from '../serving.js';

type Get = Awaited<ReturnType<typeof serveApp>>['get'];

async function statuses(count: number, ask: () => ReturnType<Get>): Promise<Record<number, number>> {
  const answers: Record<number, number> = {};
  for (let n = 0; n < count; n += 1) {
    const { status } = await ask();
    answers[status] = (answers[status] ?? 0) + 1;
  }
  return answers;
}

const from = (address: string, headers = {}) => ({ 'x-forwarded-for': address, ...headers });
const proxied = { trustedProxies: ['127.0.0.1'] };

describe('requests', () => {
  it('are so many a minute for each principal and each address, and then Retry-After says when', async () => {
    const { get } = await serveApp({ ...proxied, requestsPerMinute: 5 });
    const url = '/api/v1/slos';
    expect(await statuses(7, () => get(url))).toEqual({ 200: 5, 429: 2 });
    const refused = await get(url);
    expect(refused.data).toMatchObject({ error: { code: 'too-many-requests' } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(50);
    expect(await statuses(7, () => get(url, bearer('read-secret')))).toEqual({ 200: 5, 429: 2 });
    expect(await statuses(1, () => get(url, bearer('operate-secret')))).toEqual({ 200: 1 });
    expect(await statuses(1, () => get(url, from('203.0.113.7')))).toEqual({ 200: 1 });
  });

  it('of one IPv6 network count together', async () => {
    const { get } = await serveApp({ ...proxied, requestsPerMinute: 5 });
    let host = 0;
    const next = () => {
      host += 1;
      return get('/api/v1/slos', from(`2001:db8:1:2::${host}`));
    };
    expect(await statuses(6, next)).toEqual({ 200: 5, 429: 1 });
  });

  it('of probes and callers from outside have their own', async () => {
    const { get, post } = await serveApp({ requestsPerMinute: 1 });
    expect(await statuses(3, () => get('/api/v1/slos'))).toEqual({ 200: 1, 429: 2 });
    expect(await statuses(20, () => get('/-/healthy'))).toEqual({ 200: 20 });
    expect(await statuses(20, () => post('/api/v1/inbound/x', {}))).toEqual({ 404: 20 });
  });

  it('are told apart by what a proxy says only where it is trusted', async () => {
    const { get } = await serveApp({ requestsPerMinute: 1 });
    let host = 0;
    const next = () => {
      host += 1;
      return get('/api/v1/slos', from(`203.0.113.${host}`));
    };
    expect(await statuses(3, next)).toEqual({ 200: 1, 429: 2 });
  });
});

describe('wrong tokens', () => {
  it('shut their address out for a minute, with a right one too, and nobody else', async () => {
    const api = new FakeApi();
    api.now = () => Date.now();
    const { get, post } = await serveApp({ ...proxied, openReads: false }, api);
    const wrong = () => get('/api/v1/slos', from('203.0.113.7', bearer('guess')));
    expect(await statuses(25, wrong)).toEqual({ 401: 20, 429: 5 });
    const right = await post('/-/reload', {}, from('203.0.113.7', bearer()));
    expect([right.status, Number(right.headers['retry-after']) > 50]).toEqual([429, true]);
    expect(api.calls).toEqual([]);
    expect((await post('/-/reload', {}, from('203.0.113.8', bearer()))).status).toBe(200);
    expect((await get('/-/healthy', from('203.0.113.7', bearer('guess')))).status).toBe(200);

    const now = Date.now() + 60_001;
    api.now = () => now;
    expect((await post('/-/reload', {}, from('203.0.113.7', bearer()))).status).toBe(200);
  });

  it('do not count while they are right, however many come at once', async () => {
    const { get } = await serveApp({ openReads: false });
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => get('/api/v1/slos', bearer('read-secret'))),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
  });
});
