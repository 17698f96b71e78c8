import { describe, expect, it } from 'vitest';
import { FirebreakError } from '../../../../src/core/errors.js';
import { FakeApi } from '../fake-api.js';
import { bearer, serveApp } from '../serving.js';

describe('GET /api/v1/incidents', () => {
  it('lists them with instants in ISO 8601', async () => {
    const { get } = await serveApp();
    const { status, data } = await get('/api/v1/incidents');
    expect(status).toBe(200);
    expect(data).toMatchObject({
      incidents: [
        {
          id: 'INC-7',
          openedAt: '2026-11-23T02:21:00.000Z',
          failingSince: '2026-11-23T02:19:00.000Z',
          acknowledgedAt: null,
          acknowledgedBy: null,
        },
      ],
    });
  });

  it.each([
    ['', { limit: 100 }],
    ['?open=true', { open: true, limit: 100 }],
    ['?open=false&service=checkout-api&limit=3', { open: false, service: 'checkout-api', limit: 3 }],
    [
      '?status=open,monitoring&phase=closed&severity=sev1,sev2&team=db&text=down&before=INC-9',
      {
        statuses: ['open', 'monitoring'],
        phases: ['closed'],
        severities: ['sev1', 'sev2'],
        team: 'db',
        text: 'down',
        before: 'INC-9',
        limit: 100,
      },
    ],
    ['?since=2026-11-23T02:00:00Z', { openedSince: Date.UTC(2026, 10, 23, 2), limit: 100 }],
  ])('passes "%s" on', async (query, filter) => {
    const { api, get } = await serveApp();
    await get(`/api/v1/incidents${query}`);
    expect(api.calls).toEqual([['incidents', filter]]);
  });

  it.each([
    '?open=yes',
    '?status=open,bad',
    '?since=yesterday',
    '?limit=0',
    '?limit=1001',
    '?limit=1.5',
    '?limit=all',
  ])('refuses "%s"', async (query) => {
    const { api, get } = await serveApp();
    expect((await get(`/api/v1/incidents${query}`)).status).toBe(400);
    expect(api.calls).toEqual([]);
  });
});

describe('GET /api/v1/incidents/:id', () => {
  it('tells it with its timeline', async () => {
    const { get } = await serveApp();
    const { data } = await get('/api/v1/incidents/INC-7');
    expect(data).toMatchObject({
      incident: { id: 'INC-7', status: 'open' },
      timeline: [{ seq: 1, at: '2026-11-23T02:21:00.000Z', kind: 'declared', data: { first: true } }],
    });
  });

  it('does not know others', async () => {
    const { get } = await serveApp();
    expect(await get('/api/v1/incidents/INC-8')).toMatchObject({
      status: 404,
      data: { error: { code: 'not-found' } },
    });
  });
});

describe('POST /api/v1/incidents/:id/ack', () => {
  it('tells who took it on', async () => {
    const { api, post } = await serveApp();
    const { status, data } = await post('/api/v1/incidents/INC-7/ack', { by: ' maria ' }, bearer());
    expect(status).toBe(200);
    expect(data).toMatchObject({ acknowledgedBy: 'maria', acknowledgedAt: '2026-11-23T02:30:00.000Z' });
    expect(api.calls).toEqual([['acknowledge', 'INC-7', 'maria']]);
  });

  it('warns of a name that the on-call files do not have, and of no other', async () => {
    const { post } = await serveApp();
    const warnings = async (path: string, body: object) =>
      ((await post(`/api/v1/incidents${path}`, body, bearer())).data as { warnings?: unknown }).warnings;
    expect(await warnings('/INC-7/ack', { by: 'alice' })).toBeUndefined();
    expect(await warnings('/INC-7/ack', { by: 'alise' })).toEqual([
      'the on-call files have nobody called "alise": did you mean "alice"? It stands as you wrote it',
    ]);
    expect(await warnings('/INC-7/roles', { by: 'alice', role: 'scribe', to: 'zoe' })).toEqual([
      'the on-call files have nobody called "zoe": they are taken as somebody from outside',
    ]);
    const declared = { by: 'alice', severity: 'sev2', title: 'down' };
    expect(await warnings('', { ...declared, service: 'checkout-api' })).toEqual([]);
    expect(await warnings('', { ...declared, service: 'web' })).toEqual([
      'no team owns web: nobody is called for its incidents by a team’s escalation policy',
    ]);
  });

  it('passes refusals on', async () => {
    const { post } = await serveApp();
    expect((await post('/api/v1/incidents/INC-8/ack', { by: 'maria' }, bearer())).status).toBe(404);
    const api = new FakeApi();
    api.acknowledge = async () => {
      throw new FirebreakError('conflict', 'INC-7 is resolved', 'firebreak incident show INC-7');
    };
    const resolved = await serveApp({}, api);
    expect(await resolved.post('/api/v1/incidents/INC-7/ack', { by: 'maria' }, bearer())).toMatchObject({
      status: 409,
      data: {
        error: {
          code: 'conflict',
          message: 'INC-7 is resolved',
          next: 'firebreak incident show INC-7',
        },
      },
    });
  });

  it.each([{}, { by: '' }, { by: 7 }, { by: 'x'.repeat(2001) }, { by: 'maria\nresolved' }])(
    'needs to know who: %j is refused',
    async (body) => {
      const { api, post } = await serveApp();
      expect((await post('/api/v1/incidents/INC-7/ack', body, bearer())).status).toBe(400);
      expect(api.calls).toEqual([]);
    },
  );

  it('says how a body is sent when there is none', async () => {
    const { ask } = await serveApp();
    const { status, data } = await ask({
      method: 'post',
      url: '/api/v1/incidents/INC-7/ack',
      data: 'by=maria',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...bearer() },
    });
    expect(status).toBe(400);
    expect(data).toMatchObject({ error: { message: expect.stringContaining('application/json') } });
  });
});
