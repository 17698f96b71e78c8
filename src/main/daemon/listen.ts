import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { FirebreakError } from '../../core/errors.js';
import type { ServedTls } from '../config/settings.js';

/** Proxies keep unused connections for 60 s as a rule. Who closes first must not be the server, or a request that is under way is lost. */
const UNUSED_CONNECTION_MS = 75_000;
const LIMITS = { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: UNUSED_CONNECTION_MS };

/** A server that takes requests. */
export interface Listening {
  /** Where it is reached from this machine: `http://127.0.0.1:9596`. */
  readonly url: string;
  /** Shows other certificates to those who connect from now on; open connections go on. Does nothing without TLS. */
  renew(tls: ServedTls): void;
  close(): Promise<void>;
}

export interface ListenOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Undefined: plain HTTP. */
  readonly tls: ServedTls | undefined;
}

/** Serves on host and port. Rejects with words when it cannot. */
export function listen(handler: RequestListener, { host, port, tls }: ListenOptions): Promise<Listening> {
  const { server, renew } = tls ? tlsServer(handler, tls) : plainServer(handler);
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      const why = taken ? 'something else listens there already' : error.message;
      reject(new FirebreakError('invalid-input', `cannot listen on ${host}:${port}: ${why}`));
    });
    server.listen(port, host, () => {
      const url = urlOf(tls ? 'https' : 'http', server.address() as AddressInfo);
      resolve({ url, renew, close: () => close(server) });
    });
  });
}

function plainServer(handler: RequestListener) {
  return { server: createServer(LIMITS, handler), renew: () => undefined };
}

function tlsServer(handler: RequestListener, tls: ServedTls) {
  const handshake = { handshakeTimeout: 10_000, requestCert: tls.clientCa !== undefined };
  const server = createTlsServer({ ...LIMITS, ...handshake, ...context(tls) }, handler);
  return { server, renew: (next: ServedTls) => server.setSecureContext(context(next)) };
}

/** What a connection is made with; TLS 1.0 and 1.1 are refused whatever NODE_OPTIONS say. */
function context({ cert, key, clientCa }: ServedTls) {
  return { minVersion: 'TLSv1.2', cert, key, ...(clientCa === undefined ? {} : { ca: clientCa }) } as const;
}

function urlOf(scheme: string, { address, port }: AddressInfo): string {
  const host = address === '0.0.0.0' || address === '::' ? '127.0.0.1' : address;
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function close(
  server: Pick<Server, 'close' | 'closeIdleConnections' | 'closeAllConnections'>,
): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 2000).unref();
  });
}
