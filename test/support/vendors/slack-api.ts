import { asObject, readObject } from './read-json.js';
import { readSlackBlock, unescapeSlack } from './slack.js';
import { SlackChannels } from './slack-channels.js';
import { startVendorServer, type VendorServer } from './vendor-server.js';

/** A message as it stands in the channel now. */
interface ChannelMessage {
  readonly channel: string;
  readonly ts: string;
  readonly thread: string | undefined;
  text: string;
  blocks: readonly string[];
  buttons: readonly { readonly id: unknown; readonly value: unknown; readonly url: unknown }[];
  edits: number;
}

export interface SlackApi extends VendorServer {
  readonly apiUrl: string;
  readonly messages: readonly ChannelMessage[];
  readonly channels: SlackChannels;
  /** The next calls are answered with 200 and `ok: false`, one each. */
  refuseNext(...errors: readonly string[]): void;
  /** Somebody deletes a message. */
  delete(ts: string): void;
}

export const SLACK_TOKEN = 'xoxb-0123456789-s3cr3t';
export const CHANNEL = 'C0123ABCD';
const MOST_CHARACTERS = 13_200;

/**
 * chat.postMessage and chat.update, with the limits of Block Kit: https://docs.slack.dev/reference/methods/chat.postMessage
 * @param now its clock (ms); when there is one it takes a message a second into a channel
 */
export async function startSlackApi(now?: () => number): Promise<SlackApi> {
  const channels = new SlackChannels(now ?? Date.now);
  channels.add({ id: CHANNEL, name: 'alerts' });
  const postedAt = new Map<string, number>();
  const messages: ChannelMessage[] = [];
  const errors: string[] = [];
  let posted = 0;
  const server = await startVendorServer(({ method, path, headers, body }) => {
    const answer = (said: Record<string, unknown>) => ({ status: 200, body: JSON.stringify(said) });
    const refuse = (error: string) => answer({ ok: false, error });
    const refused = errors.shift();
    if (refused !== undefined) return refuse(refused);
    const [, called = ''] = /^\/api\/([a-zA-Z.]+)$/.exec(path) ?? [];
    if (method !== 'POST') return refuse('unknown_method');
    if (headers.authorization !== `Bearer ${SLACK_TOKEN}`) return refuse('invalid_auth');
    const said = channels.answer(called, headers['content-type'] ?? '', body);
    if (said) return answer(said);
    const given = readObject(body);
    const action = ['chat.postMessage', 'chat.update'].find((each) => each === called);
    if (action === undefined) return refuse('unknown_method');
    if (!given || headers['content-type'] !== 'application/json; charset=utf-8')
      return refuse('invalid_json');
    const channel = channels.writable(given.channel);
    if (typeof channel === 'string') return refuse(channel);
    const { id } = channel;
    const content = readContent(given);
    if (typeof content === 'string') return refuse(content);
    if (action === 'chat.update') {
      const message = messages.find((each) => each.channel === id && each.ts === given.ts);
      if (!message) return refuse('message_not_found');
      Object.assign(message, content, { edits: message.edits + 1 });
      return answer({ ok: true, channel: id, ts: message.ts, text: given.text });
    }
    const thread = given.thread_ts as string | undefined;
    if (thread !== undefined && !messages.some(({ ts }) => ts === thread)) return refuse('thread_not_found');
    if (now && now() - (postedAt.get(id) ?? -Infinity) < 1000)
      return { status: 429, body: '{"ok":false,"error":"ratelimited"}', headers: { 'retry-after': '1' } };
    postedAt.set(id, now?.() ?? 0);
    posted += 1;
    const ts = `${1_700_000_000 + posted}.000100`;
    messages.push({ channel: id, ts, thread, edits: 0, ...content });
    return answer({ ok: true, channel: id, ts, message: { text: given.text } });
  });
  return {
    ...server,
    apiUrl: `${server.url}/api`,
    messages,
    channels,
    refuseNext: (...next) => void errors.push(...next),
    delete: (ts) => {
      messages.splice(
        messages.findIndex((message) => message.ts === ts),
        1,
      );
    },
  };
}

/** What would be shown, or the error that Slack answers with. */
function readContent({ text, blocks = [] }: Record<string, unknown>) {
  if (typeof text !== 'string' || text === '') return 'no_text';
  if (!Array.isArray(blocks) || blocks.length > 50) return 'invalid_blocks';
  const buttons = blocks.flatMap((block) => (asObject(block)?.type === 'actions' ? readButtons(block) : []));
  const shown = blocks.filter((block) => asObject(block)?.type !== 'actions').map(readSlackBlock);
  const read = shown.filter((block) => block !== undefined);
  if (read.length < shown.length || buttons.includes(undefined)) return 'invalid_blocks';
  if (read.reduce((sum, { words }) => sum + words.length, 0) > MOST_CHARACTERS) return 'msg_blocks_too_long';
  return {
    text: unescapeSlack(text),
    blocks: read.map(({ words, isMarkup }) => (isMarkup ? unescapeSlack(words) : words)),
    buttons: buttons.filter((button) => button !== undefined),
  };
}

function readButtons(block: unknown) {
  const elements = asObject(block)?.elements;
  if (!Array.isArray(elements) || elements.length === 0 || elements.length > 25) return [undefined];
  return elements.map((element) => {
    const button = asObject(element);
    if (button?.type === 'static_select') return readSelect(button);
    const label = asObject(button?.text);
    const short = (value: unknown, most: number) =>
      value === undefined || (typeof value === 'string' && value !== '' && value.length <= most);
    const sound =
      button?.type === 'button' &&
      label?.type === 'plain_text' &&
      short(label.text ?? '', 75) &&
      short(button.action_id ?? '', 255) &&
      short(button.value, 2000) &&
      short(button.url, 3000) &&
      [undefined, 'primary', 'danger'].includes(button.style as string | undefined);
    return sound ? { id: button.action_id, value: button.value, url: button.url } : undefined;
  });
}

function readSelect(select: Readonly<Record<string, unknown>>) {
  const { options } = select;
  if (!Array.isArray(options) || options.length === 0 || options.length > 100) return undefined;
  const values = options.map((option) => asObject(option)?.value);
  const short = values.every((value) => typeof value === 'string' && value !== '' && value.length <= 150);
  return short && asObject(select.placeholder)?.type === 'plain_text'
    ? { id: select.action_id, value: values.join(', '), url: undefined }
    : undefined;
}
