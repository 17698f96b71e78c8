import { Router } from 'express';
import { FirebreakError } from '../../core/errors.js';
import { MINUTE } from '../../core/time/duration.js';
import { actorOf } from '../access/caller.js';
import { needs } from '../access/needs.js';
import type { FirebreakApi } from '../firebreak-api.js';
import type { HttpOptions } from '../http-options.js';
import { bodyText, optionalBodyText } from '../read-query.js';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
/** A pipeline's clock may be ahead of ours; a deploy beyond that would stay the newest until its time has come. */
const CLOCK_SKEW = 5 * MINUTE;

/** Deploys are told by CI/CD, and pages name the newest. */
export function deployRoutes(api: FirebreakApi, options: HttpOptions): Router {
  const router = Router();
  router.post('/api/v1/deploys', needs(options, 'operate', 'deploy.record'), async (request, response) => {
    const body: unknown = request.body;
    const time = optionalBodyText(body, 'at');
    const at = time === undefined ? api.now() : readInstant(time, api.now());
    const url = optionalBodyText(body, 'url');
    if (url !== undefined && !(/^https?:\/\/\S+$/.test(url) && URL.canParse(url)))
      throw new FirebreakError('invalid-input', '"url" is an http or https URL');
    const deploy = { version: bodyText(body, 'version'), at, ...(url === undefined ? {} : { url }) };
    await api.recordDeploy(bodyText(body, 'service'), deploy, actorOf(request, response));
    response.status(204).end();
  });
  return router;
}

function readInstant(text: string, now: number): number {
  const at = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) {
    throw new FirebreakError('invalid-input', '"at" is an instant in ISO 8601: 2026-11-24T02:30:00Z');
  }
  if (at > now + CLOCK_SKEW) throw new FirebreakError('invalid-input', '"at" lies in the future');
  return at;
}
