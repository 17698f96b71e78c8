import { type Request, Router } from 'express';
import { actorOf } from '../access/caller.js';
import { needs } from '../access/needs.js';
import type { FirebreakApi } from '../firebreak-api.js';
import type { HttpOptions } from '../http-options.js';
import { jsonView } from '../json-view.js';
import { bodyText } from '../read-query.js';

/** Whether people's contacts arrive, and how that is shown. */
export function contactRoutes(api: FirebreakApi, options: HttpOptions): Router {
  const router = Router();

  router.get('/api/v1/oncall/contacts', async (_request, response) => {
    response.json({ contacts: jsonView(await api.contacts()) });
  });

  router.post(
    '/api/v1/oncall/people/:person/routes/:route/test',
    needs(options, 'operate', 'contact.test'),
    async (request: Request, response) => {
      const asked = {
        person: String(request.params['person']),
        route: String(request.params['route']),
      };
      const contact = await api.testContact(asked, actorOf(request, response, 'by', true));
      response.status(202).json(jsonView(contact));
    },
  );

  router.post(
    '/api/v1/oncall/people/:person/verify',
    needs(options, 'operate', 'contact.verify'),
    async (request: Request, response) => {
      const asked = { person: String(request.params['person']), code: bodyText(request.body, 'code') };
      response.json(jsonView(await api.verifyContact(asked, actorOf(request, response, 'by', true))));
    },
  );
  return router;
}
