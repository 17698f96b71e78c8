import { describe, expect, it } from 'vitest';
import { FirebreakError } from '../../../../src/core/errors.js';
import { FakeApi } from '../fake-api.js';
import { bearer, serveApp } from '../serving.js';

const WHY = { by: 'maria', reason: 'the key was wrong' };

describe('GET /api/v1/deliveries', () => {
  it('lists messages with every attempt, and passes the question on', async () => {
    const { api, get } = await serveApp();
    const { data } = await get('/api/v1/deliveries?limit=5&state=delivered&receiver=pager');
    expect(data).toMatchObject({
      deliveries: [
        {
          ref: 'DLV-1',
          state: 'delivered',
          deliveredAt: '2026-11-23T02:29:01.000Z',
          nextAttemptAt: null,
          attemptLog: [{ begunAt: '2026-11-23T02:29:00.000Z', outcome: 'delivered', detail: 'dedup-1' }],
          acknowledged: null,
        },
      ],
    });
    expect(api.calls).toEqual([['deliveries', { limit: 5, state: 'delivered', receiver: 'pager' }]]);
  });

  it('refuses a state that there is not', async () => {
    const { get } = await serveApp();
    expect(await get('/api/v1/deliveries?state=lost')).toMatchObject({
      status: 400,
      data: { error: { message: '"state" is one of pending, delivered, failed, discarded' } },
    });
  });
});

describe('GET /api/v1/deliveries/given-up', () => {
  it('counts what was given up, by receiver', async () => {
    const { get } = await serveApp();
    const { data } = await get('/api/v1/deliveries/given-up');
    expect(data).toEqual({ receivers: [{ receiver: 'pager', count: 2 }] });
  });
});

describe('POST /api/v1/deliveries', () => {
  it('sends a message again by either of its names, and says what goes with it', async () => {
    const { api, post } = await serveApp();
    const answer = await post('/api/v1/deliveries/DLV-1/replay', WHY, bearer());
    expect(answer).toMatchObject({ status: 200, data: { replayed: ['DLV-1', 'DLV-2'], refused: [] } });
    const id = 'firebreak/a/b@17/trigger>pager';
    await post(`/api/v1/deliveries/${encodeURIComponent(id)}/replay`, WHY, bearer());
    expect(api.calls).toEqual([
      ['replayDelivery', 'DLV-1', WHY],
      ['replayDelivery', id, WHY],
    ]);
  });

  it('sends all of a receiver again', async () => {
    const { api, post } = await serveApp();
    const { data } = await post('/api/v1/deliveries/replay', { receiver: 'pager', ...WHY }, bearer());
    expect(data).toEqual({ replayed: ['DLV-1'], refused: ['DLV-2 was overtaken'] });
    expect(api.calls).toEqual([['replayReceiver', 'pager', WHY]]);
  });

  it('puts a message aside', async () => {
    const { api, post } = await serveApp();
    expect((await post('/api/v1/deliveries/DLV-1/discard', WHY, bearer())).status).toBe(200);
    expect(api.calls).toEqual([['discardDelivery', 'DLV-1', WHY]]);
  });

  it('wants to know why, and by whom', async () => {
    const { api, post } = await serveApp();
    for (const body of [{ by: 'maria' }, { reason: 'why not' }]) {
      expect((await post('/api/v1/deliveries/DLV-1/replay', body, bearer())).status).toBe(400);
      expect((await post('/api/v1/deliveries/DLV-1/discard', body, bearer())).status).toBe(400);
    }
    expect(api.calls).toEqual([]);
  });

  it('needs the token', async () => {
    const { post } = await serveApp();
    expect((await post('/api/v1/deliveries/DLV-1/replay', WHY)).status).toBe(401);
  });

  it('passes refusals on', async () => {
    const api = Object.assign(new FakeApi(), {
      refusal: new FirebreakError('conflict', 'DLV-1 was overtaken'),
    });
    const { post } = await serveApp({}, api);
    expect((await post('/api/v1/deliveries/DLV-1/replay', WHY, bearer())).status).toBe(409);
  });
});
