import { type Request, Router } from 'express';
import { FirebreakError } from '../../core/errors.js';
import type { FirebreakApi } from '../firebreak-api.js';
import { jsonView } from '../json-view.js';
import { optionalBodyText, queryText } from '../read-query.js';

/** The gate: GET always answers 200 with the decision; POST speaks to tools that understand statuses only (Flagger, Argo). */
export function gateRoutes(api: FirebreakApi): Router {
  const router = Router();

  router.get('/api/v1/gate', (request, response) => {
    const service = queryText(request, 'service');
    if (service === undefined)
      throw new FirebreakError('invalid-input', 'say which: /api/v1/gate?service=checkout-api');
    const environment = queryText(request, 'environment') ?? queryText(request, 'env');
    response.json(jsonView(api.gate(service, environment)));
  });

  router.post('/api/v1/gate', (request, response) => {
    const { service, environment } = readWebhook(request);
    const answer = api.gate(service, environment);
    response.status(answer.ok ? 200 : 403).json(jsonView(answer));
  });
  return router;
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
