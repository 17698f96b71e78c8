import { Router } from 'express';
import { FirebreakError } from '../../core/errors.js';
import type { FirebreakApi } from '../firebreak-api.js';
import { needsToken } from '../guard.js';
import type { HttpOptions } from '../http-options.js';
import { bodyText, optionalBodyText } from '../read-query.js';

/** Deploys are told by CI/CD, and pages name the newest. */
export function deployRoutes(api: FirebreakApi, options: HttpOptions): Router {
  const router = Router();
  router.post('/api/v1/deploys', needsToken(options), async (request, response) => {
    const body: unknown = request.body;
    const time = optionalBodyText(body, 'at');
    const at = time === undefined ? api.now() : Date.parse(time);
    if (Number.isNaN(at))
      throw new FirebreakError('invalid-input', '"at" is an instant in ISO 8601: 2026-11-24T02:30:00Z');
    const url = optionalBodyText(body, 'url');
    if (url !== undefined && !/^https?:\/\//.test(url))
      throw new FirebreakError('invalid-input', '"url" is an http or https URL');
    await api.recordDeploy(bodyText(body, 'service'), {
      version: bodyText(body, 'version'),
      at,
      ...(url === undefined ? {} : { url }),
    });
    response.status(204).end();
  });
  return router;
}
