import { describe, expect, it } from 'vitest';
import { serveApp } from '../serving.js';

const CLOSED = { listensOnLoopback: false, openReads: false };

describe('status pages', () => {
  it('are everybody’s where nothing else is, and counted like all requests', async () => {
    const { get } = await serveApp({ ...CLOSED, requestsPerMinute: 3 });
    const page = await get('/api/v1/status-pages/payments');
    expect(page.status).toBe(200);
    expect(page.data).toMatchObject({
      unit: 'payments',
      at: '2026-11-23T02:30:00.000Z',
      components: [{ name: 'Checkout', state: 'unknown', uptime: { uptime: null } }],
    });
    const feed = await get('/status/payments/feed.xml');
    expect(feed.headers['content-type']).toBe('application/rss+xml; charset=utf-8');
    expect(feed.data).toContain('Cards &amp;lt;fail&amp;gt;.');
    expect((await get('/api/v1/status-pages')).status).toBe(401);
    expect((await get('/api/v1/status-pages/payments')).status).toBe(429);
  });

  it('that are not there are not found, the document too', async () => {
    const { get } = await serveApp(CLOSED);
    for (const url of ['/api/v1/status-pages/nobody', '/status/nobody/feed.xml', '/status/nobody'])
      expect((await get(url)).status).toBe(404);
  });

  it('open nothing else: what looks like one is closed', async () => {
    const { get, post } = await serveApp(CLOSED);
    for (const url of [
      '/api/v1/status-pages/payments/x',
      '/api/v1/status-pages/',
      '/api/v1/slos?/status/a/feed.xml',
    ])
      expect((await get(url)).status, url).toBe(401);
    expect((await get('/api/v1/status-pages/..%2Fslos')).status).toBe(404);
    expect((await post('/api/v1/status-pages/payments', {})).status).toBe(401);
  });

  it('name themselves in the feed by the address that people use', async () => {
    const { get } = await serveApp({ externalUrl: 'https://slo.example.com/' });
    expect((await get('/status/payments/feed.xml')).data).toContain(
      '<link>https://slo.example.com/status/payments</link>',
    );
  });
});
