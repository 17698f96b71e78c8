import Type, { type Static } from 'typebox';
import type { SlackConfig } from '../../../adapters/notifiers/slack/slack.js';
import type { SlackApiConfig } from '../../../adapters/notifiers/slack/slack-api.js';
import { closed, flag, httpUrl, secret, secretHttpUrl, text } from '../schema-parts.js';
import { neededSecret, type Place, secretUrl } from './place.js';

const API = 'https://slack.com/api';

export const Slack = Type.Object(
  {
    webhook_url: Type.Optional(secretHttpUrl('the URL of an incoming webhook')),
    webhook_url_file: Type.Optional(text('a file that holds the webhook’s URL')),
    allow_private_addresses: Type.Optional(flag('the URL may lead into the own network')),
    token: Type.Optional(secret('the token of a Slack app that may write to the channel (chat:write)')),
    token_file: Type.Optional(text('a file that holds the token')),
    channel: Type.Optional(
      Type.String({
        description: 'the channel’s id, such as C0123ABCD: capital letters and digits',
        pattern: '^[A-Z0-9]{2,50}$',
      }),
    ),
    room: Type.Optional(
      Type.Unsafe<'channel' | 'thread'>({
        enum: ['channel', 'thread'],
        description:
          'where incidents.rooms names it: channel (default), one for each incident, or a thread in its own',
      }),
    ),
    api_url: Type.Optional(httpUrl('another Web API than https://slack.com/api')),
  },
  { ...closed, description: 'Slack: an incoming webhook, or a token and a channel (threads and buttons)' },
);

type SlackSpec = Static<typeof Slack>;

export function readSlack(spec: SlackSpec, place: Place): SlackConfig | SlackApiConfig | undefined {
  const { webhook_url, webhook_url_file, token, token_file, channel, api_url, room = 'channel' } = spec;
  const isApi = [token, token_file, channel, api_url, spec.room].some((given) => given !== undefined);
  if (!isApi) return readWebhook(spec, place);
  if (webhook_url !== undefined || webhook_url_file !== undefined) {
    return place.problems.at(
      place.path,
      'a webhook and a token are both given',
      'keep webhook_url, or token and channel',
    );
  }
  const key = neededSecret({ text: token, file: token_file }, 'token', place);
  if (channel === undefined) {
    return place.problems.at(place.path, '"channel" is missing', 'add the channel’s id, such as C0123ABCD');
  }
  if (key === undefined) return undefined;
  return { kind: 'slack-api', token: key, channel, room, apiUrl: api_url ?? API };
}

function readWebhook(spec: SlackSpec, place: Place): SlackConfig | undefined {
  const given = { text: spec.webhook_url, file: spec.webhook_url_file };
  const webhookUrl = secretUrl(given, 'webhook_url', 'copy it from the Slack app’s page', place);
  return webhookUrl === undefined
    ? undefined
    : { kind: 'slack', webhookUrl, allowPrivateAddresses: spec.allow_private_addresses ?? false };
}
