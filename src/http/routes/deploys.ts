import { Router } from 'express';
import { actorOf } from '../access/caller.js';
import { needs } from '../access/needs.js';
import type { FirebreakApi } from '../firebreak-api.js';
import type { HttpOptions } from '../http-options.js';
import { readDeploy } from '../read-deploy.js';

/** Deploys are told by CI/CD, and pages name the newest. */
export function deployRoutes(api: FirebreakApi, options: HttpOptions): Router {
  const router = Router();
  router.post('/api/v1/deploys', needs(options, 'operate', 'deploy.record'), async (request, response) => {
    const { service, deploy } = readDeploy(request.body, api.now());
    await api.recordDeploy(service, deploy, actorOf(request, response));
    response.status(204).end();
  });
  return router;
}
