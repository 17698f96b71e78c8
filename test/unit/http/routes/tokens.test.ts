import { describe, expect, it } from 'vitest';
import { CI_TOKEN } from '../fake-api.js';
import { bearer, serveApp } from '../serving.js';

const admin = bearer('admin-secret');
const DAY = 86_400_000;

describe('/api/v1/tokens', () => {
  it('lists tokens', async () => {
    const { get } = await serveApp();
    expect((await get('/api/v1/tokens', admin)).data).toEqual({
      tokens: [
        {
          ...CI_TOKEN,
          createdAt: '2026-11-23T02:30:00.000Z',
          expiresAt: '2026-11-24T02:30:00.000Z',
          revokedAt: null,
          lastUsedAt: null,
          oldSecretEndsAt: null,
        },
      ],
    });
  });

  it.each([
    [{}, 90 * DAY],
    [{ expires_in: '12h' }, DAY / 2],
    [{ expires_in: 'never' }, undefined],
  ])('makes one, with %j, and no cache may keep its secret', async (body, lifetimeMs) => {
    const { api, post } = await serveApp();
    const { status, data, headers } = await post(
      '/api/v1/tokens',
      { name: 'ci', scope: 'operate', ...body },
      admin,
    );
    expect([status, headers['cache-control']]).toEqual([201, 'no-store']);
    expect(data).toMatchObject({ secret: 'fb_abc123_new', token: { name: 'ci', state: 'valid' } });
    expect(api.calls).toEqual([['createToken', { name: 'ci', scope: 'operate', lifetimeMs }, 'admin-token']]);
  });

  it.each([
    { scope: 'read' },
    { name: 'a b', scope: 'read' },
    { name: 'ci', scope: 'root' },
    { name: 'ci', scope: 'read', expires_in: 'soon' },
    { name: 'ci', scope: 'read', expires_in: '0' },
  ])('makes none of %j', async (body) => {
    const { api, post } = await serveApp();
    expect((await post('/api/v1/tokens', body, admin)).status).toBe(400);
    expect(api.calls).toEqual([]);
  });

  it.each([
    [{}, DAY],
    [{ grace: '1h' }, DAY / 24],
    [{ grace: '0' }, 0],
  ])('rotates one, with %j', async (body, grace) => {
    const { api, post } = await serveApp();
    expect((await post('/api/v1/tokens/ci/rotate', body, admin)).data).toMatchObject({
      secret: 'fb_abc123_newer',
    });
    expect(api.calls).toEqual([['rotateToken', 'ci', grace, 'admin-token']]);
  });

  it('lets an old secret hold for no more than a month', async () => {
    const { post } = await serveApp();
    expect((await post('/api/v1/tokens/ci/rotate', { grace: '31d' }, admin)).status).toBe(400);
  });

  it('revokes one', async () => {
    const { api, post } = await serveApp();
    expect((await post('/api/v1/tokens/ci/revoke', {}, admin)).data).toMatchObject({ state: 'revoked' });
    expect(api.calls).toEqual([['revokeToken', 'ci', 'admin-token']]);
  });
});

describe('who acts', () => {
  it('is the token’s name, and whom it names stands beside it', async () => {
    const { api, post } = await serveApp();
    const operator = bearer('operate-secret');
    await post('/api/v1/incidents/INC-7/ack', {}, operator);
    await post('/api/v1/incidents/INC-7/ack', { by: 'maria' }, operator);
    await post('/api/v1/exclusions', { kind: 'correction' }, operator);
    await post('/api/v1/exclusions/patches/withdraw', { reason: 'over' }, operator);
    expect(api.calls).toEqual([
      ['acknowledge', 'INC-7', 'operate-token'],
      ['acknowledge', 'INC-7', 'operate-token for maria'],
      ['addExclusion', { kind: 'correction', author: 'operate-token' }],
      ['withdrawExclusion', 'patches', { by: 'operate-token', reason: 'over' }],
    ]);
  });

  it('is told when the scope does not suffice, and the audit log has it', async () => {
    const { api, post } = await serveApp();
    const refused = await post('/api/v1/incidents/INC-7/ack', {}, bearer('read-secret'));
    expect(refused).toMatchObject({
      status: 403,
      data: {
        error: { code: 'forbidden', message: 'this needs the scope operate; read-token has read' },
      },
    });
    expect(api.entries).toMatchObject([
      { who: 'read-token', scope: 'read', action: 'incident.acknowledge', outcome: 'refused' },
    ]);
    expect(api.calls).toEqual([]);
  });
});
