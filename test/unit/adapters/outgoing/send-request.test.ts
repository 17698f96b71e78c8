import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSendRequest, type OutgoingRequest } from '../../../../src/adapters/outgoing/send-request.js';

/** In these tests 127.0.0.1 stands for the world outside, and 127.0.0.2 for what must not be reached. */
const OUTSIDE = '127.0.0.1';
const INSIDE = '127.0.0.2';

const arrived: IncomingMessage[] = [];
const reached: (string | undefined)[] = [];
const server = createServer((request, response) => {
  arrived.push(request);
  reached.push(request.socket.localAddress);
  request.resume();
  response.writeHead(request.url === '/moved' ? 302 : 200, {
    location: `http://${INSIDE}/`,
    connection: 'close',
  });
  response.end('here');
});
let port = 0;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());
beforeEach(() => {
  arrived.length = 0;
  reached.length = 0;
});

/** A resolver that answers with the next of these at each question; the last one stays. */
function sender(...answers: string[]) {
  const asked: string[] = [];
  const send = createSendRequest({
    lookUp: (name, _options, callback) => {
      const address = answers[Math.min(asked.length, answers.length - 1)] ?? '';
      asked.push(name);
      callback(null, [{ address, family: 4 }]);
    },
    isPrivate: (address) => address === INSIDE,
  });
  const request = (changes: Partial<OutgoingRequest> = {}) =>
    send({
      url: `http://hooks.example.org:${port}/`,
      body: '{}',
      allowPrivateAddresses: false,
      timeoutMs: 5_000,
      ...changes,
    });
  return { asked, request };
}

describe('a name that changes where it leads (DNS rebinding)', () => {
  it('is connected to at the address that was checked, and is asked for once', async () => {
    const { asked, request } = sender(OUTSIDE, INSIDE);
    expect(await request()).toMatchObject({ status: 200, start: 'here' });
    expect(asked).toEqual(['hooks.example.org']);
    expect(reached).toEqual([OUTSIDE]);
  });

  it('is checked anew for every connection', async () => {
    const { request } = sender(OUTSIDE, INSIDE);
    await request();
    await expect(request()).rejects.toMatchObject({ name: 'PrivateAddressError' });
    expect(reached).toEqual([OUTSIDE]);
  });

  it('is not followed by a redirect either', async () => {
    const { request } = sender(OUTSIDE);
    expect(await request({ url: `http://hooks.example.org:${port}/moved` })).toMatchObject({ status: 302 });
    expect(reached).toEqual([OUTSIDE]);
  });

  it('may lead inside where that is allowed', async () => {
    const { asked, request } = sender(INSIDE);
    expect(await request({ url: `http://${INSIDE}:${port}/`, allowPrivateAddresses: true })).toMatchObject({
      status: 200,
    });
    expect(reached).toEqual([INSIDE]);
    expect(asked).toEqual([]);
  });
});

it('refuses an address in numbers before anything is looked up', async () => {
  const { asked, request } = sender(OUTSIDE);
  await expect(request({ url: `http://0x7f.2:${port}/` })).rejects.toThrow(
    '127.0.0.2 leads to a private address',
  );
  expect(asked).toEqual([]);
  expect(arrived).toEqual([]);
});

it('sends other methods, with a body only where there is one', async () => {
  const { request } = sender(OUTSIDE);
  await request({ method: 'GET', body: undefined });
  await request({ method: 'PUT', body: 'a=1', headers: { 'content-type': 'text/plain' } });
  expect(
    arrived.map(({ method, headers }) => [method, headers['content-type'], headers['content-length']]),
  ).toEqual([
    ['GET', undefined, undefined],
    ['PUT', 'text/plain', '3'],
  ]);
});

it('sends nothing when a header would begin a line of its own', async () => {
  const { request } = sender(OUTSIDE);
  await expect(request({ headers: { 'x-label': 'a\r\nx-forged: 1' } })).rejects.toMatchObject({
    code: 'ERR_INVALID_CHAR',
  });
  expect(arrived).toEqual([]);
});
