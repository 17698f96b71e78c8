import Type, { type Static } from 'typebox';
import { closed, secret, text } from '../schema-parts.js';

const LOGIN = {
  token: Type.Optional(secret('what it sends as a bearer token')),
  token_file: Type.Optional(text('a file that holds the token')),
  basic_auth: Type.Optional(
    Type.Object(
      {
        username: text('the user'),
        password: Type.Optional(secret('the password')),
        password_file: Type.Optional(text('a file that holds the password')),
      },
      { ...closed, description: 'instead of a token' },
    ),
  ),
};

const login = (description: string) => Type.Object(LOGIN, { ...closed, description });
export type LoginSpec = Static<ReturnType<typeof login>>;

const incidentSeverity = (description: string) =>
  Type.Unsafe<'sev1' | 'sev2' | 'sev3' | 'sev4' | 'ignore'>({
    enum: ['sev1', 'sev2', 'sev3', 'sev4', 'ignore'],
    description: `${description}: sev1, sev2 or sev3 (pages), sev4 (a ticket), or ignore`,
  });

const Alertmanager = Type.Object(
  {
    ...LOGIN,
    severity_label: Type.Optional(
      text('the label that says how bad an alert of other rules is (default severity)'),
    ),
    severities: Type.Optional(
      Type.Record(Type.String(), incidentSeverity('what a value of that label means'), {
        description:
          'what the values of that label mean: a map (default: critical and page sev2, none ignore)',
      }),
    ),
    otherwise: Type.Optional(incidentSeverity('what any other value, or none, means (default sev4)')),
    service_label: Type.Optional(text('the label that says whose an alert is (default service)')),
  },
  { ...closed, description: 'the webhook of Alertmanager: alerts that others evaluate' },
);

const Github = Type.Object(
  {
    secret: Type.Optional(secret('the webhook’s secret')),
    secret_file: Type.Optional(text('a file that holds the secret')),
    repositories: Type.Unsafe<Readonly<Record<string, string | readonly string[]>>>({
      type: 'object',
      minProperties: 1,
      propertyNames: { pattern: '^[^/\\s]+/[^/\\s]+$', description: 'owner/name' },
      additionalProperties: {
        anyOf: [
          { type: 'string', minLength: 1, description: 'a service' },
          {
            type: 'array',
            items: { type: 'string', minLength: 1 },
            minItems: 1,
            description: 'a list of services',
          },
        ],
      },
      description: 'which services a repository deploys: a map of owner/name: service, or a list of them',
    }),
    environments: Type.Optional(
      Type.Array(text('an environment'), {
        minItems: 1,
        description:
          'a list of environments whose deployments count (default: those that GitHub calls production)',
      }),
    ),
    events: Type.Optional(
      Type.Array(
        Type.Unsafe<'deployment_status' | 'release' | 'push'>({
          enum: ['deployment_status', 'release', 'push'],
          description: 'deployment_status, release or push',
        }),
        {
          minItems: 1,
          description: 'a list of what counts as a deploy (default: deployment_status and release)',
        },
      ),
    ),
  },
  { ...closed, description: 'webhooks of GitHub: deploys' },
);

export const Inbound = Type.Object(
  {
    alertmanager: Type.Optional(Alertmanager),
    pagerduty: Type.Optional(
      Type.Object(
        {
          secret: Type.Optional(secret('the secret of the webhook subscription')),
          secret_file: Type.Optional(text('a file that holds the secret')),
        },
        { ...closed, description: 'webhooks V3 of PagerDuty: acknowledgements' },
      ),
    ),
    opsgenie: Type.Optional(login('webhooks of Opsgenie or Jira Service Management: acknowledgements')),
    slack: Type.Optional(
      Type.Object(
        {
          signing_secret: Type.Optional(secret('the signing secret of the Slack app')),
          signing_secret_file: Type.Optional(text('a file that holds the signing secret')),
          response_hosts: Type.Optional(
            Type.Array(text('host or host:port'), {
              minItems: 1,
              description:
                'a list of hosts that answers may be sent to, for tests (default: hooks.slack.com)',
            }),
          ),
        },
        { ...closed, description: 'the button of messages in Slack' },
      ),
    ),
    github: Type.Optional(Github),
    deploys: Type.Optional(login('deploys, told by anything that can post JSON')),
  },
  { ...closed, description: 'what outside tools may tell, and how they prove that it is they' },
);
export type InboundSpec = Static<typeof Inbound>;
