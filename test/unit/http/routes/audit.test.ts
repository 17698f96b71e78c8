import { describe, expect, it } from 'vitest';
import { FirebreakError } from '../../../../src/core/errors.js';
import { FakeApi } from '../fake-api.js';
import { bearer, serveApp } from '../serving.js';

describe('GET /api/v1/audit', () => {
  it('tells what was refused to whom, and why, under the name of its request', async () => {
    const api = new FakeApi();
    api.acknowledge = async () => {
      throw new FirebreakError('conflict', 'INC-7 is resolved');
    };
    const { get, post } = await serveApp({}, api);
    const { headers } = await post('/api/v1/incidents/INC-7/ack', { by: 'maria' }, bearer());
    expect((await get('/api/v1/audit?limit=5', bearer())).data).toEqual({
      entries: [
        {
          at: '2026-11-23T02:30:00.000Z',
          who: 'configured token',
          kind: 'configured',
          scope: 'admin',
          onBehalfOf: null,
          action: 'incident.acknowledge',
          target: 'INC-7',
          outcome: 'refused',
          detail: 'conflict: INC-7 is resolved',
          requestId: headers['x-request-id'],
        },
      ],
    });
    expect(api.calls).toEqual([['audit', 5]]);
  });

  it('has what is not understood as well', async () => {
    const { api, post } = await serveApp();
    await post('/api/v1/exclusions/patches/withdraw', { by: 'li' }, bearer());
    await post('/api/v1/deploys', '{"service"', bearer());
    expect(api.entries).toMatchObject([
      { action: 'exclusion.withdraw', target: 'patches', detail: expect.stringContaining('"reason"') },
    ]);
  });

  it('has nothing of strangers, of reads, and of faults inside', async () => {
    const { api, get, post } = await serveApp();
    await post('/-/reload', {});
    await post('/-/reload', {}, bearer('wrong'));
    await get('/api/v1/incidents?limit=0', bearer());
    api.refusal = new Error('disk full');
    expect((await post('/-/reload', {}, bearer())).status).toBe(500);
    expect(api.entries).toEqual([]);
  });

  it('a refusal that cannot be kept is answered all the same, and logged', async () => {
    const api = new FakeApi();
    api.noteRefusal = async () => {
      throw new Error('disk full');
    };
    const { post, logged } = await serveApp({}, api);
    expect((await post('/api/v1/incidents/INC-8/ack', { by: 'maria' }, bearer())).status).toBe(404);
    expect(logged[0]).toEqual([
      'a refusal is not in the audit log',
      { requestId: expect.any(String), error: 'Error: disk full' },
    ]);
  });
});

describe('/api/v1/inbound', () => {
  it('is left to routes that check signatures themselves, beyond loopback too', async () => {
    const { post } = await serveApp({ listensOnLoopback: false, openReads: false });
    expect((await post('/api/v1/inbound/nobody', 'no json')).status).toBe(404);
    expect((await post('/api/v1/inbound', 'no json')).status).toBe(401);
  });
});
