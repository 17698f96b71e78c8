import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { CONFIGURED } from '../../core/access/actor.js';
import type { HttpOptions } from '../http-options.js';
import { type Caller, setCaller } from './caller.js';

/**
 * Finds out who sent a request. That it may do what it asks for is judged by its route. A route of `/api/v1/inbound` has checked a
 * signature itself, and says who that is by `setCaller`.
 */
export function identify(options: HttpOptions): RequestHandler {
  return (request, _response, next) => {
    setCaller(request, callerBy(request, options));
    next();
  };
}

/** A browser can only ask for a password, so a token is taken as one: for reads, because a browser sends a password unasked. */
function callerBy({ headers: { authorization } }: Request, { token }: HttpOptions): Caller {
  if (authorization === undefined) return { kind: 'anonymous' };
  const bearer = bearerToken(authorization);
  const given = bearer ?? password(authorization);
  if (given === undefined || token === undefined || !same(given, token)) {
    return { kind: 'refused', why: 'this is no token of the daemon' };
  }
  return { kind: 'known', principal: CONFIGURED, by: bearer === undefined ? 'password' : 'bearer' };
}

function bearerToken(header: string): string | undefined {
  return /^Bearer\s+(.+)$/i.exec(header)?.[1];
}

function password(header: string): string | undefined {
  const encoded = /^Basic\s+(\S+)$/i.exec(header)?.[1];
  return encoded && /^[^:]*:(.+)$/s.exec(Buffer.from(encoded, 'base64').toString())?.[1];
}

/** Takes as long for a near miss as for a wild guess. */
function same(given: string, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}
