import { Router } from 'express';
import { FirebreakError } from '../../core/errors.js';
import { sloId } from '../../core/slo/slo.js';
import type { FirebreakApi } from '../firebreak-api.js';
import { answerList } from '../answer-list.js';
import { jsonView } from '../json-view.js';
import { queryText } from '../read-query.js';

export function sloRoutes(api: FirebreakApi): Router {
  const router = Router();

  router.get('/api/v1/slos', async (request, response) => {
    const service = queryText(request, 'service');
    const templates = api
      .daemon()
      .templates.filter(({ id }) => service === undefined || id.startsWith(`${service}/`));
    await answerList(response, 'slos', api.slos(service), api.turn, { templates });
  });

  router.get('/api/v1/slos/:service/:slo', (request, response) => {
    const { service, slo } = request.params;
    const found = api.slo(sloId(service, slo));
    if (!found) throw new FirebreakError('not-found', `there is no SLO ${service}/${slo}`);
    response.json(jsonView(found));
  });

  router.get('/api/v1/budget', async (request, response) => {
    const service = queryText(request, 'service');
    const budgets = api
      .slos(service)
      .map(({ id, service: of, name, target, sloWindowMs, budget, excluded, policy, evaluatedAt }) => ({
        id,
        service: of,
        name,
        target,
        sloWindowMs,
        budget,
        excluded,
        policy,
        evaluatedAt,
      }));
    await answerList(response, 'budgets', budgets, api.turn);
  });
  return router;
}
