import { Router } from 'express';
import { sloId } from '../../core/slo/slo.js';
import type { FirebreakApi } from '../firebreak-api.js';
import { jsonView } from '../json-view.js';
import { queryInstant, queryWhole } from '../read-query.js';

const MOST_POINTS = 500;
const POINTS = 240;

export function sloHistoryRoutes(api: FirebreakApi): Router {
  const router = Router();

  router.get('/api/v1/slos/:service/:slo/history', async (request, response) => {
    const { service, slo } = request.params;
    const asked = {
      from: queryInstant(request, 'from'),
      to: queryInstant(request, 'to'),
      points: Math.max(2, queryWhole(request, 'points', POINTS, MOST_POINTS)),
    };
    response.json(jsonView(await api.sloHistory(sloId(service, slo), asked)));
  });

  router.get('/api/v1/slos/:service/:slo/spec', (request, response) => {
    const { service, slo } = request.params;
    response.json(jsonView(api.sloSpec(sloId(service, slo))));
  });

  router.get('/api/v1/slos/:service/:slo/page-preview', async (request, response) => {
    const { service, slo } = request.params;
    response.json({ tiers: jsonView(await api.pagePreview(sloId(service, slo))) });
  });
  return router;
}
