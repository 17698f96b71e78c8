import { Router } from 'express';
import { actorOf } from '../access/caller.js';
import { needs } from '../access/needs.js';
import type { FirebreakApi } from '../firebreak-api.js';
import type { HttpOptions } from '../http-options.js';
import { jsonView } from '../json-view.js';

/** A receiver is tested by the daemon that would page it: from there, with its configuration. */
export function receiverRoutes(api: FirebreakApi, options: HttpOptions): Router {
  const router = Router();
  router.get('/api/v1/receivers', (_request, response) => {
    response.json({ receivers: jsonView(api.receivers()) });
  });
  router.post(
    '/api/v1/receivers/:name/test',
    needs(options, 'operate', 'receiver.test'),
    async (request, response) => {
      response.json(await api.testReceiver(String(request.params['name']), actorOf(request, response)));
    },
  );
  return router;
}
