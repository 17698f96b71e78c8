import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

const HEADER = 'X-Request-Id';

/** Names every request, for the answer, the log and the audit log. A name from outside is not taken: it could be another request's. */
export const nameRequest: RequestHandler = (_request, response, next) => {
  response.setHeader(HEADER, randomUUID());
  next();
};

export function requestIdOf(response: Response): string {
  return String(response.getHeader(HEADER));
}
