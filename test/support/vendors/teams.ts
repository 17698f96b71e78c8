import { asObject, readObject } from './read-json.js';
import { startVendorServer, type VendorServer } from './vendor-server.js';

/** A card as people see it in the channel. */
interface TeamsCard {
  readonly texts: readonly string[];
  readonly links: readonly string[];
  readonly color: unknown;
}

export interface Teams extends VendorServer {
  /** The whole URL, whose signature is the secret. */
  readonly webhookUrl: string;
  readonly cards: readonly TeamsCard[];
}

const PATH = '/workflows/0123456789abcdef0123456789abcdef/triggers/manual/paths/invoke';
const SIGNATURE = 's3cr3tSignature0123456789';
const MOST_BYTES = 28 * 1024;
const COLORS: readonly unknown[] = ['Good', 'Warning', 'Attention', 'Accent', undefined];

/** A workflow "when a Teams webhook request is received" that posts cards, and the limits of Adaptive Cards 1.4 in Teams. */
export async function startTeams(): Promise<Teams> {
  const cards: TeamsCard[] = [];
  const server = await startVendorServer(({ method, path, headers, body }) => {
    const { pathname, searchParams } = new URL(path, 'http://teams');
    if (pathname !== PATH)
      return failed(404, 'WorkflowNotFound', `The workflow of ${path} could not be found.`);
    if (searchParams.get('sig') !== SIGNATURE)
      return failed(
        401,
        'DirectApiAuthorizationRequired',
        `"${searchParams.get('sig') ?? ''}" is not valid.`,
      );
    if (method !== 'POST') return failed(405, 'MethodNotAllowed', method);
    if (Buffer.byteLength(body) > MOST_BYTES) return failed(413, 'RequestEntityTooLarge', 'too large');
    const card = headers['content-type']?.startsWith('application/json')
      ? readCard(readObject(body))
      : undefined;
    if (!card) return failed(400, 'TriggerInputSchemaMismatch', 'The input does not match the schema.');
    cards.push(card);
    return { status: 202, body: '', headers: { 'x-ms-workflow-run-id': `run-${cards.length}` } };
  });
  return {
    ...server,
    webhookUrl: `${server.url}${PATH}?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=${SIGNATURE}`,
    cards,
  };
}

function failed(status: number, code: string, message: string) {
  return { status, body: JSON.stringify({ error: { code, message } }) };
}

/** Undefined when Teams would not draw it. */
function readCard(message: Record<string, unknown> | undefined): TeamsCard | undefined {
  if (message?.type !== 'message' || !Array.isArray(message.attachments)) return undefined;
  const [attachment, ...more] = message.attachments.map(asObject);
  const card = asObject(attachment?.content);
  if (more.length > 0 || attachment?.contentType !== 'application/vnd.microsoft.card.adaptive')
    return undefined;
  if (card?.type !== 'AdaptiveCard' || card.version !== '1.4') return undefined;
  const blocks = Array.isArray(card.body) ? card.body.map(readBlock) : [];
  const actions = Array.isArray(card.actions) ? card.actions.map(asObject) : [];
  const links = actions.map((action) =>
    action?.type === 'Action.OpenUrl' && action.title ? action.url : undefined,
  );
  if (blocks.length === 0 || blocks.includes(undefined) || links.length > 6) return undefined;
  if (!links.every((url) => typeof url === 'string' && URL.canParse(url))) return undefined;
  const read = blocks.filter((block) => block !== undefined);
  return { texts: read.map(({ text }) => text), links: links.map(String), color: read[0]?.color };
}

/** Text runs are shown as they are; a TextBlock would read Markdown. */
function readBlock(value: unknown): { readonly text: string; readonly color: unknown } | undefined {
  const block = asObject(value);
  if (block?.type !== 'RichTextBlock' || !Array.isArray(block.inlines)) return undefined;
  const runs = block.inlines.map(asObject);
  const sound = runs.every(
    (run) => run?.type === 'TextRun' && typeof run.text === 'string' && COLORS.includes(run.color),
  );
  return sound ? { text: runs.map((run) => run?.text).join(''), color: runs[0]?.color } : undefined;
}
