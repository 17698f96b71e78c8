import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { FirebreakError } from '../../core/errors.js';
import type { Login } from './inbound-options.js';

/** Lets through what carries this login. */
export function checkLogin(request: Request, login: Login): void {
  const given = request.headers.authorization ?? '';
  const isRight =
    login.kind === 'bearer'
      ? same(/^Bearer\s+(\S.*)$/i.exec(given)?.[1] ?? '', login.token)
      : same(basicOf(given), `${login.username}:${login.password}`);
  if (!isRight) throw unproven('its token or password is missing or wrong');
}

/** The HMAC-SHA256 of a text or of raw bytes, in hexadecimal. */
export function hmacHex(secret: string, ...parts: readonly (string | Buffer)[]): string {
  const hmac = createHmac('sha256', secret);
  for (const part of parts) hmac.update(part);
  return hmac.digest('hex');
}

/** Takes as long for a near miss as for a wild guess. */
export function same(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

export function unproven(why: string): FirebreakError {
  return new FirebreakError('unauthorized', `it is not proven who sent this: ${why}`);
}

function basicOf(header: string): string {
  return Buffer.from(/^Basic\s+(\S+)$/i.exec(header)?.[1] ?? '', 'base64').toString();
}
