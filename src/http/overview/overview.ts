import { Router } from 'express';
import type { FirebreakApi } from '../firebreak-api.js';
import { overviewPage } from './page.js';

/** `GET /`: every SLO by what needs attention, as a page without a script. */
export function overviewRoutes(api: FirebreakApi): Router {
  const router = Router();
  router.get('/', async (_request, response) => {
    const incidents = await api.incidents({ open: true, limit: 100 });
    const failed = (await api.deliveries(200)).filter(
      (delivery) => delivery.state === 'failed' && delivery.kind !== 'refresh',
    );
    const page = overviewPage({
      failed,
      now: api.now(),
      daemon: api.daemon(),
      slos: api.slos(),
      incidents,
      gate: (service) => api.gate(service, undefined),
    });
    response.type('html').send(page);
  });
  return router;
}
