import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { pingUrl } from '../../../../src/adapters/heartbeat/ping-url.js';

const SECRET = '/ping/5f2c0f1e-secret';

/** A check that answers with this status, and what it was asked. */
async function startCheck(status: number) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(status, status === 302 ? { location: 'http://127.0.0.1:1/' } : {});
    response.end(`no check at ${request.url}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${SECRET}` };
}

it('is one plain GET, and any 2xx means that it was taken', async () => {
  const { asked, url } = await startCheck(204);
  expect(await pingUrl({ url, allowPrivateAddresses: true })).toEqual({ kind: 'sent' });
  expect(asked).toEqual([`GET ${SECRET}`]);
});

it.each([404, 500, 302])('HTTP %s is no heartbeat, and nothing of the URL is told', async (status) => {
  const { asked, url } = await startCheck(status);
  expect(await pingUrl({ url, allowPrivateAddresses: true })).toEqual({
    kind: 'not-sent',
    why: `HTTP ${status}`,
  });
  expect(asked).toHaveLength(1);
});

it('does not lead inside unless that is allowed', async () => {
  const { asked, url } = await startCheck(200);
  const outcome = await pingUrl({ url, allowPrivateAddresses: false });
  expect(outcome).toMatchObject({ kind: 'not-sent', why: expect.stringContaining('private address') });
  expect(asked).toEqual([]);
});

it('tells a fault of the wire by its code', async () => {
  const outcome = await pingUrl({ url: `http://127.0.0.1:1${SECRET}`, allowPrivateAddresses: true });
  expect(outcome).toEqual({ kind: 'not-sent', why: 'ECONNREFUSED' });
});
