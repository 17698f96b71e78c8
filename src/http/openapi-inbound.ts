import { array, type Json, object, oneOf, text, whole } from './openapi-types.js';

const outcome: Json = object(
  {
    kind: oneOf('acknowledged', 'noted', 'ignored'),
    incidentId: text,
    reason: text,
    services: array(text),
  },
  ['incidentId', 'reason', 'services'],
);

const take = (summary: string, proof: string, answer: readonly [string, Json] | string) => ({
  post: {
    summary,
    open: true as const,
    answers: {
      '200': answer,
      '400': 'the body is not understood',
      '401': `${proof} is missing or wrong`,
      '404': 'this part of inbound is not configured',
    },
  },
});

const reported: Json = object({
  kind: oneOf('noted'),
  joined: whole,
  foreign: whole,
  ignored: array(text),
  truncated: whole,
});

/** What outside tools tell; each proves itself in its vendor's way. */
export const inboundOperations = {
  '/api/v1/inbound/alertmanager': take(
    'The webhook of Alertmanager, version 4: alerts of our rules join what the daemon sees, others open incidents of their own',
    'the token or password',
    ['what was taken', reported],
  ),
  '/api/v1/inbound/pagerduty': take(
    'Webhooks V3 of PagerDuty: acknowledgements; a resolve is noted and ends nothing',
    'X-PagerDuty-Signature',
    ['what was done', outcome],
  ),
  '/api/v1/inbound/opsgenie': take(
    'Webhooks of Opsgenie or Jira Service Management, likewise',
    'the token or password',
    ['what was done', outcome],
  ),
  '/api/v1/inbound/slack': take('The button of messages in Slack', 'X-Slack-Signature', 'noted'),
  '/api/v1/inbound/github': take(
    'Webhooks of GitHub: deployments, releases, pushes that are deploys',
    'X-Hub-Signature-256',
    ['what was done', outcome],
  ),
  '/api/v1/inbound/deploys': take(
    'A deploy, `{service, version, at?, url?}`, told with a token that is good for nothing else',
    'the token or password',
    ['what was done', outcome],
  ),
};
