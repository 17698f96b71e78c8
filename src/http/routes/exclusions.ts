import { Router } from 'express';
import type { FirebreakApi } from '../firebreak-api.js';
import { needsToken } from '../guard.js';
import type { HttpOptions } from '../http-options.js';
import { jsonView } from '../json-view.js';
import { bodyText, queryLimit } from '../read-query.js';

/** Time that does not count: what is in force, what is added and withdrawn, and every change that there was. */
export function exclusionRoutes(api: FirebreakApi, options: HttpOptions): Router {
  const router = Router();

  router.get('/api/v1/exclusions', (_request, response) => {
    response.json({ exclusions: jsonView(api.exclusions()) });
  });

  router.get('/api/v1/exclusions/audit', async (request, response) => {
    response.json({ changes: jsonView(await api.exclusionAudit(queryLimit(request, 100, 1000))) });
  });

  router.post('/api/v1/exclusions', needsToken(options), async (request, response) => {
    response.status(201).json(jsonView(await api.addExclusion(request.body)));
  });

  router.post('/api/v1/exclusions/:id/withdraw', needsToken(options), async (request, response) => {
    const body: unknown = request.body;
    const why = { by: bodyText(body, 'by'), reason: bodyText(body, 'reason') };
    response.json(jsonView(await api.withdrawExclusion(String(request.params.id), why)));
  });
  return router;
}
