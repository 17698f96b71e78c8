import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import axios, { type AxiosRequestConfig } from 'axios';
import { onTestFinished } from 'vitest';
import { createApp } from '../../../src/http/create-app.js';
import type { HttpOptions } from '../../../src/http/http-options.js';
import { FakeApi, TOKEN } from './fake-api.js';

export { TOKEN };

/** An answer, whatever its status; `data` is parsed JSON where it is JSON. */
export interface Answer {
  readonly status: number;
  readonly data: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Serves on a free loopback port until the test ends; asks it and takes every status for an answer. */
export async function serve(handler: RequestListener) {
  const server = createServer(handler);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const http = axios.create({
    baseURL: `http://127.0.0.1:${port}`,
    validateStatus: () => true,
    proxy: false,
  });
  const ask = async (config: AxiosRequestConfig): Promise<Answer> => {
    const { status, data, headers } = await http.request<unknown>(config);
    return { status, data, headers };
  };
  return {
    port,
    ask,
    get: (url: string, headers: Record<string, string> = {}) => ask({ url, headers }),
    post: (url: string, data: unknown, headers: Record<string, string> = {}) =>
      ask({ method: 'post', url, data, headers: { 'content-type': 'application/json', ...headers } }),
  };
}

/** The app over a fake daemon; `logged` holds what it wrote to its log. */
export async function serveApp(changes: Partial<HttpOptions> = {}, api = new FakeApi()) {
  const logged: unknown[][] = [];
  if (changes.canWrite === false) api.proofs.clear();
  const note = (...line: unknown[]) => void logged.push(line);
  const app = createApp(api, {
    canWrite: true,
    openReads: true,
    secure: false,
    requestsPerMinute: 6000,
    trustedProxies: [],
    listensOnLoopback: true,
    externalUrl: undefined,
    inbound: () => ({}),
    pages: undefined,
    version: '1.2.3',
    log: { debug: note, info: note, warn: note, error: note },
    ...changes,
  });
  return { api, app, logged, ...(await serve(app)) };
}

export const bearer = (token = TOKEN) => ({ authorization: `Bearer ${token}` });
