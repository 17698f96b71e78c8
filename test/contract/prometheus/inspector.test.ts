import { expect, it } from 'vitest';
import { createInspector } from '../../../src/adapters/prometheus/inspector.js';
import { answer, type Asked, serving } from '../../support/prometheus-double.js';

const NOW = 1_700_000_000_000;
const HOUR = 3_600_000;

/** Asks an inspector of a Prometheus that answers everything like this. */
async function asking<T>(
  body: string,
  ask: (inspector: ReturnType<typeof createInspector>) => Promise<T>,
  status = 200,
): Promise<{ said: T; asked: readonly Asked[] }> {
  return serving(
    (response) => response.writeHead(status).end(body),
    async (url, asked) => ({
      said: await ask(createInspector({ url, timeoutMs: 5000 }, { now: () => NOW })),
      asked,
    }),
  );
}
const data = (value: unknown) => JSON.stringify({ status: 'success', data: value });

it.each([
  ['15d', 15 * 24 * HOUR],
  ['2w or 10GiB', 14 * 24 * HOUR],
  ['10GiB', undefined],
  ['', undefined],
])('reads how long samples are kept: %s', async (storageRetention, ms) => {
  const { said, asked } = await asking(data({ storageRetention }), (inspector) => inspector.retention());
  expect(said).toBe(ms);
  expect(asked[0]).toMatchObject({ method: 'GET', path: '/api/v1/status/runtimeinfo' });
});

it('says nothing of retention where the API has none', async () => {
  expect(
    (await asking('404 page not found', (inspector) => inspector.retention(), 404)).said,
  ).toBeUndefined();
  expect((await asking('<html>', (inspector) => inspector.retention())).said).toBeUndefined();
});

it.each([
  [[{ type: 'counter' }, { type: 'counter' }], 'counter'],
  [[{ type: 'counter' }, { type: 'gauge' }], undefined],
  [[{ type: 'unknown' }], undefined],
  [[], undefined],
])('reads a type when all exporters agree: %j', async (said, type) => {
  const read = await asking(data({ a_total: said }), (inspector) => inspector.metricType('a_total'));
  expect(read.said).toBe(type);
  expect(read.asked[0]?.form.get('metric')).toBe('a_total');
});

it('reads the events of whole hours by where they begin, and leaves out what is no number', async () => {
  const end = Math.floor(NOW / HOUR) * HOUR;
  const values = [
    [end / 1000 - 3600, '5'],
    [end / 1000, 'NaN'],
  ];
  const body = answer({}, [{ metric: {}, values }]);
  const { said, asked } = await asking(body, (inspector) => inspector.hourly('x', 2));
  expect(said).toEqual({ kind: 'hours', hours: [{ start: end - 2 * HOUR, events: 5 }] });
  expect(asked[0]?.form.get('start')).toBe(((end - HOUR) / 1000).toFixed(3));
});

it('hands on the series of a query, or why there are none', async () => {
  const body = JSON.stringify({
    status: 'success',
    data: { resultType: 'vector', result: [{ metric: { path: '/' }, value: [1, '4'] }] },
  });
  const { said } = await asking(body, (inspector) => inspector.series('x'));
  expect(said).toEqual({ kind: 'series', series: [{ labels: { path: '/' }, value: 4 }] });
  const refused = await asking(
    '{"status":"error","errorType":"bad_data","error":"no"}',
    (inspector) => inspector.series('x'),
    400,
  );
  expect(refused.said).toMatchObject({ kind: 'failed' });
});
