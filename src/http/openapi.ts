import { slosOperations } from './openapi-slos-paths.js';
import { whatIfOperations } from './openapi-what-if.js';
import { sloHistoryOperations } from './openapi-slo-history.js';
import { alertQualityOperations } from './openapi-alert-quality.js';
import { incidentReportOperations } from './openapi-incident-report.js';
import { incidentWorkOperations } from './openapi-incident-work.js';
import { incidentsOperations } from './openapi-incidents-paths.js';
import { contactOperations } from './openapi-contacts.js';
import { onCallOperations } from './openapi-oncall.js';
import { deliveriesOperations } from './openapi-deliveries-paths.js';
import { accessOperations } from './openapi-access-paths.js';
import { daemonOperations } from './openapi-daemon-paths.js';
import { inboundOperations } from './openapi-inbound.js';
import { statusPageOperations } from './openapi-status-pages.js';
import { describe, type Operations } from './openapi-operation.js';
import * as schemas from './openapi-schemas.js';
import type { Json } from './openapi-types.js';

const OPERATIONS: Operations = {
  ...slosOperations,
  ...sloHistoryOperations,
  ...whatIfOperations,
  ...incidentsOperations,
  ...incidentWorkOperations,
  ...incidentReportOperations,
  ...alertQualityOperations,
  ...statusPageOperations,
  ...onCallOperations,
  ...contactOperations,
  ...deliveriesOperations,
  ...accessOperations,
  ...daemonOperations,
  ...inboundOperations,
};

/** The API's description, OpenAPI 3.1. */
export function openApi(version: string): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Firebreak',
      version,
      description:
        'SLO burn rates, error budgets, gates and incidents. Instants are ISO 8601 in UTC, durations end in Ms, ratios are 0-1; null is unknown or absent, never zero.',
    },
    servers: [{ url: '/' }],
    paths: Object.fromEntries(
      Object.entries(OPERATIONS).map(([path, methods]) => [
        path,
        Object.fromEntries(
          Object.entries(methods).map(([method, operation]) => [method, describe(operation)]),
        ),
      ]),
    ),
    components: {
      schemas: schemas.components,
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'firebreak',
          description:
            'of a login; by HTTPS its name is __Host-firebreak. Writes need the header X-Firebreak-CSRF',
        },
        password: { type: 'http', scheme: 'basic', description: 'any user name; the token is the password' },
      },
    },
  };
}
