import type { AlertmanagerConfig } from './alertmanager/alertmanager.js';
import type { PagerDutyConfig } from './pagerduty/pagerduty.js';
import type { SlackConfig } from './slack/slack.js';
import type { WebhookConfig } from './webhook/webhook.js';

/** What each kind of receiver is told, secrets read. */
export type ReceiverKind = PagerDutyConfig | SlackConfig | WebhookConfig | AlertmanagerConfig;

/** A receiver as it is configured. */
export type ReceiverConfig = { readonly name: string } & ReceiverKind;
