import Type, { type Static } from 'typebox';
import { Receiver } from './receivers/schema-receiver.js';
import { Inbound } from './inbound/schema-inbound.js';
import { Links } from './links.js';
import { Http } from './schema-http.js';
import { closed, duration, receiverNames, text } from './schema-parts.js';
import { Prometheus } from './schema-prometheus.js';
import { LastResort } from './last-resort.js';
import { RollbackHooks } from './rollback-hooks.js';
import { RouteSpec } from './routes.js';
import { Store } from './schema-store.js';
import { StatusPageSpec } from './status-pages.js';
import { Heartbeat, Watchdog } from './schema-watch.js';

/** The JSON Schema of firebreak.yaml and, through `ConfigFile`, its type: the one source of both. */
export const configSchema = Type.Object(
  {
    specs: Type.Optional(
      Type.Array(text('a file or folder'), {
        minItems: 1,
        description: 'a list of SLO files and folders (default slo-specs)',
      }),
    ),
    store: Type.Optional(Store),
    retention: Type.Optional(
      duration('how long messages that are done with are kept (default 90d); incidents: incidents.retention'),
    ),
    prometheus: Type.Optional(Prometheus),
    evaluation: Type.Optional(
      Type.Object(
        {
          interval: Type.Optional(
            duration('how often SLOs are evaluated (default 30s); it divides a minute or an hour'),
          ),
          stale_after: Type.Optional(
            duration('without samples for this long an SLO is unknown (default 150s)'),
          ),
          blind_after: Type.Optional(duration('unknown for this long, and somebody is told (default 15m)')),
          blind_severity: Type.Optional(
            Type.Unsafe<'page' | 'ticket' | 'none'>({
              enum: ['page', 'ticket', 'none'],
              description: 'how that is told: page, ticket (default) or none',
            }),
          ),
        },
        { ...closed, description: 'how SLOs are evaluated' },
      ),
    ),
    http: Type.Optional(Http),
    links: Type.Optional(Links),
    gate: Type.Optional(
      Type.Object(
        {
          on_unknown: Type.Optional(
            Type.Unsafe<'allow' | 'warn' | 'block' | 'unknown'>({
              enum: ['allow', 'warn', 'block', 'unknown'],
              description: 'what the gate says when it cannot tell: unknown (default), allow, warn or block',
            }),
          ),
          min_coverage: Type.Optional(
            Type.Number({
              minimum: 0,
              maximum: 1,
              description:
                'with data for less than this share of the window the budget is unknown (default 0.5): a number from 0 to 1',
            }),
          ),
          advisory_environments: Type.Optional(
            Type.Array(text('an environment'), {
              description: 'a list of environments where a block is only a warning',
            }),
          ),
        },
        { ...closed, description: 'what CI/CD is told' },
      ),
    ),
    incidents: Type.Optional(
      Type.Object(
        {
          monitor_for: Type.Optional(
            duration('quiet time after an alert’s end before its incident is resolved (default 15m)'),
          ),
          rooms: Type.Optional(
            receiverNames('a list of Slack receivers with a token: a channel or thread for each incident'),
          ),
          rollback: Type.Optional(RollbackHooks),
          retention: Type.Optional(
            duration(
              'how long resolved incidents are kept, with their timelines and messages (default 400d)',
            ),
          ),
        },
        { ...closed, description: 'how incidents end, and how long they are kept' },
      ),
    ),
    on_call: Type.Optional(
      Type.Array(text('a file or folder'), {
        minItems: 1,
        description: 'a list of on-call files and folders: people, schedules, teams, escalation policies',
      }),
    ),
    incident_policy: Type.Optional(
      text('the file that says how incidents are run (default: four severities as in docs/incidents.md)'),
    ),
    heartbeat: Type.Optional(Heartbeat),
    watchdog: Type.Optional(Watchdog),
    inbound: Type.Optional(Inbound),
    receivers: Type.Optional(Type.Array(Receiver, { description: 'a list of those who can be told' })),
    routes: Type.Optional(
      Type.Array(RouteSpec, { description: 'a list of routes: which alerts go to whom' }),
    ),
    last_resort: Type.Optional(LastResort),
    status_pages: Type.Optional(
      Type.Array(StatusPageSpec, {
        description: 'a list of pages that everybody may see, one for each business unit',
      }),
    ),
  },
  {
    ...closed,
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'firebreak.yaml',
    description: 'the configuration of the Firebreak daemon',
  },
);
export type ConfigFile = Static<typeof configSchema>;
