import { createHash } from 'node:crypto';
import express, { type Express } from 'express';
import helmet from 'helmet';
import { FirebreakError } from '../core/errors.js';
import { identify } from './access/identify.js';
import { nameRequest } from './access/request-id.js';
import { answerError } from './answer-error.js';
import type { FirebreakApi } from './firebreak-api.js';
import { guardHost, guardReads } from './guard.js';
import type { HttpOptions } from './http-options.js';
import { overviewRoutes } from './overview/overview.js';
import { STYLE } from './overview/style.js';
import { readJson } from './read-json.js';
import { auditRoutes } from './routes/audit.js';
import { daemonRoutes } from './routes/daemon.js';
import { deliveryRoutes } from './routes/deliveries.js';
import { deployRoutes } from './routes/deploys.js';
import { exclusionRoutes } from './routes/exclusions.js';
import { gateRoutes } from './routes/gate.js';
import { incidentRoutes } from './routes/incidents.js';
import { sloRoutes } from './routes/slos.js';
import { tokenRoutes } from './routes/tokens.js';

/** The HTTP API and the overview page. Never listens by itself. */
export function createApp(api: FirebreakApi, options: HttpOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(nameRequest);
  app.use((_request, response, next) => {
    // All of it is of this moment, or secret.
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  app.use(helmet({ contentSecurityPolicy: CONTENT_POLICY, strictTransportSecurity: false }));
  app.use(guardHost(options));
  app.use(identify(api));
  app.use(guardReads(options));
  app.use(readJson());
  app.use(overviewRoutes(api));
  app.use(sloRoutes(api));
  app.use(gateRoutes(api));
  app.use(incidentRoutes(api, options));
  app.use(exclusionRoutes(api, options));
  app.use(deliveryRoutes(api));
  app.use(deployRoutes(api, options));
  app.use(tokenRoutes(api, options));
  app.use(auditRoutes(api, options));
  app.use(daemonRoutes(api, options));
  app.use((request) => {
    throw new FirebreakError(
      'not-found',
      `there is no ${request.method} ${request.path}; /api/v1/openapi.json lists what there is`,
    );
  });
  app.use(answerError(api, options));
  return app;
}

/** No script, no form, nothing from elsewhere, in nobody's frame. The page's own style is known by its hash. */
const CONTENT_POLICY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    styleSrc: [`'sha256-${createHash('sha256').update(STYLE.text).digest('base64')}'`],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
};
