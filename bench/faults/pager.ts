import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { addressOf } from '../../src/main/demo/checkout-service.js';
import type { PagedAlert } from './ledger.js';

/** What the pager does to every request while it is set; `undefined` answers as PagerDuty does. */
export type PagerFault =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfterS?: number }
  | { readonly kind: 'reset' }
  /** Takes the request, keeps the event and never answers. */
  | { readonly kind: 'half-open' }
  /** Takes so many requests in a second, and refuses the others with 429. */
  | { readonly kind: 'limit'; readonly perSecond: number };

export interface Pager {
  readonly url: string;
  /** Every alert that was opened, oldest first. */
  readonly alerts: readonly PagedAlert[];
  /** Requests that arrived, whatever became of them. */
  readonly arrived: number;
  fault: PagerFault | undefined;
  stop(): Promise<void>;
}

interface Alert extends PagedAlert {
  readonly key: string;
  resolvedAt: number | undefined;
}

/** PagerDuty's Events API v2 as far as it decides how many alerts there are: an open key swallows triggers, a resolved one opens anew. */
export async function startFaultyPager(): Promise<Pager> {
  const alerts: Alert[] = [];
  const recent: number[] = [];
  let arrived = 0;
  const state: { fault: PagerFault | undefined } = { fault: undefined };

  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      arrived += 1;
      const { fault } = state;
      if (fault?.kind === 'reset') return request.socket.resetAndDestroy();
      if (fault?.kind === 'status') return refuse(response, fault.status, fault.retryAfterS);
      if (fault?.kind === 'limit' && isOver(fault.perSecond)) return refuse(response, 429, 1);
      const key = take(body);
      if (fault?.kind !== 'half-open') accept(response, key);
    });
  });

  function isOver(perSecond: number): boolean {
    const now = Date.now();
    while ((recent[0] ?? now) < now - 1000) recent.shift();
    if (recent.length >= perSecond) return true;
    recent.push(now);
    return false;
  }

  /** Returns the event's key. */
  function take(body: string): string {
    const event = JSON.parse(body) as { readonly event_action: string; readonly dedup_key: string };
    const open = alerts.find(({ key, resolvedAt }) => key === event.dedup_key && resolvedAt === undefined);
    if (event.event_action === 'trigger' && !open) {
      const service = event.dedup_key.split('/')[1] ?? event.dedup_key;
      alerts.push({ key: event.dedup_key, service, triggeredAt: Date.now(), resolvedAt: undefined });
    }
    if (event.event_action === 'resolve' && open) open.resolvedAt = Date.now();
    return event.dedup_key;
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://${addressOf(server)}`,
    alerts,
    get arrived() {
      return arrived;
    },
    get fault() {
      return state.fault;
    },
    set fault(fault) {
      state.fault = fault;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function refuse(response: ServerResponse, status: number, retryAfterS: number | undefined): void {
  response.writeHead(status, retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) }).end();
}

function accept(response: ServerResponse, key: string): void {
  response.writeHead(202, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ status: 'success', message: 'Event processed', dedup_key: key }));
}
