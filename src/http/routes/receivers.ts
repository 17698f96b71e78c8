import { Router } from 'express';
import { actorOf } from '../access/caller.js';
import { needs } from '../access/needs.js';
import type { FirebreakApi } from '../firebreak-api.js';
import type { HttpOptions } from '../http-options.js';

/** A receiver is tested by the daemon that would page it: from there, with its configuration. */
export function receiverRoutes(api: FirebreakApi, options: HttpOptions): Router {
  const router = Router();
  router.post(
    '/api/v1/receivers/:name/test',
    needs(options, 'operate', 'receiver.test'),
    async (request, response) => {
      response.json(await api.testReceiver(String(request.params['name']), actorOf(request, response)));
    },
  );
  return router;
}
