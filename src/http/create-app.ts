import { REPORT_STYLE } from '../core/incident/report/report-html.js';
import { createHash } from 'node:crypto';
import compression from 'compression';
import express, { type Express } from 'express';
import helmet, { type HelmetOptions } from 'helmet';
import { FirebreakError } from '../core/errors.js';
import { identify } from './access/identify.js';
import { FailureLimit, limitRequests } from './access/rate-limits.js';
import { nameRequest } from './access/request-id.js';
import { answerError } from './answer-error.js';
import type { FirebreakApi } from './firebreak-api.js';
import { guardHost, guardReads } from './guard.js';
import type { HttpOptions } from './http-options.js';
import { pageRoutes } from './pages/serve-pages.js';
import { readJson } from './read-json.js';
import { alertQualityRoutes } from './routes/alert-quality.js';
import { auditRoutes } from './routes/audit.js';
import { backupRoutes } from './routes/backup.js';
import { contactRoutes } from './routes/contacts.js';
import { daemonRoutes } from './routes/daemon.js';
import { deliveryRoutes } from './routes/deliveries.js';
import { deployRoutes } from './routes/deploys.js';
import { eventRoutes } from './routes/events.js';
import { exclusionRoutes } from './routes/exclusions.js';
import { gateRoutes } from './routes/gate.js';
import { holdRoutes } from './routes/holds.js';
import { inboundRoutes } from './routes/inbound.js';
import { incidentWorkRoutes } from './routes/incident-work.js';
import { incidentRelationRoutes } from './routes/incident-relations.js';
import { incidentRoutes } from './routes/incidents.js';
import { onCallRoutes } from './routes/oncall.js';
import { overviewRoutes } from './routes/overview.js';
import { receiverRoutes } from './routes/receivers.js';
import { loginRoutes } from './routes/login.js';
import { statusPageRoutes } from './routes/status-pages.js';
import { sloRoutes } from './routes/slos.js';
import { whatIfRoutes } from './routes/what-if.js';
import { sloHistoryRoutes } from './routes/slo-history.js';
import { sharedRoutes } from './routes/shared.js';
import { tokenRoutes } from './routes/tokens.js';

/** Of zlib; one more halves nothing and takes ten times as long, while somebody waits for thousands of SLOs. */
const PACKING = 1;
/** Smaller answers (bytes) are sent as they are. */
const WORTH_PACKING = 8_192;

/** The HTTP API and the web pages. Never listens by itself. */
export function createApp(api: FirebreakApi, options: HttpOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', [...options.trustedProxies]);
  app.use(nameRequest);
  app.use((_request, response, next) => {
    // All of it is of this moment, or secret.
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  app.use(helmet(securityHeaders(options)));
  app.use(guardHost(options));
  const failures = new FailureLimit(api);
  app.use(failures.refuse);
  app.use(identify(api, options));
  app.use(failures.count);
  app.use(limitRequests(options));
  app.use(guardReads(options));
  // Before any parser: signatures are of the bytes.
  app.use(inboundRoutes(api, options));
  app.use(readJson());
  app.use(loginRoutes(api, options, failures));
  app.use(eventRoutes(api));
  app.use(compression({ threshold: WORTH_PACKING, level: PACKING }));
  app.use(statusPageRoutes(api, options));
  app.use(overviewRoutes(api));
  app.use(pageRoutes(options));
  app.use(sloRoutes(api));
  app.use(sloHistoryRoutes(api));
  app.use(whatIfRoutes(api));
  app.use(gateRoutes(api, options));
  app.use(incidentRoutes(api, options));
  app.use(incidentWorkRoutes(api, options));
  app.use(incidentRelationRoutes(api, options));
  app.use(sharedRoutes(api, options));
  app.use(alertQualityRoutes(api));
  app.use(holdRoutes(api, options));
  app.use(onCallRoutes(api, options));
  app.use(contactRoutes(api, options));
  app.use(exclusionRoutes(api, options));
  app.use(deliveryRoutes(api, options));
  app.use(deployRoutes(api, options));
  app.use(receiverRoutes(api, options));
  app.use(tokenRoutes(api, options));
  app.use(auditRoutes(api, options));
  app.use(backupRoutes(api, options));
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

function securityHeaders({ secure }: HttpOptions): HelmetOptions {
  return {
    contentSecurityPolicy: CONTENT_POLICY,
    frameguard: { action: 'deny' },
    // To others nothing; but without any, browsers do not say where a form of our own comes from.
    referrerPolicy: { policy: 'same-origin' },
    // Over plain HTTP it means nothing, and on localhost it would shut out whatever else is there.
    strictTransportSecurity: secure && { maxAge: 365 * 86_400, includeSubDomains: false },
  };
}

/** Scripts and styles of our own files alone, no form but to ourselves, nothing from elsewhere, in nobody's frame. A report's own style is known by its hash. */
const CONTENT_POLICY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", `'sha256-${createHash('sha256').update(REPORT_STYLE.text).digest('base64')}'`],
    imgSrc: ["'self'", 'data:'],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    manifestSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
};
