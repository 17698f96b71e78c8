import {
  Agent as HttpAgent,
  type IncomingMessage,
  request as httpRequest,
  type RequestOptions,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { publicLookup } from './private-address.js';

const MOST_ANSWER_BYTES = 64 * 1024;

/** A connection serves the next message, but is let go long before a usual server would: what it closes while we write is lost. */
const KEPT = { keepAlive: true, timeout: 1_000 };
const OPEN = { http: new HttpAgent(KEPT), https: new HttpsAgent(KEPT) };
const GUARDED = {
  http: new HttpAgent({ ...KEPT, lookup: publicLookup }),
  https: new HttpsAgent({ ...KEPT, lookup: publicLookup }),
};

export interface PostRequest {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>> | undefined;
  /** Whether a name may lead to an address inside. */
  readonly allowPrivateAddresses: boolean;
  /** How long to wait for the whole answer. */
  readonly timeoutMs: number;
}

export interface PostAnswer {
  readonly status: number;
  /** Empty when there is none. */
  readonly retryAfter: string;
  /** The beginning of the body. */
  readonly start: string;
}

/**
 * Posts JSON with Node's own client, because a thousand pages leave at once and axios takes four times as long for each. Follows no
 * redirect and no proxy. Rejects with Node's error when there is no answer.
 */
export async function postJson({ url, body, headers, ...how }: PostRequest): Promise<PostAnswer> {
  const answer = await send(new URL(url), body, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'firebreak',
      ...headers,
    },
    agent: (how.allowPrivateAddresses ? OPEN : GUARDED)[url.startsWith('https:') ? 'https' : 'http'],
    signal: AbortSignal.timeout(how.timeoutMs),
  });
  return {
    status: answer.statusCode ?? 0,
    retryAfter: answer.headers['retry-after'] ?? '',
    start: await readStart(answer),
  };
}

function send(url: URL, body: string, options: RequestOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, resolve);
    request.on('error', reject);
    request.end(body);
  });
}

/** A long answer is no fault, and its status counts: only its beginning is read. */
async function readStart(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= MOST_ANSWER_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, MOST_ANSWER_BYTES).toString('utf8');
}
