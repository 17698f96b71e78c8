import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { FirebreakError } from '../core/errors.js';
import type { HttpOptions } from './http-options.js';

/** What probes and Prometheus ask for; nothing in it is confidential. */
const OPEN_TO_ALL = new Set(['/metrics', '/-/healthy', '/-/ready']);

/** Lets through what carries the token. Without a configured token nothing can be written. */
export function needsToken({ token }: HttpOptions): RequestHandler {
  return (request, _response, next) => {
    if (token === undefined) {
      throw new FirebreakError(
        'writes-disabled',
        'writes are off: set http.token or http.token_file (or FIREBREAK_HTTP_TOKEN) and restart the daemon',
      );
    }
    if (!same(bearerToken(request.headers.authorization), token)) {
      throw new FirebreakError('unauthorized', 'this needs the daemon’s token: Authorization: Bearer …');
    }
    next();
  };
}

/**
 * Off loopback, reads need the token too. A browser can only ask for a password, so the token is taken as one; writes never take
 * it so, because a browser sends a password unasked.
 */
export function guardReads({ listensOnLoopback, token }: HttpOptions): RequestHandler {
  return (request, response, next) => {
    const { authorization } = request.headers;
    const given = bearerToken(authorization) ?? password(authorization);
    if (listensOnLoopback || OPEN_TO_ALL.has(request.path) || (token !== undefined && same(given, token))) {
      next();
      return;
    }
    response.setHeader('WWW-Authenticate', 'Basic realm="Firebreak, the token is the password"');
    throw new FirebreakError(
      'unauthorized',
      'from outside this needs the daemon’s token: Authorization: Bearer …, or any user name with the token as password',
    );
  };
}

/** On loopback a browser could be led here under a stranger's name (DNS rebinding); only our own names are served. */
export function guardHost({ listensOnLoopback, externalUrl }: HttpOptions): RequestHandler {
  const own = new Set(['localhost', '127.0.0.1', '[::1]']);
  if (externalUrl !== undefined) own.add(new URL(externalUrl).hostname);
  return (request, response, next) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
    if (!listensOnLoopback || own.has(host)) {
      next();
      return;
    }
    const message = `the daemon is not known as "${host}"; set http.external_url if it should be`;
    response.status(403).json({ error: { code: 'unknown-host', message } });
  };
}

function bearerToken(header: string | undefined): string | undefined {
  return /^Bearer\s+(.+)$/i.exec(header ?? '')?.[1];
}

function password(header: string | undefined): string | undefined {
  const encoded = /^Basic\s+(\S+)$/i.exec(header ?? '')?.[1];
  return encoded && /^[^:]*:(.+)$/s.exec(Buffer.from(encoded, 'base64').toString())?.[1];
}

/** Takes as long for a near miss as for a wild guess. */
function same(given: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given ?? ''), digest(token));
}
