import { describe, expect, it } from 'vitest';
import { NOW } from '../../../support/slo-statuses.js';
import { bearer, serveApp } from '../serving.js';

const DEPLOY = { service: 'checkout-api', version: 'v42' };

describe('POST /api/v1/deploys', () => {
  it('notes a deploy, of now unless told otherwise', async () => {
    const { api, post } = await serveApp();
    const url = 'https://ci.example.com/runs/7?a=b';
    const told = { ...DEPLOY, at: '2026-11-23T03:25:00.250+01:00', url };
    const answers = [
      await post('/api/v1/deploys', DEPLOY, bearer()),
      await post('/api/v1/deploys', told, bearer()),
    ];
    expect(answers.map(({ status, data }) => [status, data])).toEqual([
      [204, ''],
      [204, ''],
    ]);
    expect(api.calls).toEqual([
      ['recordDeploy', 'checkout-api', { version: 'v42', at: NOW }],
      ['recordDeploy', 'checkout-api', { version: 'v42', at: NOW - 5 * 60_000 + 250, url }],
    ]);
  });

  it('allows a pipeline’s clock to be a little ahead', async () => {
    const { post } = await serveApp();
    expect((await post('/api/v1/deploys', { ...DEPLOY, at: '2026-11-23T02:34:00Z' }, bearer())).status).toBe(
      204,
    );
  });

  it.each([
    { service: 'checkout-api' },
    { version: 'v42' },
    { ...DEPLOY, version: 42 },
    { ...DEPLOY, at: 'yesterday' },
    { ...DEPLOY, at: '2026-11-23' },
    { ...DEPLOY, at: '2026-11-23T02:30:00' },
    { ...DEPLOY, at: '2026-13-23T02:30:00Z' },
    { ...DEPLOY, at: '2026-11-23T02:36:00Z' },
    { ...DEPLOY, at: NOW },
    { ...DEPLOY, url: 'javascript:alert(1)' },
    { ...DEPLOY, url: 'https://' },
    { ...DEPLOY, url: 'https://a b' },
  ])('refuses %j', async (body) => {
    const { api, post } = await serveApp();
    expect((await post('/api/v1/deploys', body, bearer())).status).toBe(400);
    expect(api.calls).toEqual([]);
  });
});
