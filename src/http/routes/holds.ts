import { Router } from 'express';
import { whoAndWhy } from '../access/caller.js';
import { needs } from '../access/needs.js';
import type { FirebreakApi } from '../firebreak-api.js';
import type { HttpOptions } from '../http-options.js';
import { jsonView } from '../json-view.js';
import { bodyText } from '../read-query.js';

/** What alerts from outside hold open; ended by hand when whoever reported them has gone away. */
export function holdRoutes(api: FirebreakApi, options: HttpOptions): Router {
  const router = Router();

  router.get('/api/v1/holds', (_request, response) => {
    response.json({ holds: jsonView(api.holds()) });
  });

  router.post('/api/v1/holds/end', needs(options, 'operate', 'hold.end'), async (request, response) => {
    const of = bodyText(request.body, 'of');
    const { actor, reason } = whoAndWhy(request, response);
    response.json({ holds: jsonView(await api.endHold(of, reason, actor)) });
  });
  return router;
}
