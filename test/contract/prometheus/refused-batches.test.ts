import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { createPrometheusSource } from '../../../src/adapters/prometheus/event-source.js';
import type { ReadRequest } from '../../../src/engine/ports.js';
import { addressOf } from '../../../src/main/demo/checkout-service.js';

const UP_TO = 1_800_000_000_000;
const MINUTES = 64;
const AFTER = UP_TO - MINUTES * 60_000;

const request = (service: string): ReadRequest => ({
  key: service,
  selectors: [{ metric: 'requests_total', matchers: [{ label: 'service', op: '=', value: service }] }],
  after: AFTER,
  upTo: UP_TO,
});

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A Prometheus with a sample a minute of every service that a query names, unless `refuse` has a message for it. */
async function prometheus(refuse: (services: readonly string[], minutes: number) => string | undefined) {
  const asked: string[][] = [];
  server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
      const [, text = '', ms = ''] = /service=~?"([^"]*)"\}\[(\d+)ms\]/.exec(form.get('query') ?? '') ?? [];
      const services = text.split('|');
      asked.push(services);
      const minutes = Number(ms) / 60_000;
      const error = refuse(services, minutes);
      const values = Array.from({ length: minutes }, (_, i) => [Number(form.get('time')) - i * 60, `${i}`]);
      const result = services.map((service) => ({
        metric: { __name__: 'requests_total', service },
        values: values.toReversed(),
      }));
      outgoing.end(
        JSON.stringify(
          error === undefined
            ? { status: 'success', data: { resultType: 'matrix', result } }
            : { status: 'error', errorType: 'execution', error },
        ),
      );
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const options = { url: `http://${addressOf(server)}`, timeoutMs: 5_000 };
  const source = createPrometheusSource(options, { query: () => undefined }, { now: () => Date.now() });
  return { source, asked };
}

describe('a batch that is refused', () => {
  const services = Array.from({ length: 50 }, (_, n) => `s${n}`);

  test('fails only for the selector at fault, which few questions find', async () => {
    const { source, asked } = await prometheus((names) =>
      names.includes('s17') ? 'multiple matches' : undefined,
    );
    const outcomes = await source.read(services.map(request));
    const failed = services.filter((service) => outcomes.get(service)?.kind === 'failed');
    expect(failed).toEqual(['s17']);
    expect(asked.length).toBeLessThanOrEqual(1 + 2 * 6);
  });

  test('with every selector at fault is not asked about for ever', async () => {
    const { source, asked } = await prometheus(() => 'no');
    const many = Array.from({ length: 500 }, (_, n) => `s${n}`);
    const outcomes = await source.read(many.map(request));
    expect(many.every((service) => outcomes.get(service)?.kind === 'failed')).toBe(true);
    expect(asked.length).toBeLessThanOrEqual(2 + 2 * 64);
  });

  test('because it is too large is read in smaller ones', async () => {
    const { source, asked } = await prometheus((names) =>
      names.length > 10 ? 'query processing would load too many samples into memory' : undefined,
    );
    const outcomes = await source.read(services.map(request));
    expect(services.every((service) => outcomes.get(service)?.kind === 'read')).toBe(true);
    expect(Math.min(...asked.map((names) => names.length))).toBeGreaterThan(5);
  });

  test('with one selector that is too large by itself is read piece of time by piece of time', async () => {
    const { source } = await prometheus((_names, minutes) =>
      minutes > 16 ? 'query processing would load too many samples into memory' : undefined,
    );
    const outcome = (await source.read([request('s1')])).get('s1');
    if (outcome?.kind !== 'read') throw new Error('not read');
    const [series] = outcome.series[0] ?? [];
    expect(series?.times).toEqual(Array.from({ length: MINUTES }, (_, i) => AFTER + (i + 1) * 60_000));
  });
});
