import { type Request, Router } from 'express';
import { LONGEST_OVERRIDE, OVERRIDING } from '../../core/error-budget/gate-override.js';
import { FirebreakError } from '../../core/errors.js';
import { answerList } from '../answer-list.js';
import { whoAndWhy } from '../access/caller.js';
import { needs } from '../access/needs.js';
import type { FirebreakApi } from '../firebreak-api.js';
import type { HttpOptions } from '../http-options.js';
import { jsonView } from '../json-view.js';
import { readDuration } from '../read-duration.js';
import { bodyText, bodyWord, optionalBodyText, queryLimit, queryText } from '../read-query.js';

/** The gate: GET always answers 200 with the decision; POST speaks to tools that understand statuses only (Flagger, Argo). */
export function gateRoutes(api: FirebreakApi, options: HttpOptions): Router {
  const router = Router();

  router.get('/api/v1/gate', (request, response) => {
    const service = queryText(request, 'service');
    if (service === undefined)
      throw new FirebreakError('invalid-input', 'say which: /api/v1/gate?service=checkout-api');
    const environment = queryText(request, 'environment') ?? queryText(request, 'env');
    response.json(jsonView(api.gate(service, environment)));
  });

  router.get('/api/v1/gates', async (_request, response) => {
    await answerList(response, 'gates', api.gates(), api.turn);
  });

  router.get('/api/v1/gates/overrides', async (request, response) => {
    const entries = await api.gateOverrides(queryLimit(request, 50, 500));
    const overrides = entries.map(({ at, who, onBehalfOf, target, detail }) => ({
      at,
      by: onBehalfOf ?? who,
      service: target,
      text: detail,
    }));
    response.json({ overrides: jsonView(overrides) });
  });

  router.post('/api/v1/gate', (request, response) => {
    const { service, environment } = readWebhook(request);
    const answer = api.gate(service, environment);
    response.status(answer.ok ? 200 : 403).json(jsonView(answer));
  });

  router.post(
    '/api/v1/gate/override',
    needs(options, 'operate', 'gate.override'),
    async (request, response) => {
      const service = bodyText(request.body, 'service');
      const decision = bodyWord(request.body, 'decision', [...OVERRIDING, 'end'] as const);
      const { actor, reason } = whoAndWhy(request, response);
      const asked =
        decision === 'end' ? { decision, reason } : { decision, reason, for: bodySpan(request.body) };
      response.json(jsonView(await api.overrideGate(service, asked, actor)));
    },
  );
  return router;
}

function bodySpan(body: unknown): number {
  return readDuration(bodyText(body, 'for'), 'for', '2h', LONGEST_OVERRIDE);
}

/** Flagger sends `{name, namespace, phase, metadata}`; metadata can say another service, and the environment. */
function readWebhook({ body }: Request): { service: string; environment: string | undefined } {
  const metadata: unknown =
    typeof body === 'object' && body !== null ? Reflect.get(body, 'metadata') : undefined;
  const service =
    optionalBodyText(metadata, 'service') ??
    optionalBodyText(body, 'service') ??
    optionalBodyText(body, 'name');
  if (service === undefined)
    throw new FirebreakError('invalid-input', 'the body needs "service" (or "name"): a text');
  return {
    service,
    environment: optionalBodyText(metadata, 'environment') ?? optionalBodyText(body, 'environment'),
  };
}
