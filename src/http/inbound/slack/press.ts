import type { Request } from 'express';
import { FirebreakError } from '../../../core/errors.js';
import { ROLES } from '../../../core/incident/phases.js';
import { MINUTE } from '../../../core/time/duration.js';
import { hmacHex, same, unproven } from '../proof.js';
import { at, bytesOf, type JsonObject, jsonOf, neededText, objectIn, textAt } from '../read-body.js';
import { incidentOf, readTyped, type Typed } from './words.js';

/** The button that messages about an alert carry; its value is the incident's id. */
const ACKNOWLEDGE = 'firebreak_ack';
const REPLAY_WINDOW = 5 * MINUTE;
const MOST_BLOCKS = 50;

/** Others of an incident’s own message; the role's value is `INC-7 commander`. */
const TAKE_ROLE = 'firebreak_role';
const ESCALATE = 'firebreak_escalate';
const UPDATE = 'firebreak_update';
/** The shortcut on a message that puts it into the timeline. */
const PIN = 'firebreak_timeline';

/** What came from Slack: a press of the button, something that was typed or is as good as typed, or nothing of ours. */
export type FromSlack =
  | { readonly kind: 'press'; readonly press: SlackPress }
  | {
      readonly kind: 'typed';
      readonly typed: Typed;
      readonly by: string;
      /** What it is called in Slack, the same when it is sent again. */
      readonly id: string;
      /** Where the answer goes; undefined: it is the answer to the request itself. */
      readonly responseUrl: string | undefined;
    }
  | undefined;

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
 * Reads an interaction or a slash command; undefined when it is none of ours.
 * https://docs.slack.dev/interactivity/handling-user-interaction/
 * https://docs.slack.dev/interactivity/implementing-slash-commands
 * @throws FirebreakError `unauthorized`, `invalid-input`
 */
export function readSlack(
  request: Request,
  { secret, responseHosts }: { readonly secret: string; readonly responseHosts: readonly string[] },
  now: number,
): FromSlack {
  const bytes = bytesOf(request);
  checkSignature(request, secret, bytes, now);
  const form = new URLSearchParams(bytes.toString('utf8'));
  if (form.has('command')) return readCommand(form);
  const payload = jsonOf(form.get('payload') ?? '');
  if (textAt(payload, 'type') === 'message_action') return readShortcut(payload, responseHosts);
  if (textAt(payload, 'type') !== 'block_actions') return undefined;
  const actions = listIn(at(payload, 'actions'));
  const press = actions.find((action) => textAt(action, 'action_id') === ACKNOWLEDGE);
  if (press === undefined) return readOther(actions, payload, responseHosts);
  const userId = neededText(payload, 'user', 'id');
  const blocks = at(payload, 'message', 'blocks');
  const found = {
    incidentId: neededText(press, 'value'),
    by: personIn(payload),
    userId,
    responseUrl: checkedUrl(neededText(payload, 'response_url'), responseHosts),
    blocks: objectsIn(blocks),
  };
  return { kind: 'press', press: found };
}

function readCommand(form: URLSearchParams): FromSlack {
  const given = (name: string) => form.get(name) ?? '';
  const by = given('user_name') || given('user_id');
  if (by === '') throw new FirebreakError('invalid-input', 'the body needs "user_name": a text');
  return {
    kind: 'typed',
    typed: readTyped(given('text').slice(0, 2000), given('channel_name'), by),
    by,
    id: given('trigger_id'),
    responseUrl: undefined,
  };
}

/** A message that somebody puts into the timeline of the incident whose channel it is in, with when it was written. */
function readShortcut(payload: JsonObject, responseHosts: readonly string[]): FromSlack {
  if (textAt(payload, 'callback_id') !== PIN) return undefined;
  const by = personIn(payload);
  const incidentId = incidentOf(textAt(payload, 'channel', 'name') ?? '');
  const seconds = Number(neededText(payload, 'message', 'ts'));
  const text = textAt(payload, 'message', 'text') ?? '(no text)';
  const author = textAt(payload, 'message', 'user');
  const asked = {
    kind: 'add-entry',
    text: author === undefined ? text : `${text} (from Slack, by ${author})`,
    happenedAt: Number.isFinite(seconds) ? Math.floor(seconds * 1000) : undefined,
  } as const;
  return {
    kind: 'typed',
    typed:
      incidentId === undefined
        ? { kind: 'help', text: 'This channel is of no incident: its name does not begin like `inc-7`.' }
        : { kind: 'work', incidentId, asked },
    by,
    id: `${textAt(payload, 'channel', 'id') ?? ''}/${seconds}/timeline`,
    responseUrl: checkedUrl(neededText(payload, 'response_url'), responseHosts),
  };
}

function readOther(
  actions: readonly unknown[],
  payload: JsonObject,
  responseHosts: readonly string[],
): FromSlack {
  const by = personIn(payload);
  for (const action of actions) {
    const name = textAt(action, 'action_id');
    const value = textAt(action, 'selected_option', 'value') ?? textAt(action, 'value') ?? '';
    const [incidentId = '', word] = value.split(' ');
    const role = ROLES.find((each) => each === word);
    const typed: Typed | undefined =
      name === TAKE_ROLE && role
        ? { kind: 'work', incidentId, asked: { kind: 'assign-role', role, to: by } }
        : name === ESCALATE
          ? { kind: 'work', incidentId, asked: { kind: 'escalate', reason: 'asked for in Slack' } }
          : name === UPDATE
            ? { kind: 'drafts', incidentId }
            : undefined;
    if (typed)
      return {
        kind: 'typed',
        typed,
        by,
        id: textAt(payload, 'trigger_id') ?? '',
        responseUrl: checkedUrl(neededText(payload, 'response_url'), responseHosts),
      };
  }
  return undefined;
}

function personIn(payload: JsonObject): string {
  const id = neededText(payload, 'user', 'id');
  return textAt(payload, 'user', 'name') ?? textAt(payload, 'user', 'username') ?? id;
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
