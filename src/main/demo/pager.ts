import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What arrived at the pager. */
const KINDS = ['trigger', 'acknowledge', 'resolve', 'notice'] as const;

export interface PagerMessage {
  readonly at: number;
  readonly kind: (typeof KINDS)[number];
  readonly severity: 'page' | 'ticket';
  readonly sloId: string;
  readonly title: string;
  readonly text: string;
}

/** A receiver that stands in for a pager: takes signed webhooks, once each, and hands them on. */
export interface Pager {
  readonly url: string;
  readonly messages: readonly PagerMessage[];
  stop(): Promise<void>;
}

export function startPager(secret: string, show: (message: PagerMessage) => void): Promise<Pager> {
  const messages: PagerMessage[] = [];
  const seen = new Set<string>();
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await bodyOf(request);
    const id = String(request.headers['webhook-id']);
    if (!isSigned(request, id, body, secret)) {
      response.writeHead(401).end('the signature is wrong');
      return;
    }
    response.writeHead(204).end();
    if (seen.has(id)) return;
    seen.add(id);
    const message = readMessage(JSON.parse(body) as unknown);
    messages.push(message);
    show(message);
  };
  const server = createServer((request, response) => {
    take(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () =>
      resolve({
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/page`,
        messages,
        stop: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      }),
    );
  });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`. */
function isSigned(request: IncomingMessage, id: string, body: string, secret: string): boolean {
  const timestamp = String(request.headers['webhook-timestamp']);
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const wanted = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  const given = Buffer.from(String(request.headers['webhook-signature']).replace(/^v1,/, ''), 'base64');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function readMessage(body: unknown): PagerMessage {
  const fields = body as Record<'kind' | 'severity' | 'sloId' | 'title' | 'text', string>;
  return {
    at: Date.now(),
    kind: KINDS.find((kind) => kind === fields.kind) ?? 'trigger',
    severity: fields.severity === 'page' ? 'page' : 'ticket',
    sloId: fields.sloId,
    title: fields.title,
    text: fields.text,
  };
}
