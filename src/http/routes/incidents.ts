import { type Request, Router } from 'express';
import { FirebreakError } from '../../core/errors.js';
import { SEVERITIES } from '../../core/incident/incident.js';
import { PHASES, STATUSES } from '../../core/incident/phases.js';
import { reportMarkdown } from '../../core/incident/report/markdown.js';
import { reportHtml } from '../../core/incident/report/report-html.js';
import type { AskedIncidents } from '../../engine/queries/find-incidents.js';
import { actorOf } from '../access/caller.js';
import { changedIncident } from '../answer-incident.js';
import { needs } from '../access/needs.js';
import type { FirebreakApi } from '../firebreak-api.js';
import type { HttpOptions } from '../http-options.js';
import { jsonView } from '../json-view.js';
import {
  bodyFlag,
  bodyText,
  bodyWord,
  optionalBodyText,
  queryFlag,
  queryInstant,
  queryLimit,
  queryText,
  queryWords,
} from '../read-query.js';

export function incidentRoutes(api: FirebreakApi, options: HttpOptions): Router {
  const router = Router();

  router.get('/api/v1/incidents', async (request, response) => {
    response.json(jsonView(await api.incidents(askedIncidents(request))));
  });

  router.post(
    '/api/v1/incidents',
    needs(options, 'operate', 'incident.declare'),
    async (request, response) => {
      const body: unknown = request.body;
      const asked = {
        service: bodyText(body, 'service'),
        severity: bodyWord(body, 'severity', SEVERITIES),
        title: bodyText(body, 'title'),
        sloId: optionalBodyText(body, 'slo'),
        key: optionalBodyText(body, 'key'),
        separate: bodyFlag(body, 'separate'),
      };
      const actor = actorOf(request, response, 'by', true);
      const declared = await api.declareIncident(asked, actor);
      const warnings = api.doubts({ people: [actor.onBehalfOf], service: asked.service });
      response.status(declared.opened ? 201 : 200).json(jsonView({ ...declared, warnings }));
    },
  );

  router.get('/api/v1/incidents/:id', async (request, response) => {
    const { id } = request.params;
    response.json(jsonView(found(id, await api.incident(id))));
  });

  router.get('/api/v1/incidents/:id/impact', async (request, response) => {
    const { id } = request.params;
    response.json(jsonView(found(id, await api.incidentImpact(id))));
  });

  router.get('/api/v1/incident-rules', (_request, response) => {
    response.json(jsonView(api.incidentRules()));
  });

  router.get('/api/v1/incidents/:id/sli', async (request, response) => {
    const { id } = request.params;
    response.json(jsonView(found(id, await api.incidentSli(id))));
  });

  router.get('/api/v1/incidents/:id/outlook', async (request, response) => {
    const { id } = request.params;
    response.json(jsonView(found(id, await api.incidentOutlook(id))));
  });

  router.get('/api/v1/incidents/:id/report', async (request, response) => {
    const { id } = request.params;
    response.json(jsonView(found(id, await api.incidentReport(id))));
  });

  router.get('/api/v1/incidents/:id/report.md', async (request, response) => {
    const { id } = request.params;
    const report = found(id, await api.incidentReport(id));
    response.type('text/markdown; charset=utf-8').send(reportMarkdown(report));
  });

  router.get('/api/v1/incidents/:id/report.html', async (request, response) => {
    const { id } = request.params;
    response.type('html').send(reportHtml(found(id, await api.incidentReport(id))));
  });

  router.get('/api/v1/incidents/:id/updates', async (request, response) => {
    const { id } = request.params;
    response.json({ updates: jsonView(found(id, await api.incidentUpdates(id))) });
  });

  router.post(
    '/api/v1/incidents/:id/ack',
    needs(options, 'operate', 'incident.acknowledge'),
    async (request, response) => {
      const actor = actorOf(request, response, 'by', true);
      const incident = await api.acknowledge(String(request.params['id']), actor);
      response.json(changedIncident(api, incident, [actor.onBehalfOf]));
    },
  );
  return router;
}

function askedIncidents(request: Request): AskedIncidents {
  const given = {
    open: queryFlag(request, 'open'),
    statuses: queryWords(request, 'status', STATUSES),
    phases: queryWords(request, 'phase', PHASES),
    severities: queryWords(request, 'severity', SEVERITIES),
    service: queryText(request, 'service'),
    team: queryText(request, 'team'),
    text: queryText(request, 'text'),
    openedSince: queryInstant(request, 'since'),
    before: queryText(request, 'before'),
  };
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(said), limit: queryLimit(request, 100, 1000) };
}

function found<Value>(id: string, value: Value | undefined): Value {
  if (value === undefined)
    throw new FirebreakError('not-found', `there is no incident ${id}`, 'firebreak incidents');
  return value;
}
