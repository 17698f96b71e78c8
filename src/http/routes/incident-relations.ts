import { type Request, Router } from 'express';
import { SEVERITIES } from '../../core/incident/incident.js';
import { actorOf } from '../access/caller.js';
import { needs } from '../access/needs.js';
import type { FirebreakApi } from '../firebreak-api.js';
import type { HttpOptions } from '../http-options.js';
import { jsonView } from '../json-view.js';
import { bodyText, bodyWholes, bodyWord, optionalBodyText } from '../read-query.js';

/** What ties incidents together. */
export function incidentRelationRoutes(api: FirebreakApi, options: HttpOptions): Router {
  const router = Router();
  const operates = needs(options, 'operate', 'incident.relate');
  const idOf = (request: Request) => String(request.params['id']);

  router.post('/api/v1/incidents/:id/merge', operates, async (request: Request, response) => {
    const into = bodyText(request.body, 'into');
    const actor = actorOf(request, response, 'by', true);
    response.json(jsonView(await api.mergeIncidents(idOf(request), into, actor)));
  });

  router.post('/api/v1/incidents/:id/unmerge', operates, async (request: Request, response) => {
    const actor = actorOf(request, response, 'by', true);
    response.json(jsonView(await api.unmergeIncident(idOf(request), actor)));
  });

  router.post('/api/v1/incidents/:id/children', operates, async (request: Request, response) => {
    const asked = { child: bodyText(request.body, 'child'), team: optionalBodyText(request.body, 'team') };
    const actor = actorOf(request, response, 'by', true);
    response.json(jsonView(await api.addChildIncident(idOf(request), asked, actor)));
  });
  router.post('/api/v1/incidents/:id/split', operates, async (request: Request, response) => {
    const body: unknown = request.body;
    const asked = {
      title: bodyText(body, 'title'),
      severity: bodyWord(body, 'severity', SEVERITIES),
      service: optionalBodyText(body, 'service'),
      entries: bodyWholes(body, 'entries'),
      key: optionalBodyText(body, 'key'),
    };
    const actor = actorOf(request, response, 'by', true);
    response.status(201).json(jsonView(await api.splitIncident(idOf(request), asked, actor)));
  });
  return router;
}
