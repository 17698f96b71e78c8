import Type, { type Static } from 'typebox';
import type { TeamsConfig } from '../../../adapters/notifiers/teams/teams.js';
import { closed, flag, secretHttpUrl, text } from '../schema-parts.js';
import { type Place, secretUrl } from './place.js';

export const Teams = Type.Object(
  {
    webhook_url: Type.Optional(secretHttpUrl('the URL of a workflow that posts what its webhook receives')),
    webhook_url_file: Type.Optional(text('a file that holds the workflow’s URL')),
    allow_private_addresses: Type.Optional(flag('the URL may lead into the own network')),
  },
  { ...closed, description: 'Microsoft Teams, by a workflow’s webhook' },
);

export function readTeams(spec: Static<typeof Teams>, place: Place): TeamsConfig | undefined {
  const given = { text: spec.webhook_url, file: spec.webhook_url_file };
  const webhookUrl = secretUrl(given, 'webhook_url', 'copy it from the workflow’s trigger in Teams', place);
  return webhookUrl === undefined
    ? undefined
    : { kind: 'teams', webhookUrl, allowPrivateAddresses: spec.allow_private_addresses ?? false };
}
