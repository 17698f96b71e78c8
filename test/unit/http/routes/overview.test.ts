import { gunzipSync } from 'node:zlib';
import axios from 'axios';
import { describe, expect, it, vi } from 'vitest';
import { SECOND } from '../../../../src/core/time/duration.js';
import { NOW } from '../../../support/slo-statuses.js';
import { FakeApi } from '../fake-api.js';
import { serveApp } from '../serving.js';

const PATH = '/api/v1/overview';

/** An overview that counts how often its rows are made. */
async function serveOverview() {
  let made = 0;
  let now = NOW;
  const api = new FakeApi();
  const { sloRow } = api;
  api.sloRow = (status) => {
    made += 1;
    return sloRow(status);
  };
  api.now = () => now;
  const served = await serveApp({}, api);
  const rows = api.slos().length;
  return {
    ...served,
    api,
    /** How often all rows have been made. */
    times: () => made / rows,
    wait: (ms: number) => {
      now += ms;
    },
  };
}

describe('GET /api/v1/overview', () => {
  it('is packed once for all who ask at once, and the same to those who take nothing packed', async () => {
    const { get, port, times } = await serveOverview();
    const raw = { responseType: 'arraybuffer', decompress: false } as const;
    const url = `http://127.0.0.1:${port}${PATH}`;
    const answers = await Promise.all([1, 2, 3].map(() => axios.get<Buffer>(url, raw)));
    expect(times()).toBe(1);
    expect(answers.map(({ headers }) => headers['content-encoding'])).toEqual(['gzip', 'gzip', 'gzip']);
    const packed = JSON.parse(gunzipSync(answers[0]?.data ?? '').toString()) as unknown;
    const plain = await get(PATH, { 'accept-encoding': 'identity' });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(packed).toEqual(plain.data);
  });

  it('is made anew when something has changed, and after five seconds', async () => {
    const { get, api, times, wait } = await serveOverview();
    await get(PATH);
    wait(4 * SECOND);
    // A beat is no change.
    api.changes.note();
    await get(PATH);
    expect(times()).toBe(1);
    api.changes.note('incidents');
    await get(PATH);
    expect(times()).toBe(2);
    wait(5 * SECOND);
    await get(PATH);
    expect(times()).toBe(3);
  });

  it('is begun when a browser asks for the page, and once when SLOs have been evaluated', async () => {
    const { get, api, times } = await serveOverview();
    api.changes.note('slos');
    await vi.waitFor(() => expect(times()).toBe(1));
    await get('/');
    expect(times()).toBe(1);
    api.changes.note('slos');
    // Nobody looks.
    expect(times()).toBe(1);
    await get('/');
    await vi.waitFor(() => expect(times()).toBe(2));
    await get(PATH);
    expect(times()).toBe(2);
  });

  it('is tried again after it could not be made', async () => {
    const { get, api } = await serveOverview();
    const { sloRow } = api;
    api.sloRow = () => {
      throw new Error('not now');
    };
    expect((await get(PATH)).status).toBe(500);
    api.sloRow = sloRow;
    expect((await get(PATH)).status).toBe(200);
  });

  it('is of one service where that is asked for', async () => {
    const { get } = await serveOverview();
    expect((await get(`${PATH}?service=nobody`)).data).toMatchObject({ slos: [] });
  });
});
