import type { Request, Response } from 'express';
import { type Actor, isSomebody, type Principal } from '../../core/access/actor.js';
import type { Act } from '../../core/access/audit-entry.js';
import { FirebreakError } from '../../core/errors.js';
import { bodyText, optionalBodyText } from '../read-query.js';
import { requestIdOf } from './request-id.js';

/** Who sent a request, as far as that is proven. */
export type Caller =
  | { readonly kind: 'anonymous' }
  /** What was sent as proof proves nothing. */
  | { readonly kind: 'refused'; readonly why: string }
  | {
      readonly kind: 'known';
      readonly principal: Principal;
      readonly by: 'bearer' | 'password' | 'cookie' | 'signature';
    };

const callers = new WeakMap<Request, Caller>();
const acts = new WeakMap<Request, Act>();

export function setCaller(request: Request, caller: Caller): void {
  callers.set(request, caller);
}

export function callerOf(request: Request): Caller {
  return callers.get(request) ?? { kind: 'anonymous' };
}

/** What the request asks to change, as the audit log calls it. */
export function setAct(request: Request, act: Act): void {
  acts.set(request, act);
}

export function actOf(request: Request): Act | undefined {
  return acts.get(request);
}

/** The one who acts by a request that was let through; undefined when nobody is known. */
export function knownActor(request: Request, response: Response, onBehalfOf?: string): Actor | undefined {
  const caller = callerOf(request);
  if (caller.kind !== 'known') return undefined;
  return { ...caller.principal, onBehalfOf, requestId: requestIdOf(response) };
}

/** @param field of the body that may say for whom; needed when the principal is nobody in particular and `somebody` is wanted */
export function actorOf(request: Request, response: Response, field = 'by', somebody = false): Actor {
  const actor = knownActor(request, response);
  if (!actor) throw new FirebreakError('unauthorized', 'nobody is known to have asked for this');
  const body: unknown = request.body;
  const onBehalfOf = somebody && !isSomebody(actor) ? bodyText(body, field) : optionalBodyText(body, field);
  return { ...actor, onBehalfOf };
}

/** Who asks for a change that needs a reason, and the reason. */
export function whoAndWhy(
  request: Request,
  response: Response,
): { readonly actor: Actor; readonly reason: string } {
  const reason = bodyText(request.body, 'reason');
  return { actor: actorOf(request, response, 'by', true), reason };
}
