import { Router } from 'express';
import type { FirebreakApi } from '../firebreak-api.js';
import { jsonView } from '../json-view.js';
import { MOST_DAYS } from '../openapi-alert-quality.js';
import { queryWhole } from '../read-query.js';

/** How often alerts were right. */
export function alertQualityRoutes(api: FirebreakApi): Router {
  const router = Router();

  router.get('/api/v1/alert-quality', async (request, response) => {
    const days = queryWhole(request, 'days', 90, MOST_DAYS);
    response.json(jsonView(await api.alertQuality(days)));
  });
  return router;
}
