import type { Request } from 'express';
import { FirebreakError } from '../../core/errors.js';
import type { HttpOptions } from '../http-options.js';

const HEADER = 'x-firebreak-csrf';

/**
 * Refuses a write that a browser's cookie stands for unless a page of our own has sent it: by its origin, which browsers always tell
 * of writes, and by a header, which no other site can send without leave.
 */
export function refuseForeign(request: Request, options: HttpOptions): void {
  refuseForeignOrigin(request, options);
  if (request.headers[HEADER] !== undefined) return;
  throw new FirebreakError('forbidden', 'a write by a browser’s login needs the header X-Firebreak-CSRF: 1');
}

export function refuseForeignOrigin({ headers }: Request, { secure, externalUrl }: HttpOptions): void {
  const own = [`${secure ? 'https' : 'http'}://${headers.host ?? ''}`];
  if (externalUrl !== undefined) own.push(new URL(externalUrl).origin);
  const site = headers['sec-fetch-site'];
  if (
    headers.origin !== undefined &&
    own.includes(headers.origin) &&
    (site ?? 'same-origin') === 'same-origin'
  ) {
    return;
  }
  throw new FirebreakError('forbidden', 'this did not come from a page of the daemon');
}
