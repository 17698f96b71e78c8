import type { ErrorRequestHandler, Request, Response } from 'express';
import { FirebreakError } from '../core/errors.js';
import { actOf, knownActor } from './access/caller.js';
import { requestIdOf } from './access/request-id.js';
import type { DaemonStatus } from '../engine/read-models.js';
import { isShared } from './guard.js';
import { ERROR_STATUS } from './error-status.js';
import type { FirebreakApi } from './firebreak-api.js';
import type { HttpOptions } from './http-options.js';

type Refusal = Pick<FirebreakError, 'code' | 'message' | 'next'>;

/** Answers what went wrong in words, and keeps in the audit log what somebody was refused. */
export function answerError(api: FirebreakApi, { log }: HttpOptions): ErrorRequestHandler {
  return async (error: unknown, request, response, _next) => {
    const { code, message, next } = refusalOf(error, api.daemon().store);
    const requestId = requestIdOf(response);
    const { method } = request;
    // The end of such a path is a secret.
    const path = isShared(request) ? '/api/v1/shared/incidents/…' : request.path;
    if (code === 'not-ready') {
      log.warn('a request failed', { requestId, method, path, error: message });
    } else if (code === 'internal') {
      const trace = error instanceof Error ? error.stack : undefined;
      log.error('a request failed', { requestId, method, path, error: trace ?? String(error) });
    } else {
      await noteRefusal(api, request, response, { code, message }).catch((reason: unknown) =>
        log.error('a refusal is not in the audit log', { requestId, error: String(reason) }),
      );
    }
    response
      .status(ERROR_STATUS[code])
      .json({ error: { code, message, requestId, ...(next === undefined ? {} : { next }) } });
  };
}

/** Only of those who are known: strangers could fill the log. */
async function noteRefusal(
  api: FirebreakApi,
  request: Request,
  response: Response,
  { code, message }: Refusal,
): Promise<void> {
  const act = actOf(request);
  const actor = knownActor(request, response);
  if (act && actor) await api.noteRefusal(actor, act, `${code}: ${message}`.slice(0, LONGEST_REASON));
}

const LONGEST_REASON = 500;

function refusalOf(error: unknown, { goneSince, lastError }: DaemonStatus['store']): Refusal {
  if (error instanceof FirebreakError) return error;
  // What body-parser refuses carries a status; its messages are for the caller.
  const status: unknown =
    typeof error === 'object' && error !== null ? Reflect.get(error, 'status') : undefined;
  if (typeof status === 'number' && status >= 400 && status < 500 && error instanceof Error) {
    return { code: 'invalid-input', message: error.message };
  }
  if (goneSince !== undefined) {
    const since = new Date(goneSince).toISOString();
    return { code: 'not-ready', message: `the store is gone since ${since}: ${lastError ?? 'no answer'}` };
  }
  return { code: 'internal', message: 'something went wrong inside; the daemon’s log says what' };
}
