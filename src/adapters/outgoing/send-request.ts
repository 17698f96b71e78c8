import {
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { type Addresses, checkedLookup, REAL_ADDRESSES } from './checked-lookup.js';
import { literalAddress, PrivateAddressError } from './private-address.js';

const MOST_ANSWER_BYTES = 64 * 1024;

/** A connection serves the next message, but is let go long before a usual server would: what it closes while we write is lost. */
const KEPT = { keepAlive: true, timeout: 1_000 };

export interface OutgoingRequest {
  readonly url: string;
  /** POST unless it is told otherwise. */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON unless the headers say something else. */
  readonly body?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Whether it may lead to an address inside. */
  readonly allowPrivateAddresses: boolean;
  /** How long to wait for the whole answer. */
  readonly timeoutMs: number;
  /** How much of the answer is read (default 64 KiB). */
  readonly mostAnswerBytes?: number | undefined;
}

export type AnswerHeaders = Readonly<IncomingHttpHeaders>;

export interface OutgoingAnswer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  /** The beginning of the body. */
  readonly start: string;
}

/** There was no whole answer in time. */
export class AnswerOverdueError extends Error {}

export type SendRequest = (request: OutgoingRequest) => Promise<OutgoingAnswer>;

/** The one way to a URL that a user names: see `createSendRequest`. */
export const sendRequest: SendRequest = createSendRequest(REAL_ADDRESSES);

/**
 * Sends with Node's own client, because a thousand pages leave at once and axios takes four times as long for each. Follows no
 * redirect and no proxy. Rejects with PrivateAddressError when the URL leads inside and must not, with AnswerOverdueError when the
 * answer does not come in time, with Node's error when there is none.
 */
export function createSendRequest(addresses: Addresses): SendRequest {
  const open = agents({});
  const guarded = agents({ lookup: checkedLookup(addresses) });
  return async (request) => {
    const { url, allowPrivateAddresses } = request;
    if (!allowPrivateAddresses) refuseLiteral(url, addresses);
    return exchange(
      request,
      (allowPrivateAddresses ? open : guarded)[url.startsWith('https:') ? 'https' : 'http'],
    );
  };
}

function agents(options: { readonly lookup?: ReturnType<typeof checkedLookup> }) {
  return { http: new HttpAgent({ ...KEPT, ...options }), https: new HttpsAgent({ ...KEPT, ...options }) };
}

/** Literal addresses never pass a lookup. */
function refuseLiteral(url: string, { isPrivate }: Addresses): void {
  const literal = literalAddress(url);
  if (literal !== undefined && isPrivate(literal)) throw new PrivateAddressError(literal);
}

function exchange(
  { url, method = 'POST', body, headers, timeoutMs, mostAnswerBytes = MOST_ANSWER_BYTES }: OutgoingRequest,
  agent: HttpAgent | HttpsAgent,
): Promise<OutgoingAnswer> {
  const ofBody =
    body === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const options = { method, headers: { ...ofBody, 'user-agent': 'firebreak', ...headers }, agent };
  return new Promise((resolve, reject) => {
    const send = url.startsWith('https:') ? httpsRequest : httpRequest;
    const request = send(url, options);
    const timer = setTimeout(() => {
      reject(new AnswerOverdueError());
      request.destroy();
    }, timeoutMs);
    const fail = (error: Error) => {
      clearTimeout(timer);
      reject(error);
    };
    request.on('error', fail);
    request.on('response', (answer) => {
      readStart(
        answer,
        mostAnswerBytes,
        (start) => {
          clearTimeout(timer);
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, start });
        },
        fail,
      );
    });
    request.end(body);
  });
}

/** A long answer is no fault, and its status counts: only its beginning is read. (By events: an async iterator takes longer than the rest.) */
function readStart(
  answer: IncomingMessage,
  most: number,
  done: (start: string) => void,
  fail: (error: Error) => void,
): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const finish = () => done(Buffer.concat(chunks).subarray(0, most).toString('utf8'));
  answer.on('error', fail);
  answer.on('end', finish);
  answer.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes < most) return;
    finish();
    answer.destroy();
  });
}
