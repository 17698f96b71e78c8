import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { REPOSITORY, readText } from './files.js';

let shop: ChildProcess;
let url: string;

beforeAll(async () => {
  shop = spawn('node', [join(REPOSITORY, 'docker/sample/shop.mjs'), '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!shop.stdout) throw new Error('the shop has no output');
  const [said] = await once(shop.stdout, 'data');
  url = `http://127.0.0.1:${/port (\d+)/.exec(String(said))?.[1]}`;
});

afterAll(async () => {
  shop.kill();
  await once(shop, 'exit');
});

async function counters(): Promise<Map<string, number>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.replace(/ \S+$/, ''), Number(line.split(' ').at(-1))]));
}

it('has every metric that slo-specs judge', async () => {
  const names = new Set([...(await counters()).keys()].map((series) => series.replace(/\{.*/, '')));
  const folder = join(REPOSITORY, 'slo-specs');
  const specs = await Promise.all((await readdir(folder)).map((file) => readText(join('slo-specs', file))));
  const judged = specs.flatMap((text) => text.match(/\b[a-z_]+_(total|bucket)\b/g) ?? []);
  expect(judged).toContain('http_requests_total');
  expect(judged.filter((metric) => !names.has(metric))).toEqual([]);
});

it('fails as often as it is told to, in every kind of event', async () => {
  const told = await fetch(`${url}/failing/100`, { method: 'POST' });
  expect(told.status).toBe(200);
  const before = await counters();
  const grew = (after: Map<string, number>, series: string) =>
    (after.get(series) ?? 0) - (before.get(series) ?? 0);
  await vi.waitFor(
    async () => {
      const after = await counters();
      expect(grew(after, 'http_requests_total{service="checkout-api",status="500"}')).toBeGreaterThan(0);
      expect(grew(after, 'http_requests_total{service="checkout-api",status="200"}')).toBe(0);
      expect(grew(after, 'http_request_duration_seconds_bucket{service="checkout-api",le="0.4"}')).toBe(0);
      expect(grew(after, 'http_request_duration_seconds_count{service="checkout-api"}')).toBeGreaterThan(0);
      expect(grew(after, 'business_logic_errors_total')).toBeGreaterThan(0);
      expect(grew(after, 'index_updates_total{applied_within="over_5s"}')).toBeGreaterThan(0);
    },
    { timeout: 5000 },
  );
});
