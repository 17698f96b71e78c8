import { exchange, foreignAnswer, type HttpRequest, type NotDelivered } from '../http-send.js';
import { type JsonObject, readObject, textField } from '../read-answer.js';

/** Where the Web API is, and who calls it. */
export interface SlackAccess {
  readonly apiUrl: string;
  readonly token: string;
}

export type SlackFailure = {
  readonly kind: 'failed';
  readonly error: string | undefined;
  readonly outcome: NotDelivered;
};

export type SlackAnswer = { readonly kind: 'said'; readonly said: JsonObject } | SlackFailure;

export type SlackCall =
  | { readonly kind: 'posted'; readonly channel: string; readonly ts: string }
  | SlackFailure;

/** Slack could not do it now, and has done nothing of it. */
const PASSING: ReadonlySet<string> = new Set([
  'ratelimited',
  'rate_limited',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
]);

/** Slack says of these that part of it may have been done. */
const HALF_DONE: ReadonlySet<string> = new Set(['internal_error', 'fatal_error']);

/** Somebody has deleted the message, or Slack changes it no more. */
export function isGone(error: string | undefined): boolean {
  return ['message_not_found', 'cant_update_message', 'edit_window_closed'].includes(error ?? '');
}

/** A page of channels, each with its topic and purpose. */
const MOST_ANSWER_BYTES = 2_000_000;

/** Calls a method of the Web API that posts or changes a message. A refusal comes as 200 with `ok: false`. */
export async function callSlack(
  access: SlackAccess,
  method: string,
  body: unknown,
  now: number,
): Promise<SlackCall> {
  const request = jsonRequest(access, method, body);
  const answer = await ask(request, method, now);
  if (answer.kind === 'failed') return answer;
  const [channel, ts] = [textField(answer.said, 'channel'), textField(answer.said, 'ts')];
  if (channel !== undefined && ts !== undefined) return { kind: 'posted', channel, ts };
  const outcome = foreignAnswer(JSON.stringify(answer.said), request);
  return { kind: 'failed', error: undefined, outcome };
}

/** Calls a method that changes something else. */
export function changeInSlack(
  access: SlackAccess,
  method: string,
  body: unknown,
  now: number,
): Promise<SlackAnswer> {
  return ask(jsonRequest(access, method, body), method, now);
}

/** Calls a method that only reads: those take no JSON. */
export function readFromSlack(
  { apiUrl, token }: SlackAccess,
  method: string,
  given: Readonly<Record<string, string>>,
  now: number,
): Promise<SlackAnswer> {
  const request: HttpRequest = {
    url: urlOf(apiUrl, method),
    body: new URLSearchParams(given).toString(),
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
    allowPrivateAddresses: true,
    mostAnswerBytes: MOST_ANSWER_BYTES,
  };
  return ask(request, method, now);
}

function jsonRequest({ apiUrl, token }: SlackAccess, method: string, body: unknown): HttpRequest {
  return {
    url: urlOf(apiUrl, method),
    body: JSON.stringify(body),
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json; charset=utf-8' },
    allowPrivateAddresses: true,
  };
}

function urlOf(apiUrl: string, method: string): string {
  return `${apiUrl.replace(/\/+$/, '')}/${method}`;
}

async function ask(request: HttpRequest, method: string, now: number): Promise<SlackAnswer> {
  const answer = await exchange(request, now);
  if (answer.kind === 'failed') return { kind: 'failed', error: undefined, outcome: answer.outcome };
  const said = readObject(answer.text);
  if (said?.ok === true) return { kind: 'said', said };
  const error = said?.ok === false ? textField(said, 'error') : undefined;
  const outcome =
    error === undefined
      ? foreignAnswer(answer.text, request)
      : judge(error, textField(said, 'needed'), method);
  return { kind: 'failed', error, outcome };
}

/** @param needed the scope that the app lacks, where Slack names it */
function judge(error: string, needed: string | undefined, method: string): NotDelivered {
  const scope = needed === undefined ? '' : ` (the app needs ${needed.slice(0, 100)})`;
  const reason = `${method}: ${error.slice(0, 100)}${scope}`;
  if (PASSING.has(error)) return { kind: 'retry', reason };
  return { kind: HALF_DONE.has(error) ? 'unknown' : 'refused', reason };
}
