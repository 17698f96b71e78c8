import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { addressOf } from '../../src/main/demo/checkout-service.js';

/** What stands between the daemon and Prometheus does to every answer. */
export type SourceFault =
  | { readonly kind: 'reset' }
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'status'; readonly status: number }
  /** The connection ends in the middle of the body. */
  | { readonly kind: 'cut' }
  /** Half of the body, as if it were all of it. */
  | { readonly kind: 'half' }
  | { readonly kind: 'garbage' }
  /** A success without a series. */
  | { readonly kind: 'empty' }
  /** Answers as Prometheus would have at this instant. */
  | { readonly kind: 'stale'; readonly at: number }
  /** Prometheus' clock is ahead by so much. */
  | { readonly kind: 'skew'; readonly ms: number };

export interface SourceProxy {
  readonly url: string;
  fault: SourceFault | undefined;
  stop(): Promise<void>;
}

const TIMES = ['time', 'start', 'end'];

/** A proxy in front of a Prometheus that answers wrongly when it is told to. */
export async function startSourceProxy(target: () => string): Promise<SourceProxy> {
  const state: { fault: SourceFault | undefined } = { fault: undefined };
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { fault } = state;
    if (fault?.kind === 'reset') {
      request.socket.resetAndDestroy();
      return;
    }
    const asked = await forward(request, target(), fault);
    if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms));
    spoil(response, asked, fault);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://${addressOf(server)}`,
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

async function forward(request: IncomingMessage, target: string, fault: SourceFault | undefined) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? '/', target);
  const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
  for (const parameters of [url.searchParams, form]) turnBack(parameters, fault);
  const isPost = request.method === 'POST';
  const answer = await fetch(url, {
    method: request.method ?? 'GET',
    ...(isPost ? { body: form } : {}),
    headers: { 'accept-encoding': 'identity' },
  });
  return { status: answer.status, text: await answer.text() };
}

function turnBack(parameters: URLSearchParams, fault: SourceFault | undefined): void {
  for (const name of TIMES) {
    const given = parameters.get(name);
    if (given === null) continue;
    const seconds = Number(given);
    if (fault?.kind === 'stale') parameters.set(name, String(Math.min(seconds, fault.at / 1000)));
    if (fault?.kind === 'skew') parameters.set(name, String(seconds - fault.ms / 1000));
  }
}

function spoil(
  response: ServerResponse,
  { status, text }: { readonly status: number; readonly text: string },
  fault: SourceFault | undefined,
): void {
  const half = text.slice(0, text.length / 2);
  const json = (code: number, body: string) =>
    response.writeHead(code, { 'content-type': 'application/json' }).end(body);
  switch (fault?.kind) {
    case 'status':
      response.writeHead(fault.status).end();
      return;
    case 'cut':
      response.writeHead(status, {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(text)),
      });
      response.write(half, () => response.destroy());
      return;
    case 'half':
      json(status, half);
      return;
    case 'garbage':
      json(200, '<html>welcome to the hotel network</html>');
      return;
    case 'empty':
      json(200, emptied(text));
      return;
    case 'skew':
      json(status, shifted(text, fault.ms / 1000));
      return;
    default:
      json(status, text);
  }
}

interface AnsweredSeries {
  readonly value?: [at: number, text: string];
  readonly values?: readonly [at: number, text: string][];
}

interface PrometheusAnswer {
  readonly data?: { readonly result?: unknown };
}

function emptied(text: string): string {
  const answer = JSON.parse(text) as { data?: object };
  const { data } = answer;
  return JSON.stringify({
    ...answer,
    ...(data && 'result' in data ? { data: { ...data, result: [] } } : {}),
  });
}

function shifted(text: string, seconds: number): string {
  const answer = JSON.parse(text) as PrometheusAnswer;
  for (const { value, values = [] } of seriesOf(answer)) {
    for (const sample of value ? [value, ...values] : values) sample[0] += seconds;
  }
  return JSON.stringify(answer);
}

function seriesOf({ data }: PrometheusAnswer): readonly AnsweredSeries[] {
  const result = data?.result;
  // A scalar stands there as a sample, not as a list of series.
  return Array.isArray(result) && result.every((one) => typeof one === 'object')
    ? (result as readonly AnsweredSeries[])
    : [];
}
