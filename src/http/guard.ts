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
        'writes are off: set http.token_file (or FIREBREAK_HTTP_TOKEN) and restart the daemon',
      );
    }
    if (!carries(request.headers.authorization, token)) {
      throw new FirebreakError('unauthorized', 'this needs the daemon’s token: Authorization: Bearer …');
    }
    next();
  };
}

/** Off loopback, reads need the token too. */
export function guardReads(options: HttpOptions): RequestHandler {
  const guard = needsToken(options);
  return (request, response, next) => {
    if (options.listensOnLoopback || OPEN_TO_ALL.has(request.path)) next();
    else guard(request, response, next);
  };
}

/** On loopback a browser could be led here under a stranger's name (DNS rebinding); only our own names are served. */
export function guardHost({ listensOnLoopback, externalUrl }: HttpOptions): RequestHandler {
  const own = new Set(['localhost', '127.0.0.1', '[::1]']);
  if (externalUrl !== undefined) own.add(new URL(externalUrl).hostname);
  return (request, _response, next) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
    if (listensOnLoopback && !own.has(host)) {
      throw new FirebreakError(
        'unauthorized',
        `the daemon is not known as "${host}"; set http.external_url if it should be`,
      );
    }
    next();
  };
}

function carries(header: string | undefined, token: string): boolean {
  const given = /^Bearer\s+(.+)$/i.exec(header ?? '')?.[1] ?? '';
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}
