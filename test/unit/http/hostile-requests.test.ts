import { describe, expect, it } from 'vitest';
import { pollution } from '../../support/hostile-words.js';
import { bearer, serveApp } from './serving.js';

const WRITES = [
  '/api/v1/incidents/INC-7/ack',
  '/api/v1/deploys',
  '/api/v1/gate',
  '/api/v1/tokens',
  '/api/v1/deliveries/replay',
];
const POLLUTING = [
  '{"__proto__": {"polluted": "yes", "by": "mallory", "service": "x", "name": "x"}}',
  '{"constructor": {"prototype": {"polluted": "yes"}}}',
  '{"prototype": {"polluted": "yes"}, "labels": {"__proto__": {"polluted": "yes"}}}',
  '{"service": {"__proto__": {"polluted": "yes"}}, "times": [{"__proto__": {"polluted": "yes"}}]}',
];
const IDS = [
  ...['..%2f..%2f..%2fetc%2fpasswd', '%2e%2e%2f%2e%2e', '..%5c..%5cboot.ini', '%00', 'INC-7%00', '%ff%fe'],
  ...['__proto__', 'constructor', 'toString', "INC-7'%20OR%20'1'%3D'1", '%0d%0aset-cookie:%20a%3db'],
];

describe('bodies', () => {
  it.each(WRITES.flatMap((url) => POLLUTING.map((body) => ({ url, body }))))(
    'POST $url refuses $body and lets no prototype change',
    async ({ url, body }) => {
      const { post } = await serveApp();
      let status: number | undefined;
      const polluted = await pollution(async () => {
        ({ status } = await post(url, body, bearer()));
      });
      expect(polluted).toEqual([]);
      expect(status).toBe(400);
    },
  );

  it.each([21, 1000, 30_000])('of %d levels are refused, in lists and in objects', async (levels) => {
    const { post } = await serveApp();
    const lists = `${'['.repeat(levels)}${']'.repeat(levels)}`;
    const objects = `${'{"a":'.repeat(Math.min(levels, 10_000))}1${'}'.repeat(Math.min(levels, 10_000))}`;
    for (const body of [lists, objects]) {
      const { status, data } = await post('/api/v1/deploys', body, bearer());
      expect({ status, data }).toMatchObject({ status: 400, data: { error: { code: 'invalid-input' } } });
    }
  });
});

describe('query strings', () => {
  it.each([
    '__proto__[polluted]=yes',
    'constructor[prototype][polluted]=yes',
    'service[__proto__][polluted]=yes',
    '__proto__.polluted=yes&limit[__proto__]=1',
  ])('?%s changes no prototype and breaks nothing', async (query) => {
    const { get } = await serveApp();
    for (const path of ['slos', 'incidents', 'deliveries', 'budget', 'gate']) {
      let status = 0;
      const polluted = await pollution(async () => {
        ({ status } = await get(`/api/v1/${path}?${query}`));
      });
      expect(polluted).toEqual([]);
      expect(status).toBeLessThan(500);
    }
  });
});

describe('ids in paths', () => {
  it.each(IDS)('%s names nothing', async (id) => {
    const { get, post } = await serveApp();
    const answers = [
      await get(`/api/v1/incidents/${id}`),
      await get(`/api/v1/slos/${id}/${id}`),
      await post(`/api/v1/tokens/${id}/rotate`, {}, bearer()),
    ];
    for (const { status, headers } of answers) {
      expect([400, 404]).toContain(status);
      expect(headers['set-cookie']).toBeUndefined();
    }
  });
});
