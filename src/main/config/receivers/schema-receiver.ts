import Type, { type Static } from 'typebox';
import { closed, name } from '../schema-parts.js';
import { Alertmanager } from './alertmanager.js';
import { PagerDuty } from './pagerduty.js';
import { Slack } from './slack.js';
import { Webhook } from './webhook.js';

/** One field for each kind of receiver; each kind's own part is in its file. */
export const Receiver = Type.Object(
  {
    name: name('what routes call it'),
    pagerduty: Type.Optional(PagerDuty),
    slack: Type.Optional(Slack),
    webhook: Type.Optional(Webhook),
    alertmanager: Type.Optional(Alertmanager),
  },
  { ...closed, description: 'who is told: a name, and one of pagerduty, slack, webhook, alertmanager' },
);
export type ReceiverSpec = Static<typeof Receiver>;
