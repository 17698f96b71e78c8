import type { Request, RequestHandler } from 'express';
import type { AuditAction } from '../../core/access/audit-entry.js';
import { covers, type Scope } from '../../core/access/scope.js';
import { FirebreakError } from '../../core/errors.js';
import type { HttpOptions } from '../http-options.js';
import { callerOf, setAct } from './caller.js';
import { requestIdOf } from './request-id.js';
import { refuseForeign } from './same-origin.js';

/**
 * Lets through who has proven that he may do this, and notes what a request is about to change. Without a configured token nothing can
 * be written.
 * @param action undefined for what only looks
 */
export function needs(options: HttpOptions, scope: Scope, action?: AuditAction): RequestHandler {
  return (request, response, next) => {
    const target = request.params['id'] ?? request.params['person'];
    if (action !== undefined) {
      setAct(request, { action, target: typeof target === 'string' ? target : '' });
      response.on('finish', () => noteInLog(options, request, requestIdOf(response), response.statusCode));
    }
    refuseUnless(request, options, scope, action !== undefined);
    next();
  };
}

function refuseUnless(request: Request, options: HttpOptions, scope: Scope, writes: boolean): void {
  const caller = callerOf(request);
  if (caller.kind !== 'known' && !options.canWrite) {
    throw new FirebreakError(
      'writes-disabled',
      'writes are off: set http.token or http.token_file (or FIREBREAK_HTTP_TOKEN) and restart the daemon',
    );
  }
  if (caller.kind === 'refused') throw new FirebreakError('unauthorized', caller.why);
  if (caller.kind === 'anonymous' || (writes && caller.by === 'password')) {
    throw new FirebreakError(
      'unauthorized',
      'this needs a token of the daemon (Authorization: Bearer …), or a login where there are any',
    );
  }
  if (writes && caller.by === 'cookie') refuseForeign(request, options);
  const { name, scope: own } = caller.principal;
  if (!covers(own, scope)) {
    throw new FirebreakError('forbidden', `this needs the scope ${scope}; ${name} has ${own}`);
  }
}

function noteInLog({ log }: HttpOptions, request: Request, requestId: string, status: number): void {
  const caller = callerOf(request);
  const who = caller.kind === 'known' ? caller.principal.name : caller.kind;
  log.info('a change was asked for', { requestId, who, method: request.method, path: request.path, status });
}
