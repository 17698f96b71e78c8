import { describe, expect, it } from 'vitest';
import { FirebreakError } from '../../../../src/core/errors.js';
import { startingDaemon } from '../../../support/slo-statuses.js';
import { FakeApi } from '../fake-api.js';
import { bearer, serveApp } from '../serving.js';

describe('the daemon itself', () => {
  it('is healthy before it is ready, and says what readiness waits for', async () => {
    const { api, get } = await serveApp();
    expect((await get('/-/ready')).status).toBe(200);
    api.status = startingDaemon();
    expect((await get('/-/healthy')).status).toBe(200);
    const { status, data } = await get('/-/ready');
    expect(status).toBe(503);
    expect(data).toEqual({
      ready: false,
      notReadyBecause: 'no evaluation has been completed yet',
      historyLoaded: 0,
      historyPhase: 'coarse',
    });
  });

  it('tells its state', async () => {
    const api = new FakeApi();
    api.status = startingDaemon();
    const { get } = await serveApp({}, api);
    expect((await get('/api/v1/status')).data).toMatchObject({
      startedAt: '2026-11-23T01:30:00.000Z',
      lastCycleAt: null,
      lastCycleMs: null,
      source: { reachable: false, since: null },
      specs: { loadedAt: '2026-11-23T01:30:00.000Z', lastReloadRefused: null, problems: null },
    });
  });

  it('hands metrics out as they are', async () => {
    const { get } = await serveApp();
    const { data, headers } = await get('/metrics');
    expect(data).toBe('up 1\n');
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  });
});

describe('POST /-/reload', () => {
  it('reloads, without a body too', async () => {
    const { api, ask } = await serveApp();
    expect((await ask({ method: 'post', url: '/-/reload', headers: bearer() })).status).toBe(200);
    expect(api.calls).toEqual([['reload']]);
  });

  it('passes the problems on', async () => {
    const api = new FakeApi();
    api.refusal = new FirebreakError('reload-refused', 'checkout.yaml:3:5 target is missing');
    const { post } = await serveApp({}, api);
    expect(await post('/-/reload', {}, bearer())).toMatchObject({
      status: 422,
      data: { error: { code: 'reload-refused', message: 'checkout.yaml:3:5 target is missing' } },
    });
  });
});
