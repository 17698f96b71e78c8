import Type, { type Static } from 'typebox';
import type { WebhookConfig } from '../../../adapters/notifiers/webhook/webhook.js';
import { closed, flag, secret, secretHttpUrl, text } from '../schema-parts.js';
import { type Place, refusePrivate } from './place.js';

export const Webhook = Type.Object(
  {
    url: secretHttpUrl('where signals are posted'),
    secret: Type.Optional(secret('signs every message (Standard Webhooks)')),
    secret_file: Type.Optional(text('a file that holds the secret')),
    format: Type.Optional(
      Type.Unsafe<'json' | 'cloudevents'>({
        enum: ['json', 'cloudevents'],
        description:
          'json (default), or cloudevents: the same in an envelope of CloudEvents 1.0, structured mode',
      }),
    ),
    allow_private_addresses: Type.Optional(flag('the URL may lead into the own network')),
  },
  { ...closed, description: 'any HTTP endpoint, with signed JSON' },
);

export function readWebhook(spec: Static<typeof Webhook>, place: Place): WebhookConfig {
  refusePrivate(spec.url, spec.allow_private_addresses, 'url', place);
  const key = place.secret({ text: spec.secret, file: spec.secret_file }, place.path, 'secret');
  return {
    kind: 'webhook',
    url: spec.url,
    ...(key === undefined ? {} : { secret: key }),
    format: spec.format ?? 'json',
    allowPrivateAddresses: spec.allow_private_addresses ?? false,
  };
}
