import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import { PrometheusClient } from '../../src/adapters/prometheus/client.js';
import type { PrometheusOptions } from '../../src/adapters/prometheus/options.js';
import { addressOf } from '../../src/main/demo/checkout-service.js';

export interface Asked {
  readonly method: string | undefined;
  readonly path: string;
  readonly form: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
}

/** @param nth which request this is, from 1 */
export type Reply = (response: ServerResponse, asked: Asked, nth: number) => void;

/** A server that speaks as told (over TLS when it is given) and keeps what it was asked; `run` is given its address. */
export async function serving<T>(
  reply: Reply,
  run: (url: string, asked: readonly Asked[]) => Promise<T>,
  tls?: ServerOptions,
): Promise<T> {
  const all: Asked[] = [];
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '', 'http://x');
      const body = Buffer.concat(chunks).toString();
      const form = new URLSearchParams(request.method === 'GET' ? url.search : body);
      const asked = { method: request.method, path: url.pathname, form, headers: request.headers };
      all.push(asked);
      reply(response, asked, all.length);
    });
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await run(`${tls ? 'https' : 'http'}://${addressOf(server)}`, all);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

export const SERIES = { metric: { __name__: 'x_total' }, values: [[1_700_000_000, '5']] };

/** A success with one series, and whatever else stands at its top level. */
export function answer(more: object = {}, series: readonly object[] = [SERIES]): string {
  return JSON.stringify({ status: 'success', data: { resultType: 'matrix', result: series }, ...more });
}

/** One query to such a server, and what it saw of it; `options.url` is the path. */
export function askDouble(reply: Reply, options: Partial<PrometheusOptions> = {}, tls?: ServerOptions) {
  const run = async (url: string, asked: readonly Asked[]) => {
    const client = new PrometheusClient({ timeoutMs: 5000, ...options, url: `${url}${options.url ?? ''}` });
    return { answer: await client.query('x_total[1m]', 1_700_000_000_000), asked };
  };
  return serving(reply, run, tls);
}
