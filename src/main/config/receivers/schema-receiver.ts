import Type, { type Static } from 'typebox';
import { closed, name } from '../schema-parts.js';
import { Alertmanager } from './alertmanager.js';
import { Email } from './email.js';
import { Opsgenie } from './opsgenie.js';
import { PagerDuty } from './pagerduty.js';
import { File, Stdout } from './plain.js';
import { Slack } from './slack.js';
import { Statuspage } from './statuspage.js';
import { Teams } from './teams.js';
import { Webhook } from './webhook.js';

/** One field for each kind of receiver; each kind's own part is in its file. */
export const Receiver = Type.Object(
  {
    name: name('what routes call it'),
    pagerduty: Type.Optional(PagerDuty),
    opsgenie: Type.Optional(Opsgenie),
    slack: Type.Optional(Slack),
    teams: Type.Optional(Teams),
    statuspage: Type.Optional(Statuspage),
    email: Type.Optional(Email),
    webhook: Type.Optional(Webhook),
    alertmanager: Type.Optional(Alertmanager),
    file: Type.Optional(File),
    stdout: Type.Optional(Stdout),
  },
  {
    ...closed,
    description:
      'who is told: a name, and one of pagerduty, opsgenie, slack, teams, statuspage, email, webhook, alertmanager, file, stdout',
  },
);
export type ReceiverSpec = Static<typeof Receiver>;
