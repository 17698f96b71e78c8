import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startVendorServer, type VendorServer } from '../../support/vendors/vendor-server.js';
import { notifierOf, signal } from './notifier-of.js';

const NOW = Date.UTC(2026, 10, 1, 12);
const PATH = '/hooks/0123456789abcdef?token=t0ps3cr3t';

let server: VendorServer;

beforeAll(async () => {
  server = await startVendorServer(() => ({ status: 200, body: '' }));
});
afterAll(() => server.stop());

function webhookTo(url: string) {
  const now = () => NOW;
  return notifierOf(
    { kind: 'webhook', name: 'hook', url, format: 'json', allowPrivateAddresses: true },
    { now },
  );
}
const send = () => webhookTo(`${server.url}${PATH}`).send(signal());

/** A port of this machine where nobody listens. */
async function closedPort(): Promise<number> {
  const listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  await new Promise((resolve) => listener.close(resolve));
  return port;
}

describe('an answer', () => {
  it.each([200, 201, 202, 204, 299])('%d is delivered', async (status) => {
    server.failNext({ kind: 'status', status });
    expect(await send()).toEqual({ kind: 'delivered', receipt: signal().id });
  });

  it.each([408, 425, 429, 500, 502, 503, 504])('%d is tried again', async (status) => {
    server.failNext({ kind: 'status', status, body: 'not\n now' });
    expect(await send()).toEqual({ kind: 'retry', reason: `HTTP ${status}: not now` });
  });

  it.each([400, 401, 403, 404, 405, 410, 413, 422])('%d is refused for good', async (status) => {
    server.failNext({ kind: 'status', status });
    expect(await send()).toEqual({ kind: 'refused', reason: `HTTP ${status}` });
  });

  it.each([301, 302, 303, 307, 308])('%d is refused: no redirect is followed', async (status) => {
    const before = server.requests.length;
    server.failNext({ kind: 'status', status, headers: { location: `${server.url}/elsewhere` } });
    expect(await send()).toEqual({
      kind: 'refused',
      reason: `HTTP ${status} (redirects are not followed)`,
    });
    expect(server.requests.length).toBe(before + 1);
  });

  it.each([
    ['7', 7_000],
    ['0', 0],
    ['Sun, 01 Nov 2026 12:01:30 GMT', 90_000],
    ['Sun, 01 Nov 2026 11:00:00 GMT', 0],
    ['soon', undefined],
  ])('says in Retry-After: %s how long to wait', async (text, retryAfterMs) => {
    for (const status of [429, 503]) {
      server.failNext({ kind: 'status', status, headers: { 'retry-after': text } });
      expect(await send()).toEqual({
        kind: 'retry',
        reason: `HTTP ${status}`,
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      });
    }
  });

  it('counts by its status however long it is', async () => {
    const body = 'x'.repeat(5_000_000);
    server.failNext({ kind: 'status', status: 200, body }, { kind: 'status', status: 400, body });
    expect(await send()).toMatchObject({ kind: 'delivered' });
    const refused = await send();
    expect(refused.kind).toBe('refused');
    expect(JSON.stringify(refused).length).toBeLessThan(300);
  });

  it('that repeats the secret address is not repeated', async () => {
    const url = `${server.url}${PATH}`;
    for (const body of [
      `Cannot POST ${PATH}`,
      `no hook 0123456789abcdef`,
      `bad token "t0ps3cr3t" at ${url}`,
    ]) {
      server.failNext({ kind: 'status', status: 404, body });
      const reason = JSON.stringify(await send());
      expect(reason).toContain('…');
      expect(reason).not.toMatch(/0123456789abcdef|t0ps3cr3t/);
    }
  });
});

describe('a connection', () => {
  it('serves the messages that follow at once, and is let go when there are none', async () => {
    const connections: Socket[] = [];
    const hook = createHttpServer((request, response) => {
      request.resume().on('end', () => response.writeHead(204).end());
    });
    hook.keepAliveTimeout = 60_000;
    hook.on('connection', (socket: Socket) => connections.push(socket));
    await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
    try {
      const notifier = webhookTo(`http://127.0.0.1:${(hook.address() as AddressInfo).port}/`);
      for (let n = 0; n < 3; n += 1) expect((await notifier.send(signal())).kind).toBe('delivered');
      expect(connections).toHaveLength(1);
      const began = performance.now();
      await new Promise((resolve) => connections[0]?.once('close', resolve));
      expect(performance.now() - began).toBeLessThan(5_000);
    } finally {
      hook.closeAllConnections();
      hook.close();
    }
  });
});

describe('no answer', () => {
  it('because nobody listens is tried again', async () => {
    expect(await webhookTo(`http://127.0.0.1:${await closedPort()}/x`).send(signal())).toEqual({
      kind: 'retry',
      reason: 'ECONNREFUSED',
    });
  });

  it('because the name is unknown is tried again', async () => {
    const outcome = await webhookTo('http://nowhere.invalid/x').send(signal());
    expect(outcome).toMatchObject({
      kind: 'retry',
      reason: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/),
    });
  });

  it('because the connection was reset leaves it unknown', async () => {
    server.failNext({ kind: 'reset' });
    expect(await send()).toEqual({ kind: 'unknown', reason: 'no answer: ECONNRESET' });
  });

  it('within ten seconds leaves it unknown, be it none at all or one without an end', async () => {
    server.failNext({ kind: 'hang' }, { kind: 'hang-in-body', status: 200 });
    const started = performance.now();
    const outcomes = await Promise.all([send(), send()]);
    const seconds = (performance.now() - started) / 1000;
    expect(outcomes.map(({ kind }) => kind)).toEqual(['unknown', 'unknown']);
    expect(seconds).toBeGreaterThan(9);
    expect(seconds).toBeLessThan(15);
  });

  it('because the address is no URL is an outcome, not an exception', async () => {
    expect(await webhookTo('http://[nonsense').send(signal())).toEqual({
      kind: 'refused',
      reason: 'it cannot be sent: ERR_INVALID_URL',
    });
  });
});
