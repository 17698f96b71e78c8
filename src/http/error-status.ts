import type { ErrorCode } from '../core/errors.js';

/** The one place where refusals become HTTP statuses. */
export const ERROR_STATUS: Readonly<Record<ErrorCode, number>> = {
  'invalid-input': 400,
  'not-found': 404,
  conflict: 409,
  unauthorized: 401,
  forbidden: 403,
  'unknown-host': 403,
  'too-many-requests': 429,
  'writes-disabled': 403,
  'reload-refused': 422,
  'not-ready': 503,
  'source-unreachable': 502,
  internal: 500,
};
