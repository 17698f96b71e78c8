import Type, { type Static } from 'typebox';
import type { SlackConfig } from '../../../adapters/notifiers/slack/slack.js';
import { closed, flag, httpUrl, text } from '../schema-parts.js';
import { neededSecret, type Place } from './place.js';

export const Slack = Type.Object(
  {
    webhook_url: Type.Optional(httpUrl('the URL of an incoming webhook')),
    webhook_url_file: Type.Optional(text('a file that holds the webhook’s URL')),
    allow_private_addresses: Type.Optional(flag('the URL may lead into the own network')),
  },
  { ...closed, description: 'Slack, by incoming webhook' },
);

export function readSlack(spec: Static<typeof Slack>, place: Place): SlackConfig | undefined {
  const webhookUrl = neededSecret(
    { text: spec.webhook_url, file: spec.webhook_url_file },
    'webhook_url',
    place,
  );
  if (webhookUrl === undefined) return undefined;
  if (!/^https?:\/\/\S+$/.test(webhookUrl)) {
    return place.problems.at(
      place.path,
      'the webhook’s URL is no http or https URL',
      'copy it from the Slack app’s page',
    );
  }
  return { kind: 'slack', webhookUrl, allowPrivateAddresses: spec.allow_private_addresses ?? false };
}
