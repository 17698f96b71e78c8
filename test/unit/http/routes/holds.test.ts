import { describe, expect, it } from 'vitest';
import { bearer, serveApp } from '../serving.js';

const WHY = { by: 'maria', reason: 'prometheus-b is gone' };

describe('holds', () => {
  it('are listed', async () => {
    const { get } = await serveApp();
    expect((await get('/api/v1/holds')).data).toEqual({
      holds: [
        {
          of: 'checkout-api/latency',
          incidentId: 'INC-7',
          severity: 'page',
          text: 'the rules in Prometheus (page-1h)',
        },
      ],
    });
  });

  it('are ended by somebody with a reason', async () => {
    const { api, post } = await serveApp();
    const ended = await post('/api/v1/holds/end', { of: 'INC-7', ...WHY }, bearer());
    expect(ended).toMatchObject({ status: 200, data: { holds: [{ of: 'checkout-api/latency' }] } });
    expect(api.calls).toEqual([['endHold', 'INC-7', WHY]]);
    expect((await post('/api/v1/holds/end', { of: 'INC-8', ...WHY }, bearer())).status).toBe(404);
  });

  it.each([{}, { of: 'INC-7' }, { of: 'INC-7', by: 'maria' }, { of: 'INC-7', reason: 'gone' }, WHY])(
    'are not ended by %j',
    async (body) => {
      const { api, post } = await serveApp();
      expect((await post('/api/v1/holds/end', body, bearer())).status).toBe(400);
      expect(api.calls).toEqual([]);
    },
  );

  it('are not ended by who may only read', async () => {
    const { post } = await serveApp();
    const answer = await post('/api/v1/holds/end', { of: 'INC-7', ...WHY }, bearer('read-secret'));
    expect(answer.status).toBe(403);
  });
});
