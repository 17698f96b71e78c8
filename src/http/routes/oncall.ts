import { Router } from 'express';
import { FirebreakError } from '../../core/errors.js';
import type { FirebreakApi } from '../firebreak-api.js';
import { jsonView } from '../json-view.js';

/** Who is on call. */
export function onCallRoutes(api: FirebreakApi): Router {
  const router = Router();

  router.get('/api/v1/oncall', async (_request, response) => {
    response.json(jsonView(await api.onCall()));
  });

  router.get('/api/v1/oncall/schedules/:id.ics', (request, response) => {
    const { id } = request.params;
    const calendar = api.onCallCalendar(id);
    if (calendar === undefined) throw new FirebreakError('not-found', `there is no schedule ${id}`);
    response.type('text/calendar; charset=utf-8').send(calendar);
  });
  return router;
}
