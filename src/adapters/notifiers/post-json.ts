import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
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

/** There was no whole answer in time. */
export class AnswerOverdueError extends Error {}

/**
 * Posts JSON with Node's own client, because a thousand pages leave at once and axios takes four times as long for each. Follows no
 * redirect and no proxy. Rejects with Node's error when there is no answer, with AnswerOverdueError when it does not come in time.
 */
export function postJson({ url, body, headers, ...how }: PostRequest): Promise<PostAnswer> {
  const options = {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'firebreak',
      ...headers,
    },
    agent: (how.allowPrivateAddresses ? OPEN : GUARDED)[url.startsWith('https:') ? 'https' : 'http'],
  };
  return new Promise((resolve, reject) => {
    const send = url.startsWith('https:') ? httpsRequest : httpRequest;
    const request = send(url, options);
    const timer = setTimeout(() => {
      reject(new AnswerOverdueError());
      request.destroy();
    }, how.timeoutMs);
    const fail = (error: Error) => {
      clearTimeout(timer);
      reject(error);
    };
    request.on('error', fail);
    request.on('response', (answer) => {
      readStart(
        answer,
        (start) => {
          clearTimeout(timer);
          resolve({ status: answer.statusCode ?? 0, retryAfter: answer.headers['retry-after'] ?? '', start });
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
  done: (start: string) => void,
  fail: (error: Error) => void,
): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const finish = () => done(Buffer.concat(chunks).subarray(0, MOST_ANSWER_BYTES).toString('utf8'));
  answer.on('error', fail);
  answer.on('end', finish);
  answer.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes < MOST_ANSWER_BYTES) return;
    finish();
    answer.destroy();
  });
}
