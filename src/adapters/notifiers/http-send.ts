import type { DeliveryOutcome } from '../../core/delivery/signal.js';
import { PrivateAddressError } from '../outgoing/private-address.js';
import { type AnswerHeaders, AnswerOverdueError, sendRequest } from '../outgoing/send-request.js';

const TIMEOUT_MS = 10_000;

export type NotDelivered = Exclude<DeliveryOutcome, { readonly kind: 'delivered' | 'accepted' }>;

/** One request on its way. `url` and the Authorization header may be secret: they appear in no reason. */
export interface HttpRequest {
  readonly url: string;
  /** POST unless it is told otherwise. */
  readonly method?: 'GET' | 'POST' | 'PATCH';
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly allowPrivateAddresses: boolean;
  readonly mostAnswerBytes?: number;
}

export interface HttpMessage extends HttpRequest {
  readonly body: string;
  /** The provider's proof, from its answer; undefined when the answer is none. */
  readonly receipt: (answer: string, headers: AnswerHeaders) => string | undefined;
}

/** What a request came to: a 2xx, or an outcome by the table of statuses that is the same for all vendors. */
export type Exchange =
  | { readonly kind: 'answered'; readonly text: string; readonly headers: AnswerHeaders }
  | { readonly kind: 'failed'; readonly outcome: NotDelivered; readonly status: number | undefined };

/** Posts JSON once. Never throws. */
export async function httpSend(message: HttpMessage, now: number): Promise<DeliveryOutcome> {
  const answer = await exchange(message, now);
  if (answer.kind === 'failed') return answer.outcome;
  const receipt = message.receipt(answer.text, answer.headers);
  return receipt === undefined ? foreignAnswer(answer.text, message) : { kind: 'delivered', receipt };
}

/** Sends once and takes a 2xx for an answer. Never throws. */
export async function exchange(request: HttpRequest, now: number): Promise<Exchange> {
  try {
    const { status, start, headers } = await sendRequest({ ...request, timeoutMs: TIMEOUT_MS });
    if (status >= 200 && status < 300) return { kind: 'answered', text: start, headers };
    const reason = `HTTP ${status}${start === '' ? '' : `: ${told(start, request)}`}`;
    return { kind: 'failed', status, outcome: judgeStatus(status, reason, headers['retry-after'], now) };
  } catch (error) {
    return { kind: 'failed', status: undefined, outcome: judgeFault(error) };
  }
}

/** A 2xx that says nothing which this vendor would say: a proxy, a captive portal. */
export function foreignAnswer(answer: string, request: HttpRequest): NotDelivered {
  return { kind: 'unknown', reason: `not the answer of this vendor: ${told(answer, request)}` };
}

/** 420 is Statuspage's way to say 429. */
const PASSING: ReadonlySet<number> = new Set([408, 420, 425, 429]);

function judgeStatus(
  status: number,
  reason: string,
  retryAfter: string | undefined,
  now: number,
): NotDelivered {
  if (PASSING.has(status) || status >= 500) {
    const retryAfterMs = readRetryAfter(retryAfter ?? '', now);
    return { kind: 'retry', reason, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  }
  return {
    kind: 'refused',
    reason: status >= 300 && status < 400 ? `${reason} (redirects are not followed)` : reason,
  };
}

/** Seconds or a date, in ms from now. */
function readRetryAfter(text: string, now: number): number | undefined {
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

/** Before the bytes left it is a retry; after that nobody knows. */
function judgeFault(error: unknown): NotDelivered {
  if (error instanceof PrivateAddressError) return { kind: 'refused', reason: error.message };
  if (error instanceof AnswerOverdueError) {
    return { kind: 'unknown', reason: `no answer within ${TIMEOUT_MS / 1000} s` };
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'network error';
  // What cannot be written into a request will not be next time either.
  if (code.startsWith('ERR_INVALID_')) return { kind: 'refused', reason: `it cannot be sent: ${code}` };
  const neverLeft = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'].includes(code);
  return neverLeft ? { kind: 'retry', reason: code } : { kind: 'unknown', reason: `no answer: ${code}` };
}

/** The beginning of an answer, without secrets: many servers repeat the path in a 404, and a webhook's path is its password. */
function told(answer: string, { url, headers = {} }: HttpRequest): string {
  const { pathname, searchParams } = new URL(url);
  const token = headers.authorization?.split(' ').at(-1) ?? '';
  const secrets = [
    pathname,
    ...pathname.split('/').filter((part) => part.length >= 8),
    ...searchParams.values(),
    token,
  ];
  const safe = secrets
    .filter((secret) => secret.length > 1)
    .reduce((text, secret) => text.replaceAll(secret, '…'), answer);
  return safe.replace(/\s+/g, ' ').trim().slice(0, 200);
}
