import { createHmac } from 'node:crypto';
import { pageBody, pageTitle } from '../../../core/delivery/page-text.js';
import type { Signal } from '../../../core/delivery/signal.js';
import type { Exhaustion } from '../../../core/error-budget/reading.js';
import type { Clock, Notifier } from '../../../engine/ports.js';
import { httpSend } from '../http-send.js';

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
  return {
    receiver: name,
    refreshEveryMs: undefined,
    takesAcknowledgements: true,
    send: (signal) => {
      const now = clock.now();
      const body = JSON.stringify(isCloudEvent ? cloudEvent(signal, externalUrl) : payload(signal));
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
    },
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
    type: `firebreak.alert.${signal.kind}`,
    subject: signal.sloId,
    time: iso(signal.at),
    datacontenttype: 'application/json',
    data: payload(signal),
  };
}

/** The whole signal, with times in ISO 8601 and the words a person would be shown. */
function payload(signal: Signal): Record<string, unknown> {
  const { at, firingSince, failingSince, lastDeploy, budget, ...rest } = signal;
  return {
    schema: 'firebreak.signal/v1',
    ...rest,
    at: iso(at),
    firingSince: iso(firingSince),
    failingSince: failingSince === undefined ? null : iso(failingSince),
    lastDeploy: lastDeploy === undefined ? null : { ...lastDeploy, at: iso(lastDeploy.at) },
    budget:
      budget.kind === 'measured' ? { ...budget, exhaustion: exhaustionView(budget.exhaustion) } : budget,
    title: pageTitle(signal),
    text: pageBody(signal).join('\n'),
  };
}

function exhaustionView(exhaustion: Exhaustion) {
  return exhaustion.kind === 'at' ? { ...exhaustion, at: iso(exhaustion.at) } : exhaustion;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
