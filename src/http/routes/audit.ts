import { Router } from 'express';
import { needs } from '../access/needs.js';
import type { FirebreakApi } from '../firebreak-api.js';
import type { HttpOptions } from '../http-options.js';
import { jsonView } from '../json-view.js';
import { queryLimit } from '../read-query.js';

/** Who changed what; it names people and tokens, so that it is not among the open reads. */
export function auditRoutes(api: FirebreakApi, options: HttpOptions): Router {
  const router = Router();
  router.get('/api/v1/audit', needs(options, 'admin'), async (request, response) => {
    response.json({ entries: jsonView(await api.audit(queryLimit(request, 100, 1000))) });
  });
  return router;
}
