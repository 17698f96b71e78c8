import type { DeliveryOutcome, Signal } from '../../../core/delivery/signal.js';
import type { Clock, Notifier } from '../../../engine/ports.js';
import type { NotDelivered } from '../http-send.js';
import { type SlackMessage, slackMessage } from './message.js';
import { callSlack, type SlackCall } from './slack-call.js';

export interface SlackApiConfig {
  readonly kind: 'slack-api';
  /** `xoxb-…`, with the scope chat:write. */
  readonly token: string;
  /** The channel's id. */
  readonly channel: string;
  /** Without a method: `https://slack.com/api`. */
  readonly apiUrl: string;
}

/** Where a message stands: what changes it, and what a thread hangs on. */
interface Posted {
  readonly channel: string;
  readonly ts: string;
}

/**
 * Slack's Web API: a message for each alert, with buttons, and all that follows in its thread; the message itself says how the alert
 * stands. The receipt of a message is its channel and ts.
 */
export function slackApi(
  name: string,
  config: SlackApiConfig,
  externalUrl: string | undefined,
  clock: Clock,
): Notifier {
  const call = (method: string, body: unknown) => callSlack(config, method, body, clock.now());
  return {
    receiver: name,
    refreshEveryMs: undefined,
    takesAcknowledgements: true,
    threads: true,
    async send(signal, openedBy) {
      const message = withButtons(slackMessage(signal), signal, externalUrl);
      const opened = readReceipt(openedBy);
      if (!opened) return outcomeOf(await call('chat.postMessage', { channel: config.channel, ...message }));
      // First what may be done twice: when the reply fails, both are tried again.
      const updated = await call('chat.update', { ...opened, ...message });
      if (updated.kind === 'failed' && !isGone(updated.error)) return updated.outcome;
      const { channel, ts } = opened;
      const thread = updated.kind === 'failed' ? {} : { thread_ts: ts };
      return outcomeOf(await call('chat.postMessage', { channel, ...thread, ...slackMessage(signal) }));
    },
  };
}

/** Somebody has deleted the alert's message, or Slack changes it no more. */
function isGone(error: string | undefined): boolean {
  return ['message_not_found', 'cant_update_message', 'edit_window_closed'].includes(error ?? '');
}

function outcomeOf(answer: SlackCall): DeliveryOutcome | NotDelivered {
  return answer.kind === 'failed'
    ? answer.outcome
    : { kind: 'delivered', receipt: `${answer.channel}:${answer.ts}` };
}

function readReceipt(receipt: string | undefined): Posted | undefined {
  const [, channel, ts] = /^([A-Z0-9]+):(\d+\.\d+)$/.exec(receipt ?? '') ?? [];
  return channel === undefined || ts === undefined ? undefined : { channel, ts };
}

function withButtons(message: SlackMessage, signal: Signal, externalUrl: string | undefined): SlackMessage {
  const { incidentId, kind } = signal;
  const elements = [
    ...(incidentId !== undefined && kind === 'trigger'
      ? [button('Acknowledge', { action_id: 'firebreak_ack', value: incidentId, style: 'primary' })]
      : []),
    ...(externalUrl === undefined ? [] : [button('Open', { action_id: 'firebreak_open', url: externalUrl })]),
  ];
  if (elements.length === 0) return message;
  return { ...message, blocks: [...message.blocks, { type: 'actions', elements }] };
}

function button(text: string, more: Readonly<Record<string, string>>) {
  return { type: 'button', text: { type: 'plain_text', text }, ...more };
}
