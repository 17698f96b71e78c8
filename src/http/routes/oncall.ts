import { type Request, Router } from 'express';
import { FirebreakError } from '../../core/errors.js';
import { DAY } from '../../core/time/duration.js';
import { actorOf } from '../access/caller.js';
import { needs } from '../access/needs.js';
import type { FirebreakApi } from '../firebreak-api.js';
import type { HttpOptions } from '../http-options.js';
import { jsonView } from '../json-view.js';
import { bodyInstant, bodyText, optionalBodyText, queryInstant } from '../read-query.js';

const SHOWN_DAYS = 14;

/** Who is on call, and who takes over for a while. */
export function onCallRoutes(api: FirebreakApi, options: HttpOptions): Router {
  const router = Router();

  router.get('/api/v1/oncall', async (_request, response) => {
    response.json(jsonView(await api.onCall()));
  });

  router.get('/api/v1/oncall/lint', (_request, response) => {
    response.json({ findings: jsonView(api.onCallLint()) });
  });

  router.get('/api/v1/oncall/schedules/:id.ics', (request, response) => {
    const { id } = request.params;
    const calendar = api.onCallCalendar(id);
    if (calendar === undefined) throw new FirebreakError('not-found', `there is no schedule ${id}`);
    response.type('text/calendar; charset=utf-8').send(calendar);
  });

  router.get('/api/v1/oncall/schedules/:id/shifts', (request, response) => {
    const from = queryInstant(request, 'from') ?? api.now();
    const until = queryInstant(request, 'until') ?? from + SHOWN_DAYS * DAY;
    response.json(jsonView(api.onCallShifts(request.params.id, from, until)));
  });

  router.post(
    '/api/v1/oncall/schedules/:id/overrides',
    needs(options, 'operate', 'oncall.override'),
    async (request, response) => {
      const { body } = request as { body: unknown };
      const asked = {
        person: bodyText(body, 'person'),
        from: bodyInstant(body, 'from') ?? api.now(),
        to: neededInstant(body, 'until'),
        reason: optionalBodyText(body, 'reason'),
      };
      const made = await api.overrideOnCall(idOf(request), asked, actorOf(request, response, 'by', true));
      response.status(201).json(overrideView(made));
    },
  );

  router.post(
    '/api/v1/oncall/schedules/:id/overrides/:number/withdraw',
    needs(options, 'operate', 'oncall.withdraw'),
    async (request, response) => {
      const actor = actorOf(request, response, 'by', true);
      const asked = {
        number: Number(request.params['number']),
        reason: optionalBodyText(request.body as unknown, 'reason'),
      };
      response.json(overrideView(await api.withdrawOnCall(idOf(request), asked, actor)));
    },
  );
  return router;
}

function idOf(request: Request): string {
  return String(request.params['id']);
}

function overrideView({ from, to, ...rest }: Awaited<ReturnType<FirebreakApi['overrideOnCall']>>): unknown {
  return jsonView({ startAt: from, endAt: to, ...rest });
}

function neededInstant(body: unknown, name: string): number {
  const at = bodyInstant(body, name);
  if (at === undefined)
    throw new FirebreakError(
      'invalid-input',
      `the body needs "${name}": an instant such as 2026-03-09T08:00:00Z`,
    );
  return at;
}
