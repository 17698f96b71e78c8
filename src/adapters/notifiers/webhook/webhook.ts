import { createHmac } from 'node:crypto';
import type { Signal } from '../../../core/delivery/signal.js';
import type { Clock, Notifier } from '../../../engine/ports.js';
import { httpSend } from '../http-send.js';
import { signalJson } from '../signal-json.js';

export interface WebhookConfig {
  readonly kind: 'webhook';
  readonly url: string;
  /** Signs every message; `whsec_…` (base64) or any text. */
  readonly secret?: string;
  /** Whether the signal stands alone or in the envelope of CloudEvents 1.0, structured mode. */
  readonly format: 'json' | 'cloudevents';
  readonly allowPrivateAddresses: boolean;
}

/** Any HTTP endpoint, by Standard Webhooks: `webhook-id` is the same in every attempt, and the signature covers id, time and body. */
export function webhook(
  name: string,
  config: WebhookConfig,
  externalUrl: string | undefined,
  clock: Clock,
): Notifier {
  const isCloudEvent = config.format === 'cloudevents';
  const send: Notifier['send'] = (signal) => {
    const now = clock.now();
    const body = JSON.stringify(isCloudEvent ? cloudEvent(signal, externalUrl) : signalJson(signal));
    return httpSend(
      {
        url: config.url,
        body,
        headers: {
          ...signatureHeaders(signal.id, Math.floor(now / 1000), body, config.secret),
          ...(isCloudEvent ? { 'content-type': 'application/cloudevents+json; charset=utf-8' } : {}),
        },
        allowPrivateAddresses: config.allowPrivateAddresses,
        receipt: () => signal.id,
      },
      now,
    );
  };
  return {
    receiver: name,
    refreshEveryMs: undefined,
    takesAcknowledgements: true,
    takesNotices: true,
    send,
    rollBack: (signal) => send(signal),
  };
}

function signatureHeaders(
  id: string,
  seconds: number,
  body: string,
  secret: string | undefined,
): Record<string, string> {
  const headers = { 'webhook-id': id, 'webhook-timestamp': String(seconds) };
  if (secret === undefined) return headers;
  const key = secret.startsWith('whsec_')
    ? Buffer.from(secret.slice('whsec_'.length), 'base64')
    : Buffer.from(secret, 'utf8');
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return { ...headers, 'webhook-signature': `v1,${signature}` };
}

/** https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md: the same source and id are the same event, in every attempt. */
function cloudEvent(signal: Signal, externalUrl: string | undefined): Record<string, unknown> {
  return {
    specversion: '1.0',
    id: signal.id,
    source: externalUrl ?? 'urn:firebreak',
    type: signal.kind === 'rollback' ? 'firebreak.rollback' : `firebreak.alert.${signal.kind}`,
    subject: signal.sloId,
    time: new Date(signal.at).toISOString(),
    datacontenttype: 'application/json',
    data: signalJson(signal),
  };
}
