import type { AlertmanagerConfig } from './alertmanager/alertmanager.js';
import type { EmailConfig } from './email/email.js';
import type { FileConfig } from './file/file.js';
import type { OpsgenieConfig } from './opsgenie/opsgenie.js';
import type { PagerDutyConfig } from './pagerduty/pagerduty.js';
import type { SlackApiConfig } from './slack/slack-api.js';
import type { SlackConfig } from './slack/slack.js';
import type { StatuspageConfig } from './statuspage/statuspage.js';
import type { StdoutConfig } from './stdout/stdout.js';
import type { TeamsConfig } from './teams/teams.js';
import type { WebhookConfig } from './webhook/webhook.js';

/** What each kind of receiver is told, secrets read. */
export type ReceiverKind =
  | PagerDutyConfig
  | OpsgenieConfig
  | SlackConfig
  | SlackApiConfig
  | TeamsConfig
  | StatuspageConfig
  | EmailConfig
  | WebhookConfig
  | AlertmanagerConfig
  | FileConfig
  | StdoutConfig;

/** A receiver as it is configured. */
export type ReceiverConfig = { readonly name: string } & ReceiverKind;
