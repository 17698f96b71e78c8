import type { IncidentNews } from '../../../core/delivery/incident-news.js';
import type { Signal } from '../../../core/delivery/signal.js';
import { ROLES } from '../../../core/incident/phases.js';
import { cut } from '../fit-text.js';
import { linesMessage, type SlackMessage } from './message.js';

const LONGEST_NAME = 80;
const LONGEST_TOPIC = 250;

/** What a signal of kind `incident` says, with the incident that it is of. */
export interface RoomNews extends IncidentNews {
  readonly incidentId: string;
  readonly service: string;
}

export function roomNewsOf({ incidentId, service, news }: Signal): RoomNews | undefined {
  return incidentId === undefined || !news ? undefined : { ...news, incidentId, service };
}

/** `inc-7-checkout`; whoever types in it means INC-7. Slack takes lower case, digits, `-` and `_`. */
export function channelName({ incidentId, service }: RoomNews, attempt: number): string {
  const words = `${incidentId}-${service}`.toLowerCase().replace(/[^a-z0-9_]+/g, '-');
  const suffix = attempt === 1 ? '' : `-${attempt}`;
  return `${words.slice(0, LONGEST_NAME - suffix.length).replace(/-+$/, '')}${suffix}`;
}

/** `SEV2 · investigating · commander maria · next update 14:30 UTC`. Without what Slack would keep in another spelling. */
export function roomTopic(news: RoomNews): string {
  const { severity, phase, roles, nextUpdateAt } = news;
  const held = ROLES.flatMap((role) => (roles[role] === undefined ? [] : [`${role} ${roles[role]}`]));
  const parts = [
    severity.toUpperCase(),
    phase,
    ...(roles.commander === undefined ? ['no commander'] : []),
    ...held,
    ...(nextUpdateAt === undefined ? [] : [`next update ${clockText(nextUpdateAt)}`]),
  ];
  return cut(
    parts
      .join(' · ')
      .replace(/[<>&\s]+/g, ' ')
      .trim(),
    LONGEST_TOPIC,
  );
}

/** The first message of a room, or of a thread: how the incident stands, what has happened, and what can be done. */
export function openingMessage(news: RoomNews, more: readonly string[] = []): SlackMessage {
  const message = linesMessage(titleOf(news), [roomTopic(news), ...eventLines(news), ...more]);
  return { ...message, blocks: [...message.blocks, { type: 'actions', elements: buttons(news) }] };
}

/** @param more lines that follow */
export function newsMessage(news: RoomNews, more: readonly string[]): SlackMessage {
  const lines = [...eventLines(news), ...more];
  const { text, blocks } = linesMessage(lines[0] ?? titleOf(news), lines);
  return { text, blocks: blocks.slice(1) };
}

/** What the receiver's own channel is told of a room. The id of a channel is Slack's own. */
export function announcement(news: RoomNews, channel: string): SlackMessage {
  const { text, blocks } = linesMessage(titleOf(news), []);
  const link = { type: 'mrkdwn', text: `${news.incidentId} is worked on in <#${channel}>` };
  return { text, blocks: [...blocks, { type: 'section', text: link }] };
}

function titleOf({ incidentId, severity, phase, title }: RoomNews): string {
  const mark = phase === 'resolved' || phase === 'closed' ? ':white_check_mark:' : ':fire_engine:';
  return `${mark} ${incidentId} ${severity.toUpperCase()}: ${title}`;
}

function eventLines({ events }: RoomNews): string[] {
  return events.map(({ at, by, text }) => `${clockText(at)} ${text}${by === 'engine' ? '' : ` (${by})`}`);
}

function clockText(at: number): string {
  return `${new Date(at).toISOString().slice(11, 16)} UTC`;
}

function buttons({ incidentId, acknowledgedBy, phase }: RoomNews): readonly unknown[] {
  if (phase === 'closed') return [button('Updates', 'firebreak_update', incidentId)];
  const roles = ROLES.map((role) => ({ text: plain(role), value: `${incidentId} ${role}` }));
  return [
    ...(acknowledgedBy === undefined
      ? [{ ...button('Acknowledge', 'firebreak_ack', incidentId), style: 'primary' }]
      : []),
    {
      type: 'static_select',
      action_id: 'firebreak_role',
      placeholder: plain('Take a role'),
      options: roles,
    },
    button('Update', 'firebreak_update', incidentId),
    { ...button('Escalate', 'firebreak_escalate', incidentId), style: 'danger' },
  ];
}

function button(text: string, action: string, value: string) {
  return { type: 'button', text: plain(text), action_id: action, value };
}

function plain(text: string) {
  return { type: 'plain_text', text };
}
