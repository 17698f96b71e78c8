import type { PingOutcome } from '../../engine/ports.js';
import { PrivateAddressError } from '../outgoing/private-address.js';
import { AnswerOverdueError, sendRequest } from '../outgoing/send-request.js';

const TIMEOUT_MS = 10_000;

export interface PingTarget {
  /** Secret: whoever has it can send heartbeats. */
  readonly url: string;
  readonly allowPrivateAddresses: boolean;
}

/** Calls a URL once, by a plain GET: what every service for heartbeats understands. Any 2xx is a heartbeat that was taken. Never throws. */
export async function pingUrl({ url, allowPrivateAddresses }: PingTarget): Promise<PingOutcome> {
  try {
    const { status } = await sendRequest({
      url,
      method: 'GET',
      allowPrivateAddresses,
      timeoutMs: TIMEOUT_MS,
      mostAnswerBytes: 1024,
    });
    // Nothing of the answer is told: many repeat the path, which is the secret.
    return status >= 200 && status < 300 ? { kind: 'sent' } : { kind: 'not-sent', why: `HTTP ${status}` };
  } catch (error) {
    return { kind: 'not-sent', why: whyNot(error) };
  }
}

function whyNot(error: unknown): string {
  if (error instanceof PrivateAddressError) return error.message;
  if (error instanceof AnswerOverdueError) return `no answer within ${TIMEOUT_MS / 1000} s`;
  return error instanceof Error && 'code' in error ? String(error.code) : 'network error';
}
