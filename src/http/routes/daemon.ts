import { Router } from 'express';
import { actorOf } from '../access/caller.js';
import { needs } from '../access/needs.js';
import type { FirebreakApi } from '../firebreak-api.js';
import type { HttpOptions } from '../http-options.js';
import { jsonView } from '../json-view.js';
import { openApi } from '../openapi.js';

/** The daemon itself: health, readiness, reload, metrics, its own description. */
export function daemonRoutes(api: FirebreakApi, options: HttpOptions): Router {
  const router = Router();

  router.get('/api/v1/status', (_request, response) => {
    response.json(jsonView(api.daemon()));
  });
  router.get('/api/v1/openapi.json', (_request, response) => {
    response.json(openApi(options.version));
  });
  router.get('/-/healthy', (_request, response) => {
    response.json({ status: 'healthy' });
  });
  router.get('/-/ready', (_request, response) => {
    const { ready, notReadyBecause, historyLoaded, historyPhase } = api.daemon();
    const answer = jsonView({ ready, notReadyBecause, historyLoaded, historyPhase });
    response.status(ready ? 200 : 503).json(answer);
  });
  router.post('/-/reload', needs(options, 'operate', 'reload'), async (request, response) => {
    await api.reload(actorOf(request, response));
    response.json({ status: 'reloaded' });
  });
  router.get('/metrics', async (_request, response) => {
    const { contentType, body } = await api.metrics();
    response.setHeader('content-type', contentType);
    response.send(body);
  });
  return router;
}
