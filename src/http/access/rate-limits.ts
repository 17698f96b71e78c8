import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, type RateLimitRequestHandler, rateLimit } from 'express-rate-limit';
import { FirebreakError } from '../../core/errors.js';
import { MINUTE } from '../../core/time/duration.js';
import type { FirebreakApi } from '../firebreak-api.js';
import { isProbe, provesItself } from '../guard.js';
import type { HttpOptions } from '../http-options.js';
import { callerOf } from './caller.js';

/** So often a minute an address may send proof that proves nothing. */
const FAILURES_PER_MINUTE = 20;
/** What probes and callers from outside have for themselves, so that nobody can use it up for them. */
const PROBES_PER_MINUTE = 600;
const INBOUND_PER_MINUTE = 1200;
/** What an address may ask for by links, right or wrong. */
const SHARED_PER_MINUTE = 60;

/** A token that is wrong too often shuts its address out for the rest of the minute: no other is judged then, right or wrong. */
export class FailureLimit {
  private readonly limiter = limit(FAILURES_PER_MINUTE, addressOf);

  constructor(private readonly api: FirebreakApi) {}

  /** Refuses addresses that have failed too often. */
  readonly refuse: RequestHandler = async (request, response, next) => {
    const proves = request.headers.authorization !== undefined || request.path === '/login/callback';
    if (isProbe(request) || provesItself(request) || !proves) {
      next();
      return;
    }
    const failures = await this.limiter.getKey(addressOf(request));
    const until = failures?.resetTime?.getTime() ?? 0;
    const left = until - this.api.now();
    if (left > 0 && (failures?.totalHits ?? 0) >= FAILURES_PER_MINUTE) {
      response.setHeader('Retry-After', Math.ceil(left / 1000));
      throw tooMany('wrong tokens or failed logins');
    }
    next();
  };

  /** Counts the request when its proof proved nothing. */
  readonly count: RequestHandler = (request, response, next) => {
    if (callerOf(request).kind === 'refused') void this.limiter(request, response, next);
    else next();
  };
}

/** How many requests one principal, or one address of nobody known, may send. */
export function limitRequests({ requestsPerMinute }: HttpOptions): RequestHandler {
  const rest = limit(requestsPerMinute, callerKey);
  const probes = limit(PROBES_PER_MINUTE, addressOf);
  const inbound = limit(INBOUND_PER_MINUTE, addressOf);
  return (request, response, next) => {
    const own = isProbe(request) ? probes : provesItself(request) ? inbound : rest;
    void own(request, response, next);
  };
}

export function limitShared(): RequestHandler {
  return limit(SHARED_PER_MINUTE, addressOf);
}

function limit(perMinute: number, keyGenerator: (request: Request) => string): RateLimitRequestHandler {
  return rateLimit({
    windowMs: MINUTE,
    limit: perMinute,
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    keyGenerator,
    handler: (_request, _response, next) => next(tooMany('requests')),
  });
}

function tooMany(what: string): FirebreakError {
  return new FirebreakError('too-many-requests', `too many ${what}: Retry-After says when to come again`);
}

/** Who a request counts for: a principal, or an address of nobody known. */
export function callerKey(request: Request): string {
  const caller = callerOf(request);
  return caller.kind === 'known'
    ? `${caller.principal.kind} ${caller.principal.name}`
    : `address ${addressOf(request)}`;
}

/** Of IPv6 the network, for everybody has as many addresses in one as he likes. */
function addressOf({ ip }: Request): string {
  return ipKeyGenerator(ip ?? 'unknown');
}
