import { Router } from 'express';
import { type Actor, isSomebody } from '../../core/access/actor.js';
import { actorOf, whoAndWhy } from '../access/caller.js';
import { needs } from '../access/needs.js';
import type { FirebreakApi } from '../firebreak-api.js';
import type { HttpOptions } from '../http-options.js';
import { jsonView } from '../json-view.js';
import { queryLimit } from '../read-query.js';

/** Time that does not count: what is in force, what is added and withdrawn, and every change that there was. */
export function exclusionRoutes(api: FirebreakApi, options: HttpOptions): Router {
  const router = Router();

  router.get('/api/v1/exclusions', (_request, response) => {
    response.json({ exclusions: jsonView(api.exclusions()) });
  });

  router.get('/api/v1/exclusions/audit', async (request, response) => {
    response.json({ changes: jsonView(await api.exclusionAudit(queryLimit(request, 100, 1000))) });
  });

  router.post('/api/v1/exclusions', needs(options, 'operate', 'exclusion.add'), async (request, response) => {
    const actor = actorOf(request, response, 'author');
    response.status(201).json(jsonView(await api.addExclusion(authored(request.body, actor), actor)));
  });

  router.post(
    '/api/v1/exclusions/:id/withdraw',
    needs(options, 'operate', 'exclusion.withdraw'),
    async (request, response) => {
      const { actor, reason } = whoAndWhy(request, response);
      response.json(jsonView(await api.withdrawExclusion(String(request.params['id']), reason, actor)));
    },
  );
  return router;
}

/** Whose principal says who he is need not name an author. */
function authored(body: unknown, actor: Actor): unknown {
  if (!isSomebody(actor) || actor.onBehalfOf !== undefined) return body;
  return typeof body === 'object' && body !== null ? { ...body, author: actor.name } : body;
}
