import Type, { type Static } from 'typebox';
import type { SlackConfig } from '../../../adapters/notifiers/slack/slack.js';
import { closed, flag, httpUrl, text } from '../schema-parts.js';
import { type Place, secretUrl } from './place.js';

export const Slack = Type.Object(
  {
    webhook_url: Type.Optional(httpUrl('the URL of an incoming webhook')),
    webhook_url_file: Type.Optional(text('a file that holds the webhook’s URL')),
    allow_private_addresses: Type.Optional(flag('the URL may lead into the own network')),
  },
  { ...closed, description: 'Slack, by incoming webhook' },
);

export function readSlack(spec: Static<typeof Slack>, place: Place): SlackConfig | undefined {
  const given = { text: spec.webhook_url, file: spec.webhook_url_file };
  const webhookUrl = secretUrl(given, 'webhook_url', 'copy it from the Slack app’s page', place);
  return webhookUrl === undefined
    ? undefined
    : { kind: 'slack', webhookUrl, allowPrivateAddresses: spec.allow_private_addresses ?? false };
}
