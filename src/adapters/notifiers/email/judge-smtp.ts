import type { NotDelivered } from '../http-send.js';

/** Faults for which an operator has to mend something: no attempt will go better. */
const PERMANENT: ReadonlySet<unknown> = new Set(['EENVELOPE', 'EMESSAGE', 'EAUTH', 'ECONFIG']);

/**
 * What a mail came to that the server did not take. 4xx passes and 5xx does not (RFC 5321, 4.2.1); without an answer it is a retry
 * before the mail itself was sent, and unknown after.
 * @param left whether the mail itself was on its way
 */
export function judgeSmtpFault(error: unknown, left: boolean): NotDelivered {
  if (!(error instanceof Error)) return { kind: 'unknown', reason: String(error) };
  const of = (field: string): unknown => Reflect.get(error, field);
  const [code, status] = [of('code'), of('responseCode')];
  const reason = error.message.replace(/\s+/g, ' ').trim().slice(0, 200);
  // Somebody on the way may have taken the encryption out.
  if (code === 'ETLS') return { kind: 'retry', reason };
  if (typeof status === 'number' && status >= 400) {
    return status < 500 ? { kind: 'retry', reason } : { kind: 'refused', reason };
  }
  if (left) return { kind: 'unknown', reason };
  return PERMANENT.has(code) ? { kind: 'refused', reason } : { kind: 'retry', reason };
}
