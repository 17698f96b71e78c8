import { describe, expect, it } from 'vitest';
import { bearer, serveApp } from '../serving.js';

describe('POST /api/v1/receivers/:name/test', () => {
  it('says what became of a test page and of its end', async () => {
    const { api, post } = await serveApp();
    const step = { outcome: 'delivered', detail: 'r-1' };
    expect(await post('/api/v1/receivers/pager/test', {}, bearer())).toMatchObject({
      status: 200,
      data: { receiver: 'pager', trigger: step, resolve: step },
    });
    expect(api.calls).toEqual([['testReceiver', 'pager']]);
    expect((await post('/api/v1/receivers/nobody/test', {}, bearer())).status).toBe(404);
  });

  it('needs a token that may operate: it pages somebody', async () => {
    const { api, post } = await serveApp();
    expect((await post('/api/v1/receivers/pager/test', {})).status).toBe(401);
    expect((await post('/api/v1/receivers/pager/test', {}, bearer('read-secret'))).status).toBe(403);
    expect(api.calls).toEqual([]);
  });
});
