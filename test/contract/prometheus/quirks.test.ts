import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { PrometheusClient } from '../../../src/adapters/prometheus/client.js';
import { createPrometheusSource } from '../../../src/adapters/prometheus/event-source.js';
import type { PrometheusOptions } from '../../../src/adapters/prometheus/options.js';
import { answer, askDouble as ask, type Reply, SERIES, serving } from '../../support/prometheus-double.js';

const message = (told: Awaited<ReturnType<typeof ask>>) =>
  told.answer.kind === 'failed' ? told.answer.message : 'it was answered';

describe('how it asks', () => {
  test('by POST, and Thanos is told to fail rather than leave something out', async () => {
    const { answer: told, asked } = await ask((response) => response.end(answer()));
    expect(told.kind).toBe('answered');
    expect(asked).toHaveLength(1);
    expect([asked[0]?.method, asked[0]?.path]).toEqual(['POST', '/api/v1/query']);
    expect(Object.fromEntries(asked[0]?.form ?? [])).toEqual({
      query: 'x_total[1m]',
      time: '1700000000.000',
      partial_response: 'false',
    });
  });

  test('by GET, under a path, with the tenant and further parameters', async () => {
    const { asked } = await ask((response) => response.end(answer()), {
      url: '/prometheus/',
      method: 'GET',
      headers: { 'X-Scope-OrgID': { text: 'team-a' } },
      params: { nocache: '1', partial_response: '' },
    });
    expect([asked[0]?.method, asked[0]?.path]).toEqual(['GET', '/prometheus/api/v1/query']);
    expect(Object.fromEntries(asked[0]?.form ?? [])).toEqual({
      query: 'x_total[1m]',
      time: '1700000000.000',
      nocache: '1',
    });
    expect(asked[0]?.headers['x-scope-orgid']).toBe('team-a');
  });

  test('and takes a compressed answer', async () => {
    const { answer: told, asked } = await ask((response) =>
      response.setHeader('content-encoding', 'gzip').end(gzipSync(answer())),
    );
    expect(asked[0]?.headers['accept-encoding']).toContain('gzip');
    expect(told).toMatchObject({ kind: 'answered', series: [SERIES] });
  });
});

describe('what lacks a part is no answer, and what is only remarked on is one', () => {
  const INFO =
    'PromQL info: metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "x" (1:6)';
  const WARNING = 'PromQL warning: quantile value should be between 0 and 1, got 2 (1:67)';

  test.each<[string, object]>([
    ['notices of Prometheus 3', { infos: [INFO] }],
    ['PromQL warnings', { warnings: [WARNING, INFO] }],
    ['a whole answer of VictoriaMetrics', { isPartial: false, stats: { seriesFetched: '1' } }],
  ])('%s', async (_name, more) => {
    expect((await ask((response) => response.end(answer(more)))).answer.kind).toBe('answered');
  });

  test.each<[string, object, string]>([
    [
      'Thanos without a store',
      { warnings: ['receive series from Addr: store-1:10901: rpc error: code = Unavailable', WARNING] },
      'partial answer: receive series from Addr: store-1:10901: rpc error: code = Unavailable',
    ],
    [
      'warnings that were left out',
      { warnings: [WARNING, '3 more warning annotations omitted'] },
      'partial answer: 3 more warning annotations omitted',
    ],
    [
      'VictoriaMetrics without a storage node',
      { isPartial: true },
      'partial answer: some storage nodes did not answer (isPartial)',
    ],
  ])('%s', async (_name, more, words) => {
    const told = await ask((response) => response.end(answer(more)));
    expect(told.answer).toEqual({ kind: 'failed', reason: 'query-failed', message: words });
  });

  test('a native histogram', async () => {
    const histogram = {
      metric: { __name__: 'd_seconds' },
      histograms: [[1_700_000_000, { count: '1', sum: '1' }]],
    };
    const told = await ask((response) => response.end(answer({}, [SERIES, histogram])));
    expect(message(told)).toBe('a native histogram where counters were expected: d_seconds');
  });

  test('values that are no counts leave no sample', async () => {
    const at = 1_700_000_000_000;
    const values = ['4', 'NaN', '+Inf', '-Inf', null, '', '1e3'].map((value, n) => [at / 1000 + n, value]);
    const read = await serving(
      (response) => response.end(answer({}, [{ ...SERIES, values }])),
      (url) =>
        createPrometheusSource({ url, timeoutMs: 5000 }, { query: () => undefined }, { now: () => at }).read([
          { key: 'a', selectors: [{ metric: 'x_total', matchers: [] }], after: at - 1, upTo: at + 60_000 },
        ]),
    );
    expect(read.get('a')).toMatchObject({ series: [[{ times: [at, at + 6000], values: [4, 1000] }]] });
  });
});

describe('what is refused is told with its mend', () => {
  test.each<[string, number, string, string, Partial<PrometheusOptions>?]>([
    ['no POST', 405, 'Method Not Allowed', 'set prometheus.method: GET'],
    ['a forbidden POST', 403, 'Forbidden', 'if a proxy refuses POST, set prometheus.method: GET'],
    ['a URL too long', 414, '', 'set prometheus.method: POST', { method: 'GET' }],
    ['Mimir without a tenant', 401, 'no org id\n', 'set prometheus.headers: {X-Scope-OrgID: …}'],
    ['no credentials', 401, 'Unauthorized', 'check prometheus.bearer_token, prometheus.basic_auth'],
    [
      'a limit of Mimir',
      422,
      '{"status":"error","errorType":"execution","error":"the query exceeded the maximum number of chunks (err-mimir-max-chunks-per-query)"}',
      'execution: the query exceeded the maximum number of chunks',
    ],
    ['an empty body', 200, '', 'not the JSON of a Prometheus: the body is empty'],
    [
      'a login page',
      200,
      '<!DOCTYPE html><title>Sign in</title>',
      'not the JSON of a Prometheus but a web page, perhaps of a login or a proxy: <!DOCTYPE html>',
    ],
    ['an error that claims success', 400, answer(), 'HTTP 400'],
  ])('%s', async (_name, status, body, words, options) => {
    const told = await ask((response) => response.writeHead(status).end(body), options);
    expect(told.answer).toMatchObject({ kind: 'failed', reason: 'query-failed' });
    expect(message(told)).toContain(words);
    expect(told.asked).toHaveLength(1);
  });

  test('a redirect is not followed, and told without its query', async () => {
    const told = await ask((response) =>
      response.writeHead(302, { location: 'https://login.example.org/in?state=s3cret' }).end(),
    );
    expect(message(told)).toBe(
      'HTTP 302: redirected to https://login.example.org/in; set prometheus.url to where the API is',
    );
    expect(told.asked).toHaveLength(1);
  });
});

describe('a source that is too busy', () => {
  const busyUntil =
    (calls: number, status: number, headers = {}): Reply =>
    (response, _asked, nth) =>
      nth <= calls ? response.writeHead(status, headers).end('busy') : response.end(answer());

  test.each([429, 500, 502, 503, 504])('HTTP %i is asked twice more', async (status) => {
    const told = await ask(busyUntil(2, status));
    expect([told.answer.kind, told.asked.length]).toEqual(['answered', 3]);
  });

  test('and then it is told', async () => {
    const told = await ask(busyUntil(3, 503));
    expect([message(told), told.asked.length]).toEqual(['HTTP 503: not the JSON of a Prometheus: busy', 3]);
  });

  test('no longer than the query may take', async () => {
    const told = await ask(busyUntil(1, 429, { 'retry-after': '60' }));
    expect([told.answer.kind, told.asked.length]).toEqual(['failed', 1]);
  });

  test('a query that took too long would take as long again', async () => {
    const body =
      '{"status":"error","errorType":"timeout","error":"query timed out in expression evaluation"}';
    const told = await ask((response) => response.writeHead(503).end(body));
    expect([told.answer.kind, told.asked.length]).toEqual(['failed', 1]);
  });

  test('who has refused every repetition is not pressed until it answers', async () => {
    const calls = await serving(busyUntil(4, 503), async (url, asked) => {
      const client = new PrometheusClient({ url, timeoutMs: 5000 });
      const counts: number[] = [];
      for (let n = 0; n < 3; n++) {
        await client.query('x', 0);
        counts.push(asked.length);
      }
      return counts;
    });
    expect(calls).toEqual([3, 4, 5]);
  });
});
