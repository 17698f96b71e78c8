import { createHmac, timingSafeEqual } from 'node:crypto';
import { readObject } from './read-json.js';
import { startVendorServer, type VendorRequest, type VendorServer } from './vendor-server.js';

const TOLERANCE_SECONDS = 5 * 60;

export interface WebhookReceiver extends VendorServer {
  /** What was accepted, each `webhook-id` once. */
  readonly messages: ReadonlyMap<string, Record<string, unknown>>;
}

/**
 * A receiver that follows Standard Webhooks (https://www.standardwebhooks.com): it checks signature and age and takes each id once.
 * @param key the bytes of the secret; undefined when messages are not signed
 * @param now epoch ms
 */
export async function startWebhookReceiver(
  key: Buffer | undefined,
  now: () => number,
): Promise<WebhookReceiver> {
  const messages = new Map<string, Record<string, unknown>>();
  const server = await startVendorServer((request) => {
    const id = header(request, 'webhook-id');
    const message = readObject(request.body);
    if (request.method !== 'POST' || id === '' || !message) return { status: 400, body: 'no message' };
    if (Math.abs(now() / 1000 - Number(header(request, 'webhook-timestamp'))) > TOLERANCE_SECONDS)
      return { status: 400, body: 'too old or too new' };
    if (key && !isSigned(request, key)) return { status: 401, body: 'bad signature' };
    if (isCloudEvent(request) && !isSoundEvent(message)) return { status: 400, body: 'no CloudEvent' };
    if (!messages.has(id)) messages.set(id, message);
    return { status: 204, body: '' };
  });
  return { ...server, messages };
}

function isCloudEvent(request: VendorRequest): boolean {
  return header(request, 'content-type').startsWith('application/cloudevents+json');
}

/** The required attributes of CloudEvents 1.0, and the form of the optional ones; names are small letters and digits. */
function isSoundEvent({
  specversion,
  id,
  source,
  type,
  time,
  data,
  ...rest
}: Record<string, unknown>): boolean {
  const texts = [id, source, type, rest.subject ?? 'none'];
  return (
    specversion === '1.0' &&
    texts.every((text) => typeof text === 'string' && text !== '') &&
    /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(String(time)) &&
    rest.datacontenttype === 'application/json' &&
    typeof data === 'object' &&
    Object.keys(rest).every((name) => /^[a-z0-9]+$/.test(name))
  );
}

/** One of the signatures is right; there are several while a secret is rotated. */
function isSigned(request: VendorRequest, key: Buffer): boolean {
  const signed = `${header(request, 'webhook-id')}.${header(request, 'webhook-timestamp')}.${request.body}`;
  const expected = createHmac('sha256', key).update(signed).digest();
  return header(request, 'webhook-signature')
    .split(' ')
    .map((signature) => signature.split(','))
    .filter(([version]) => version === 'v1')
    .map(([, text = '']) => Buffer.from(text, 'base64'))
    .some((given) => given.length === expected.length && timingSafeEqual(given, expected));
}

function header({ headers }: VendorRequest, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}
