import type { DeliveryOutcome, Signal } from '../../../core/delivery/signal.js';
import type { Clock, Notifier } from '../../../engine/ports.js';
import { MOST_TOGETHER, type SlackMessage, slackMessage } from './message.js';
import { type RoomConfig, tellRoom } from './rooms.js';
import { callSlack, isGone, type SlackCall } from './slack-call.js';

export interface SlackApiConfig extends RoomConfig {
  readonly kind: 'slack-api';
}

/** Where a message stands: what changes it, and what a thread hangs on. */
interface Posted {
  readonly channel: string;
  readonly ts: string;
  /** It tells of other alerts, too: it is not changed for one of them. */
  readonly isOfSeveral: boolean;
}

const OF_SEVERAL = ':several';

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
    takesNotices: true,
    threads: true,
    async send(signal, openedBy) {
      const message = withButtons(slackMessage(signal), [signal], externalUrl);
      const opened = readReceipt(openedBy);
      if (!opened)
        return outcomeOf(
          await call('chat.postMessage', { channel: signal.to ?? config.channel, ...message }),
        );
      if (opened.isOfSeveral) return outcomeOf(await call('chat.postMessage', replyTo(opened, signal)));
      // First what may be done twice: when the reply fails, both are tried again.
      const { channel, ts } = opened;
      const updated = await call('chat.update', { channel, ts, ...message });
      if (updated.kind === 'failed' && !isGone(updated.error)) return updated.outcome;
      const reply =
        updated.kind === 'failed' ? { channel, ...slackMessage(signal) } : replyTo(opened, signal);
      return outcomeOf(await call('chat.postMessage', reply));
    },
    tellIncident: (signal, openedBy) => tellRoom(signal, readReceipt(openedBy), config, clock.now()),
    together: {
      most: MOST_TOGETHER,
      async send(signals) {
        // What follows belongs into the thread of its own alert.
        if (signals[0].kind !== 'trigger') return { kind: 'refused', reason: 'each by itself' };
        const message = withButtons(slackMessage(...signals), signals, externalUrl);
        const outcome = outcomeOf(
          await call('chat.postMessage', { channel: signals[0].to ?? config.channel, ...message }),
        );
        return outcome.kind === 'delivered'
          ? { ...outcome, receipt: `${outcome.receipt}${OF_SEVERAL}` }
          : outcome;
      },
    },
  };
}

function outcomeOf(answer: SlackCall): DeliveryOutcome {
  return answer.kind === 'failed'
    ? answer.outcome
    : { kind: 'delivered', receipt: `${answer.channel}:${answer.ts}` };
}

function readReceipt(receipt: string | undefined): Posted | undefined {
  const [, channel, ts, several] = /^([A-Z0-9]+):(\d+\.\d+)(:several)?$/.exec(receipt ?? '') ?? [];
  return channel === undefined || ts === undefined
    ? undefined
    : { channel, ts, isOfSeveral: several !== undefined };
}

function replyTo({ channel, ts }: Posted, signal: Signal) {
  return { channel, thread_ts: ts, ...slackMessage(signal) };
}

function withButtons(
  message: SlackMessage,
  signals: readonly Signal[],
  externalUrl: string | undefined,
): SlackMessage {
  const incidents = signals.flatMap(({ kind, incidentId, call }) =>
    kind === 'trigger' && incidentId !== undefined && call?.shadowOf === undefined ? [incidentId] : [],
  );
  const acknowledge = (incident: string) =>
    button(signals.length > 1 ? `Acknowledge ${incident}` : 'Acknowledge', {
      action_id: 'firebreak_ack',
      value: incident,
      style: 'primary',
    });
  const elements = [
    // Several signals may be of one incident.
    ...[...new Set(incidents)].map(acknowledge),
    ...(externalUrl === undefined ? [] : [button('Open', { action_id: 'firebreak_open', url: externalUrl })]),
  ];
  if (elements.length === 0) return message;
  return { ...message, blocks: [...message.blocks, { type: 'actions', elements }] };
}

function button(text: string, more: Readonly<Record<string, string>>) {
  return { type: 'button', text: { type: 'plain_text', text }, ...more };
}
