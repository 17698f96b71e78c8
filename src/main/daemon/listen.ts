import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FirebreakError } from '../../core/errors.js';

/** A server that takes requests. */
export interface Listening {
  /** Where it is reached from this machine: `http://127.0.0.1:9596`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves on host and port (0 takes a free one). Rejects with words when it cannot. */
export function listen(handler: RequestListener, host: string, port: number): Promise<Listening> {
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, handler);
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      const why = taken ? 'something else listens there already' : error.message;
      reject(new FirebreakError('invalid-input', `cannot listen on ${host}:${port}: ${why}`));
    });
    server.listen(port, host, () => {
      resolve({ url: urlOf(server.address() as AddressInfo), close: () => close(server) });
    });
  });
}

function urlOf({ address, port }: AddressInfo): string {
  const host = address === '0.0.0.0' || address === '::' ? '127.0.0.1' : address;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 2000).unref();
  });
}
