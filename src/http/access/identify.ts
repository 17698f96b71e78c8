import type { Request, RequestHandler } from 'express';
import type { FirebreakApi } from '../firebreak-api.js';
import { isProbe, provesItself } from '../guard.js';
import { type Caller, setCaller } from './caller.js';

/**
 * Finds out who sent a request. That it may do what it asks for is judged by its route. A route of `/api/v1/inbound` has checked a
 * signature itself, and says who that is by `setCaller`.
 */
export function identify(api: FirebreakApi): RequestHandler {
  return async (request, _response, next) => {
    if (!isProbe(request) && !provesItself(request)) setCaller(request, await callerBy(request, api));
    next();
  };
}

/** A browser can only ask for a password, so a token is taken as one: for reads, because a browser sends a password unasked. */
async function callerBy({ headers: { authorization } }: Request, api: FirebreakApi): Promise<Caller> {
  if (authorization === undefined) return { kind: 'anonymous' };
  const bearer = /^Bearer\s+(.+)$/i.exec(authorization)?.[1];
  const secret = bearer ?? password(authorization);
  if (secret === undefined) return { kind: 'refused', why: 'the Authorization header is of another kind' };
  const proof = await api.prove(secret);
  return proof.kind === 'known' ? { ...proof, by: bearer === undefined ? 'password' : 'bearer' } : proof;
}

function password(header: string): string | undefined {
  const encoded = /^Basic\s+(\S+)$/i.exec(header)?.[1];
  return encoded && /^[^:]*:(.+)$/s.exec(Buffer.from(encoded, 'base64').toString())?.[1];
}
