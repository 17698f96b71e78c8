import { createHash } from 'node:crypto';
import express, { type ErrorRequestHandler, type Express } from 'express';
import helmet from 'helmet';
import { FirebreakError } from '../core/errors.js';
import { ERROR_STATUS } from './error-status.js';
import type { FirebreakApi } from './firebreak-api.js';
import { guardHost, guardReads } from './guard.js';
import type { HttpOptions } from './http-options.js';
import { overviewRoutes } from './overview/overview.js';
import { STYLE } from './overview/style.js';
import { daemonRoutes } from './routes/daemon.js';
import { deliveryRoutes } from './routes/deliveries.js';
import { deployRoutes } from './routes/deploys.js';
import { exclusionRoutes } from './routes/exclusions.js';
import { gateRoutes } from './routes/gate.js';
import { incidentRoutes } from './routes/incidents.js';
import { sloRoutes } from './routes/slos.js';

const LARGEST_BODY = '64kb';

/** The HTTP API and the overview page. Never listens by itself. */
export function createApp(api: FirebreakApi, options: HttpOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(helmet({ contentSecurityPolicy: CONTENT_POLICY, strictTransportSecurity: false }));
  app.use(guardHost(options));
  app.use(guardReads(options));
  app.use(express.json({ limit: LARGEST_BODY }));
  app.use(overviewRoutes(api));
  app.use(sloRoutes(api));
  app.use(gateRoutes(api));
  app.use(incidentRoutes(api, options));
  app.use(exclusionRoutes(api, options));
  app.use(deliveryRoutes(api));
  app.use(deployRoutes(api, options));
  app.use(daemonRoutes(api, options));
  app.use((request) => {
    throw new FirebreakError(
      'not-found',
      `there is no ${request.method} ${request.path}; /api/v1/openapi.json lists what there is`,
    );
  });
  app.use(answerError(options));
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

function answerError({ log }: HttpOptions): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const { code, message } = refusalOf(error);
    if (code === 'internal') {
      const trace = error instanceof Error ? error.stack : undefined;
      log.error('a request failed', {
        method: request.method,
        path: request.path,
        error: trace ?? String(error),
      });
    }
    response.status(ERROR_STATUS[code]).json({ error: { code, message } });
  };
}

function refusalOf(error: unknown): Pick<FirebreakError, 'code' | 'message'> {
  if (error instanceof FirebreakError) return error;
  // What body-parser refuses carries a status; its messages are for the caller.
  const status: unknown =
    typeof error === 'object' && error !== null ? Reflect.get(error, 'status') : undefined;
  if (typeof status === 'number' && status >= 400 && status < 500 && error instanceof Error) {
    return { code: 'invalid-input', message: error.message };
  }
  return { code: 'internal', message: 'something went wrong inside; the daemon’s log says what' };
}
