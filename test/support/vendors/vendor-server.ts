import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server does to the next request instead of answering it. */
type Fault =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** Takes the request and never answers. */
  | { readonly kind: 'hang' }
  /** Answers with a status and the beginning of a body, and never ends it. */
  | { readonly kind: 'hang-in-body'; readonly status: number }
  /** Takes the request and resets the connection. */
  | { readonly kind: 'reset' };

export interface VendorRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface VendorAnswer {
  readonly status: number;
  readonly body: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface VendorServer {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  /** Everything that arrived, faults included, oldest first. */
  readonly requests: readonly VendorRequest[];
  /** The next requests meet these faults, one each. */
  failNext(...faults: readonly Fault[]): void;
  stop(): Promise<void>;
}

/** A server on a free port of this machine that plays a vendor. */
export async function startVendorServer(
  answer: (request: VendorRequest) => VendorAnswer,
): Promise<VendorServer> {
  const requests: VendorRequest[] = [];
  const faults: Fault[] = [];
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { method = '', url = '', headers } = incoming;
      const request = { method, path: url, headers, body: Buffer.concat(chunks).toString('utf8') };
      requests.push(request);
      const fault = faults.shift();
      if (fault) suffer(fault, outgoing);
      else reply(answer(request), outgoing);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    failNext: (...next) => faults.push(...next),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function suffer(fault: Fault, outgoing: ServerResponse): void {
  switch (fault.kind) {
    case 'hang':
      return;
    case 'hang-in-body':
      outgoing.writeHead(fault.status, { 'content-type': 'text/plain' });
      outgoing.write('the beginning of');
      return;
    case 'reset':
      outgoing.socket?.resetAndDestroy();
      return;
    case 'status':
      outgoing.writeHead(fault.status, fault.headers);
      outgoing.end(fault.body ?? '');
  }
}

function reply({ status, body, contentType, headers }: VendorAnswer, outgoing: ServerResponse) {
  outgoing.writeHead(status, { 'content-type': contentType ?? 'application/json', ...headers });
  outgoing.end(body);
}
