import { Router } from 'express';
import { answerList } from '../answer-list.js';
import type { FirebreakApi } from '../firebreak-api.js';
import { queryText } from '../read-query.js';

/** Every SLO in a row, for lists of thousands. */
export function overviewRoutes(api: FirebreakApi): Router {
  const router = Router();
  router.get('/api/v1/overview', async (request, response) => {
    const service = queryText(request, 'service');
    await answerList(response, 'slos', api.slos(service), api.turn, { at: api.now() }, api.sloRow);
  });
  return router;
}
