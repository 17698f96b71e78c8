import { Router } from 'express';
import type { FirebreakApi } from '../firebreak-api.js';
import { jsonView } from '../json-view.js';

/** Who is on call. */
export function onCallRoutes(api: FirebreakApi): Router {
  const router = Router();

  router.get('/api/v1/oncall', async (_request, response) => {
    response.json(jsonView(await api.onCall()));
  });
  return router;
}
