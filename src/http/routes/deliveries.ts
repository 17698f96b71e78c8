import { Router } from 'express';
import type { FirebreakApi } from '../firebreak-api.js';
import { jsonView } from '../json-view.js';
import { queryLimit } from '../read-query.js';

export function deliveryRoutes(api: FirebreakApi): Router {
  const router = Router();
  router.get('/api/v1/deliveries', async (request, response) => {
    response.json({ deliveries: jsonView(await api.deliveries(queryLimit(request, 100, 1000))) });
  });
  return router;
}
