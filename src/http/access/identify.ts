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
  const jar = cookies(options);
  return async (request, _response, next) => {
    if (!isProbe(request) && !provesItself(request))
      setCaller(
        request,
        await callerBy(request, { session: jar.session(request), token: jar.token(request) }, api),
      );
    next();
  };
}

/** A browser can only ask for a password, so a token is taken as one: for reads, because a browser sends a password unasked. */
async function callerBy(
  { headers: { authorization } }: Request,
  sent: { readonly session: string | undefined; readonly token: string | undefined },
  api: FirebreakApi,
): Promise<Caller> {
  if (authorization === undefined) return callerByCookie(sent, api);
  const bearer = /^Bearer\s+(\S.*)$/i.exec(authorization)?.[1];
  const secret = bearer ?? password(authorization);
  if (secret === undefined) return { kind: 'refused', why: 'the Authorization header is of another kind' };
  const proof = await api.prove(secret);
  return proof.kind === 'known' ? { ...proof, by: bearer === undefined ? 'password' : 'bearer' } : proof;
}

/** A cookie that proves nothing any more is no attempt at anything: browsers send it unasked. */
async function callerByCookie(
  { session, token }: { readonly session: string | undefined; readonly token: string | undefined },
  api: FirebreakApi,
): Promise<Caller> {
  const principal = session === undefined ? undefined : await api.logins?.prove(session);
  if (principal) return { kind: 'known', principal, by: 'cookie' };
  const proof = token === undefined ? undefined : await api.prove(token);
  return proof?.kind === 'known' ? { ...proof, by: 'cookie' } : { kind: 'anonymous' };
}

function password(header: string): string | undefined {
  const encoded = /^Basic\s+(\S+)$/i.exec(header)?.[1];
  return encoded && /^[^:]*:(.+)$/s.exec(Buffer.from(encoded, 'base64').toString())?.[1];
}
