import { describe, expect, it } from 'vitest';
import { FirebreakError } from '../../../../src/core/errors.js';
import { FakeApi, STORE_BYTES } from '../fake-api.js';
import { bearer, serveApp } from '../serving.js';

describe('POST /api/v1/backup', () => {
  it('sends the copy byte by byte, and removes it', async () => {
    const { api, ask } = await serveApp();
    const { status, data, headers } = await ask({
      method: 'post',
      url: '/api/v1/backup',
      responseType: 'arraybuffer',
      headers: { ...bearer(), range: 'bytes=1-2' },
    });
    expect(status).toBe(200);
    expect(data).toEqual(STORE_BYTES);
    expect(headers).toMatchObject({
      'content-type': 'application/vnd.sqlite3',
      'cache-control': 'no-store',
      'content-length': String(STORE_BYTES.length),
    });
    await expect.poll(() => api.calls).toEqual([['backup', 'configured token'], ['removed']]);
  });

  it('is refused in words, which the audit log has as well', async () => {
    const api = new FakeApi();
    api.refusal = new FirebreakError('conflict', 'another backup is being made');
    const { post } = await serveApp({}, api);
    const { status, data } = await post('/api/v1/backup', {}, bearer());
    expect(status).toBe(409);
    expect(data).toMatchObject({ error: { message: 'another backup is being made' } });
    expect(api.entries).toMatchObject([{ action: 'store.backup', outcome: 'refused' }]);
  });
});
