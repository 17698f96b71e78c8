import type { Request, RequestHandler } from 'express';
import { FirebreakError } from '../core/errors.js';
import { callerOf } from './access/caller.js';
import type { HttpOptions } from './http-options.js';
import { isLost, isPage } from './pages/page-paths.js';

/** What probes and Prometheus ask for; nothing in it is confidential. */
const OPEN_TO_ALL = new Set(['/metrics', '/-/healthy', '/-/ready']);

const SHARED = '/api/v1/shared/incidents/';

export function isProbe({ path }: Request): boolean {
  return OPEN_TO_ALL.has(path);
}

/** Callers from outside prove themselves by signing what they send: their routes judge that, over the bytes as they came. */
export function provesItself({ path }: Request): boolean {
  return path.startsWith('/api/v1/inbound/');
}

const LOGIN = new Set(['/login', '/login/callback', '/login/token', '/logout', '/api/v1/session']);

/** Whoever logs in is not known yet. */
function isLogin({ path }: Request): boolean {
  return LOGIN.has(path);
}

/** The pages hold nothing themselves: what they show is asked of the API, and there they log in. */
function isOfPages(request: Request): boolean {
  return isPage(request) || isLost(request) || request.path.startsWith('/assets/');
}

/** Whoever has a link proves it by that. */
export function isShared({ path }: Pick<Request, 'path'>): boolean {
  return path.toLowerCase().startsWith(SHARED);
}

const PUBLIC = /^\/api\/v1\/status-pages\/[^/]+$|^\/status\/[^/]+\/feed\.xml$/;

/** What units show to everybody. */
function isPublic({ method, path }: Request): boolean {
  return (method === 'GET' || method === 'HEAD') && PUBLIC.test(path);
}

/** Where reads are closed, who reads has to be known. */
export function guardReads({ openReads }: HttpOptions): RequestHandler {
  return (request, response, next) => {
    const caller = callerOf(request);
    const own = isProbe(request) || provesItself(request) || isLogin(request) || isShared(request);
    const open = openReads || own || isOfPages(request) || isPublic(request);
    if (open || caller.kind === 'known') {
      next();
      return;
    }
    response.setHeader('WWW-Authenticate', 'Basic realm="Firebreak, the token is the password"');
    const proof = 'Authorization: Bearer …, or any user name with the token as password';
    throw new FirebreakError(
      'unauthorized',
      caller.kind === 'refused' ? `${caller.why}; ${proof}` : `reading needs a token of the daemon: ${proof}`,
    );
  };
}

/** On loopback a browser could be led here under a stranger's name (DNS rebinding); only our own names are served. */
export function guardHost({ listensOnLoopback, externalUrl }: HttpOptions): RequestHandler {
  const own = new Set(['localhost', '127.0.0.1', '[::1]']);
  if (externalUrl !== undefined) own.add(new URL(externalUrl).hostname);
  return (request, _response, next) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
    if (!listensOnLoopback || own.has(host)) {
      next();
      return;
    }
    throw new FirebreakError(
      'unknown-host',
      `the daemon is not known as "${host}"; set http.external_url if it should be`,
    );
  };
}
