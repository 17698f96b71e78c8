import type { DeliveryOutcome } from '../../core/delivery/signal.js';
import { PrivateAddressError } from '../outgoing/private-address.js';
import { AnswerOverdueError, sendRequest } from '../outgoing/send-request.js';

const TIMEOUT_MS = 10_000;

/** One message on its way. `url` may be secret: it appears in no reason. */
export interface HttpMessage {
  readonly url: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly allowPrivateAddresses: boolean;
  /** The provider's proof, from its answer; undefined when the answer is none. */
  readonly receipt: (answer: string) => string | undefined;
}

/** Posts JSON once. Never throws; the table of statuses is the same for all vendors. */
export async function httpSend(message: HttpMessage, now: number): Promise<DeliveryOutcome> {
  try {
    const { status, start, retryAfter } = await sendRequest({
      url: message.url,
      body: message.body,
      headers: message.headers,
      allowPrivateAddresses: message.allowPrivateAddresses,
      timeoutMs: TIMEOUT_MS,
    });
    return judgeStatus(status, start, retryAfter, message, now);
  } catch (error) {
    return judgeFault(error);
  }
}

function judgeStatus(
  status: number,
  answer: string,
  retryAfter: string,
  message: HttpMessage,
  now: number,
): DeliveryOutcome {
  const reason = `HTTP ${status}${answer === '' ? '' : `: ${oneLine(withoutSecrets(answer, message.url))}`}`;
  if (status >= 200 && status < 300) {
    const receipt = message.receipt(answer);
    return receipt === undefined
      ? { kind: 'unknown', reason: `not the answer of this vendor: ${reason}` }
      : { kind: 'delivered', receipt };
  }
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    const retryAfterMs = readRetryAfter(retryAfter, now);
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
function judgeFault(error: unknown): DeliveryOutcome {
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

/** Many servers repeat the path in a 404, and a webhook's path is its password. */
function withoutSecrets(answer: string, url: string): string {
  const { pathname, searchParams } = new URL(url);
  const secrets = [
    pathname,
    ...pathname.split('/').filter((part) => part.length >= 8),
    ...searchParams.values(),
  ];
  return secrets
    .filter((secret) => secret.length > 1)
    .reduce((text, secret) => text.replaceAll(secret, '…'), answer);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 200);
}
