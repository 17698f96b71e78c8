import { asObject, readObject } from './read-json.js';
import { startVendorServer, type VendorAnswer, type VendorServer } from './vendor-server.js';

/** A message as people see it in the channel. */
interface SlackMessage {
  /** What a notification on a phone shows. */
  readonly text: string;
  /** The blocks' texts, entities read. */
  readonly blocks: readonly string[];
  /** Whom it calls: `<!channel>`, `<@U123>` that were not escaped. */
  readonly mentions: readonly string[];
}

export interface Slack extends VendorServer {
  /** The whole URL, which is the secret. */
  readonly webhookUrl: string;
  readonly messages: readonly SlackMessage[];
}

const SECRET_PATH = '/services/T0123ABCD/B0456EFGH/s3cr3tS3cr3tS3cr3tS3cr3t';
const MENTION = /<[!@#][^>]*>/g;

/** Incoming webhooks and the limits of Block Kit: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
export async function startSlack(): Promise<Slack> {
  const messages: SlackMessage[] = [];
  const server = await startVendorServer(({ method, path, headers, body }) => {
    // As an express app in front would: the path is repeated.
    if (path !== SECRET_PATH) return plain(404, `Cannot ${method} ${path}`);
    if (method !== 'POST') return plain(400, 'invalid_payload');
    const message = readObject(body);
    if (!message || !headers['content-type']?.startsWith('application/json'))
      return plain(400, 'invalid_payload');
    const { text, blocks = [] } = message;
    if (text !== undefined && typeof text !== 'string') return plain(400, 'invalid_payload');
    if (!Array.isArray(blocks) || blocks.length > 50) return plain(400, 'invalid_blocks');
    const texts = blocks.map(readSlackBlock);
    const read = texts.filter((block) => block !== undefined);
    if (read.length < texts.length) return plain(400, 'invalid_blocks');
    const marked = [text ?? '', ...read.flatMap(({ words, isMarkup }) => (isMarkup ? [words] : []))];
    if (!text && read.length === 0) return plain(400, 'no_text');
    messages.push({
      text: unescapeSlack(text ?? ''),
      blocks: read.map(({ words, isMarkup }) => (isMarkup ? unescapeSlack(words) : words)),
      mentions: marked.flatMap((words) => words.match(MENTION) ?? []),
    });
    return plain(200, 'ok');
  });
  return { ...server, webhookUrl: `${server.url}${SECRET_PATH}`, messages };
}

function plain(status: number, body: string): VendorAnswer {
  return { status, body, contentType: 'text/plain' };
}

/** A block's text, and whether Slack reads markup in it; undefined when it would not take the block. */
export function readSlackBlock(
  value: unknown,
): { readonly words: string; readonly isMarkup: boolean } | undefined {
  const block = asObject(value);
  const text = asObject(block?.text);
  const words = text?.text;
  if (!block || !text || typeof words !== 'string' || words === '') return undefined;
  if (block.type === 'header')
    return text.type === 'plain_text' && words.length <= 150 ? { words, isMarkup: false } : undefined;
  if (block.type !== 'section' || words.length > 3000) return undefined;
  if (text.type !== 'mrkdwn' && text.type !== 'plain_text') return undefined;
  return { words, isMarkup: text.type === 'mrkdwn' };
}

export function unescapeSlack(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
