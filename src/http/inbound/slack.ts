import type { Request } from 'express';
import { FirebreakError } from '../../core/errors.js';
import { MINUTE } from '../../core/time/duration.js';
import { hmacHex, same, unproven } from './proof.js';
import { at, bytesOf, type JsonObject, jsonOf, neededText, objectIn, textAt } from './read-body.js';

/** The button that messages about an alert carry; its value is the incident's id. */
const ACKNOWLEDGE = 'firebreak_ack';
const REPLAY_WINDOW = 5 * MINUTE;
const MOST_BLOCKS = 50;

/** A press of the button. */
export interface SlackPress {
  readonly incidentId: string;
  /** As people know them, and as Slack does. */
  readonly by: string;
  readonly userId: string;
  readonly responseUrl: string;
  /** The blocks of the message that the button is in. */
  readonly blocks: readonly JsonObject[];
}

/**
 * Reads an interaction; undefined when it is no press of our button.
 * https://docs.slack.dev/interactivity/handling-user-interaction/
 * @throws FirebreakError `unauthorized`, `invalid-input`
 */
export function readSlack(
  request: Request,
  { secret, responseHosts }: { readonly secret: string; readonly responseHosts: readonly string[] },
  now: number,
): SlackPress | undefined {
  const bytes = bytesOf(request);
  checkSignature(request, secret, bytes, now);
  const form = new URLSearchParams(bytes.toString('utf8'));
  const payload = jsonOf(form.get('payload') ?? '');
  const actions = at(payload, 'actions');
  const press = listIn(actions).find((action) => textAt(action, 'action_id') === ACKNOWLEDGE);
  if (textAt(payload, 'type') !== 'block_actions' || press === undefined) return undefined;
  const userId = neededText(payload, 'user', 'id');
  const blocks = at(payload, 'message', 'blocks');
  return {
    incidentId: neededText(press, 'value'),
    by: textAt(payload, 'user', 'name') ?? textAt(payload, 'user', 'username') ?? userId,
    userId,
    responseUrl: checkedUrl(neededText(payload, 'response_url'), responseHosts),
    blocks: objectsIn(blocks),
  };
}

function checkSignature(request: Request, secret: string, bytes: Buffer, now: number): void {
  const timestamp = request.get('x-slack-request-timestamp') ?? '';
  const wanted = `v0=${hmacHex(secret, `v0:${timestamp}:`, bytes)}`;
  if (!same(request.get('x-slack-signature') ?? '', wanted))
    throw unproven('X-Slack-Signature is not of this body');
  if (!/^\d+$/.test(timestamp) || Math.abs(now - Number(timestamp) * 1000) > REPLAY_WINDOW)
    throw unproven('it was signed over five minutes ago, or the clocks differ');
}

/** Whoever holds the secret is Slack, and yet it is not to send us anywhere. */
function checkedUrl(url: string, hosts: readonly string[]): string {
  if (URL.canParse(url) && hosts.includes(new URL(url).host)) return url;
  throw new FirebreakError('invalid-input', 'response_url does not lead to Slack');
}

/** The message with a line that says who is on it, and without the button. */
export function acknowledgedMessage({ blocks, userId, incidentId }: SlackPress): JsonObject {
  const text = `Acknowledged by <@${userId.replace(/[^A-Z0-9]/gi, '')}> · ${incidentId.replace(/[<>&]/g, '')}`;
  const line = { type: 'context', elements: [{ type: 'mrkdwn', text }] };
  const rest = blocks.flatMap(withoutButton);
  return { replace_original: true, text, blocks: [...rest.slice(0, MOST_BLOCKS - 1), line] };
}

/** What only the one who pressed the button sees. */
export function failedMessage(text: string): JsonObject {
  return { replace_original: false, response_type: 'ephemeral', text };
}

function objectsIn(value: unknown): JsonObject[] {
  return listIn(value)
    .map(objectIn)
    .filter((object): object is JsonObject => object !== undefined);
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function withoutButton(block: JsonObject): JsonObject[] {
  if (block.type !== 'actions' || !Array.isArray(block.elements)) return [block];
  const elements = listIn(block.elements).filter((element) => textAt(element, 'action_id') !== ACKNOWLEDGE);
  return elements.length === 0 ? [] : [{ ...block, elements }];
}
