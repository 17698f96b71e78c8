import type { Clock, Notifier } from '../../../engine/ports.js';
import { httpSend } from '../http-send.js';
import { MOST_TOGETHER, type SlackMessage, slackMessage } from './message.js';

export interface SlackConfig {
  readonly kind: 'slack';
  readonly webhookUrl: string;
  readonly allowPrivateAddresses: boolean;
}

/** Slack's incoming webhooks: a message for each change; Slack folds nothing. */
export function slack(name: string, config: SlackConfig, clock: Clock): Notifier {
  const post = (message: SlackMessage) =>
    httpSend(
      {
        url: config.webhookUrl,
        body: JSON.stringify(message),
        allowPrivateAddresses: config.allowPrivateAddresses,
        receipt: (answer) => (answer.trim() === 'ok' ? 'ok' : undefined),
      },
      clock.now(),
    );
  return {
    receiver: name,
    refreshEveryMs: undefined,
    takesAcknowledgements: true,
    takesNotices: true,
    send: (signal) => post(slackMessage(signal)),
    together: { most: MOST_TOGETHER, send: (signals) => post(slackMessage(...signals)) },
  };
}
