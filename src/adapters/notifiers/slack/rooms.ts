import type { DeliveryOutcome, Signal } from '../../../core/delivery/signal.js';
import { HOUR } from '../../../core/time/duration.js';
import { objectField, objectsField, textField } from '../read-answer.js';
import {
  announcement,
  channelName,
  newsMessage,
  openingMessage,
  type RoomNews,
  roomNewsOf,
  roomTopic,
} from './room-message.js';
import type { SlackMessage } from './message.js';
import {
  callSlack,
  changeInSlack,
  isGone,
  readFromSlack,
  type SlackAccess,
  type SlackCall,
  type SlackFailure,
} from './slack-call.js';

/** What a room needs of its receiver. */
export interface RoomConfig extends SlackAccess {
  /** The receiver's own channel. */
  readonly channel: string;
  /** A channel for each incident, or a thread in the receiver's own. */
  readonly room: 'channel' | 'thread';
}

/** Where the first message of a room stands. */
interface Opened {
  readonly channel: string;
  readonly ts: string;
}

/** Two names may be taken by channels of earlier incidents, or of others'. */
const MOST_NAMES = 3;
const CHANNELS_IN_A_PAGE = '200';
const MOST_PAGES = 25;
/** Slack's clock is another one. */
const CLOCKS_DIFFER = HOUR;

/** Sends what a room is to know; first whatever may be done twice, the message at last: its ts is the proof. */
export async function tellRoom(
  signal: Signal,
  opened: Opened | undefined,
  config: RoomConfig,
  now: number,
): Promise<DeliveryOutcome> {
  const news = roomNewsOf(signal);
  if (!news) return { kind: 'refused', reason: 'there is no news in it' };
  const told = config.room === 'thread' ? tellThread : tellChannel;
  const answer = await told(news, opened, config, now);
  return answer.kind === 'failed'
    ? answer.outcome
    : { kind: 'delivered', receipt: `${answer.channel}:${answer.ts}` };
}

/** The thread's first message says how the incident stands; the news follow. */
async function tellThread(
  news: RoomNews,
  opened: Opened | undefined,
  config: RoomConfig,
  now: number,
): Promise<SlackCall> {
  const post = (body: object) => callSlack(config, 'chat.postMessage', body, now);
  if (!opened) return post({ channel: config.channel, ...openingMessage(news) });
  const { channel, ts } = opened;
  const changed = await callSlack(config, 'chat.update', { channel, ts, ...openingMessage(news) }, now);
  if (changed.kind === 'failed' && !isGone(changed.error)) return changed;
  if (changed.kind === 'failed') return post({ channel, ...openingMessage(news) });
  return post({ channel, thread_ts: ts, ...newsMessage(news, []) });
}

async function tellChannel(
  news: RoomNews,
  opened: Opened | undefined,
  config: RoomConfig,
  now: number,
): Promise<SlackCall> {
  const room = opened ?? (await openRoom(news, config, now));
  if ('kind' in room) return room;
  const { channel } = room;
  const refused: string[] = [];
  const topic = await setTopic(channel, roomTopic(news), config, now);
  if (topic && topic.outcome.kind !== 'refused') return topic;
  if (topic) refused.push(`The topic is not up to date: ${topic.outcome.reason}`);
  for (const user of news.invited) {
    const failed = await invite(channel, user, config, now);
    if (failed && failed.outcome.kind !== 'refused') return failed;
    if (failed) refused.push(`${user} is not in this channel: ${failed.outcome.reason}`);
  }
  const message = opened ? newsMessage(news, refused) : openingMessage(news, refused);
  if (!opened) {
    const announced = await post(config.channel, announcement(news, channel), config, now);
    if (announced.kind === 'failed') return announced;
  }
  return post(channel, message, config, now);
}

function post(channel: string, message: SlackMessage, config: RoomConfig, now: number): Promise<SlackCall> {
  return callSlack(config, 'chat.postMessage', { channel, ...message }, now);
}

/** Makes the incident's channel, or finds the one that an attempt before this one has made. */
async function openRoom(
  news: RoomNews,
  config: RoomConfig,
  now: number,
): Promise<{ readonly channel: string } | SlackFailure> {
  for (let attempt = 1; ; attempt += 1) {
    const name = channelName(news, attempt);
    const made = await changeInSlack(config, 'conversations.create', { name }, now);
    if (made.kind === 'said') {
      const channel = textField(objectField(made.said, 'channel'), 'id');
      if (channel !== undefined) return { channel };
      return {
        kind: 'failed',
        error: undefined,
        outcome: { kind: 'unknown', reason: 'conversations.create: no channel' },
      };
    }
    if (made.error !== 'name_taken') return made;
    const found = await findRoom(name, news, config, now);
    if (found) return found;
    if (attempt === MOST_NAMES) return made;
  }
}

/**
 * The channel of that name that this app has made since the incident began: it is in it. An older one is of another incident of that
 * number, as after a start with an empty store.
 */
async function findRoom(
  name: string,
  { openedAt }: RoomNews,
  config: RoomConfig,
  now: number,
): Promise<{ readonly channel: string } | SlackFailure | undefined> {
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const given = {
      types: 'public_channel',
      exclude_archived: 'true',
      limit: CHANNELS_IN_A_PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    };
    const listed = await readFromSlack(config, 'users.conversations', given, now);
    if (listed.kind === 'failed') return listed;
    for (const each of objectsField(listed.said, 'channels')) {
      const id = textField(each, 'id');
      const createdAt = Number(each['created']) * 1000;
      if (id !== undefined && textField(each, 'name') === name && createdAt >= openedAt - CLOCKS_DIFFER)
        return { channel: id };
    }
    cursor = textField(objectField(listed.said, 'response_metadata'), 'next_cursor');
    if (cursor === undefined) return undefined;
  }
  return undefined;
}

/** Slack tells the whole channel of each new topic: one that is as before is not set again. */
async function setTopic(
  channel: string,
  topic: string,
  config: RoomConfig,
  now: number,
): Promise<SlackFailure | undefined> {
  const info = await readFromSlack(config, 'conversations.info', { channel }, now);
  if (info.kind === 'failed') return info;
  const before = textField(objectField(objectField(info.said, 'channel'), 'topic'), 'value');
  if (before === topic) return undefined;
  const set = await changeInSlack(config, 'conversations.setTopic', { channel, topic }, now);
  return set.kind === 'failed' ? set : undefined;
}

async function invite(
  channel: string,
  user: string,
  config: RoomConfig,
  now: number,
): Promise<SlackFailure | undefined> {
  // An address may also be a channel.
  if (!/^[UW][A-Z0-9]+$/.test(user)) return undefined;
  const invited = await changeInSlack(config, 'conversations.invite', { channel, users: user }, now);
  return invited.kind === 'failed' && invited.error !== 'already_in_channel' ? invited : undefined;
}
