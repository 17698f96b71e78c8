import type { Request, RequestHandler } from 'express';
import type { FirebreakApi } from '../firebreak-api.js';
import { isProbe, provesItself } from '../guard.js';
import type { HttpOptions } from '../http-options.js';
import { type Caller, setCaller } from './caller.js';
import { cookies } from './cookies.js';

/**
 * Finds out who sent a request. That it may do what it asks for is judged by its route. A route of `/api/v1/inbound` has checked a
 * signature itself, and says who that is by `setCaller`.
 */
export function identify(api: FirebreakApi, options: HttpOptions): RequestHandler {
  const { session } = cookies(options);
  return async (request, _response, next) => {
    if (!isProbe(request) && !provesItself(request))
      setCaller(request, await callerBy(request, session(request), api));
    next();
  };
}

/** A browser can only ask for a password, so a token is taken as one: for reads, because a browser sends a password unasked. */
async function callerBy(
  { headers: { authorization } }: Request,
  cookie: string | undefined,
  api: FirebreakApi,
): Promise<Caller> {
  if (authorization === undefined) {
    // One that is over is no attempt at anything: browsers send it unasked.
    const principal = cookie === undefined ? undefined : await api.logins?.prove(cookie);
    return principal ? { kind: 'known', principal, by: 'cookie' } : { kind: 'anonymous' };
  }
  const bearer = /^Bearer\s+(\S.*)$/i.exec(authorization)?.[1];
  const secret = bearer ?? password(authorization);
  if (secret === undefined) return { kind: 'refused', why: 'the Authorization header is of another kind' };
  const proof = await api.prove(secret);
  return proof.kind === 'known' ? { ...proof, by: bearer === undefined ? 'password' : 'bearer' } : proof;
}

function password(header: string): string | undefined {
  const encoded = /^Basic\s+(\S+)$/i.exec(header)?.[1];
  return encoded && /^[^:]*:(.+)$/s.exec(Buffer.from(encoded, 'base64').toString())?.[1];
}
