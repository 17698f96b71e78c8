import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CheckoutCounters } from './checkout-counters.js';

/** A make-believe checkout-api: its counters move as if it were being used, and it can be broken and repaired. */
export interface CheckoutService {
  /** `127.0.0.1:port`, as Prometheus scrapes it. */
  readonly address: string;
  /** Lets this share (0-1) of the payments fail. */
  break(share: number): void;
  repair(): void;
  stop(): Promise<void>;
}

/**
 * Serves `/metrics`, and `POST /break?share=0.5` and `POST /repair` for those who explore.
 * @param server a server that listens already, so that the history can carry its address
 */
export function runCheckoutService(server: Server, counters: CheckoutCounters): CheckoutService {
  let failing = 0;
  let last = Date.now();
  const catchUp = () => {
    const now = Date.now();
    counters.advance((now - last) / 1000, failing);
    last = now;
  };
  server.on('request', (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    catchUp();
    if (pathname === '/metrics') {
      response
        .setHeader('content-type', 'text/plain; version=0.0.4; charset=utf-8')
        .end(counters.exposition());
      return;
    }
    if (request.method === 'POST' && pathname === '/break') {
      failing = Math.min(1, Math.max(0, Number(searchParams.get('share') ?? '0.5') || 0));
    } else if (request.method === 'POST' && pathname === '/repair') {
      failing = 0;
    } else {
      response.statusCode = 404;
    }
    response.end(`${Math.round(failing * 100)} % of the payments fail\n`);
  });
  return {
    address: addressOf(server),
    break(share) {
      catchUp();
      failing = share;
    },
    repair() {
      catchUp();
      failing = 0;
    },
    stop() {
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

/** A server on a free port of loopback that answers nothing yet. */
export function reservePort(): Promise<Server> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

export function addressOf(server: Server): string {
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
