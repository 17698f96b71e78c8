import { describe, expect, it } from 'vitest';
import { FirebreakError } from '../../../../src/core/errors.js';
import { EXCLUSION } from '../fake-api.js';
import { bearer, serveApp } from '../serving.js';

describe('/api/v1/exclusions', () => {
  it('lists what is in force, and every change', async () => {
    const { get } = await serveApp();
    expect((await get('/api/v1/exclusions')).data).toMatchObject({
      exclusions: [{ id: 'patches', service: null, every: { at: '02:00', weeks: null } }],
    });
    expect((await get('/api/v1/exclusions/audit')).data).toMatchObject({
      changes: [
        { at: '2026-11-23T02:30:00.000Z', action: 'added', by: 'maria', exclusion: { id: 'patches' } },
      ],
    });
  });

  it('takes a new one with the token, and says why not otherwise', async () => {
    const { api, post } = await serveApp();
    const body = { kind: 'correction', author: 'maria' };
    expect((await post('/api/v1/exclusions', body)).status).toBe(401);
    expect(api.calls).toEqual([]);
    expect(await post('/api/v1/exclusions', body, bearer())).toMatchObject({
      status: 201,
      data: { id: EXCLUSION.id },
    });
    expect(api.calls).toEqual([['addExclusion', body]]);
    api.refusal = new FirebreakError('invalid-input', 'the body lacks "reason"; add it');
    expect(await post('/api/v1/exclusions', body, bearer())).toMatchObject({
      status: 400,
      data: { error: { message: 'the body lacks "reason"; add it' } },
    });
  });

  it('withdraws one with the token, by somebody and for a reason', async () => {
    const { api, post } = await serveApp();
    const why = { by: 'li', reason: 'was cancelled' };
    const path = '/api/v1/exclusions/patches/withdraw';
    expect((await post(path, why)).status).toBe(401);
    expect((await post(path, { by: 'li' }, bearer())).status).toBe(400);
    expect((await post(path, { ...why, reason: ' ' }, bearer())).status).toBe(400);
    expect(api.calls).toEqual([]);
    expect((await post(path, why, bearer())).status).toBe(200);
    expect(api.calls).toEqual([['withdrawExclusion', 'patches', why]]);
  });
});
