import Type, { type Static } from 'typebox';
import type { PagerDutyConfig } from '../../../adapters/notifiers/pagerduty/pagerduty.js';
import { closed, flag, httpUrl, secret, text } from '../schema-parts.js';
import { neededSecret, type Place } from './place.js';

const EVENTS = 'https://events.pagerduty.com';

export const PagerDuty = Type.Object(
  {
    routing_key: Type.Optional(secret('the integration key of an Events API v2 integration')),
    routing_key_file: Type.Optional(text('a file that holds the integration key')),
    change_events: Type.Optional(flag('deploys are told as change events')),
    url: Type.Optional(httpUrl('another Events API v2 endpoint than https://events.pagerduty.com')),
  },
  { ...closed, description: 'PagerDuty, Events API v2' },
);

export function readPagerDuty(spec: Static<typeof PagerDuty>, place: Place): PagerDutyConfig | undefined {
  const routingKey = neededSecret(
    { text: spec.routing_key, file: spec.routing_key_file },
    'routing_key',
    place,
  );
  if (routingKey === undefined) return undefined;
  return {
    kind: 'pagerduty',
    routingKey,
    changeEvents: spec.change_events ?? false,
    url: spec.url ?? EVENTS,
  };
}
