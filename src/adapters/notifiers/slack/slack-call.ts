import { exchange, foreignAnswer, type HttpRequest, type NotDelivered } from '../http-send.js';
import { readObject, textField } from '../read-answer.js';

export type SlackCall =
  | { readonly kind: 'posted'; readonly channel: string; readonly ts: string }
  | { readonly kind: 'failed'; readonly error: string | undefined; readonly outcome: NotDelivered };

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

/** Calls a method of the Web API that posts or changes a message. A refusal comes as 200 with `ok: false`. */
export async function callSlack(
  { apiUrl, token }: { readonly apiUrl: string; readonly token: string },
  method: string,
  body: unknown,
  now: number,
): Promise<SlackCall> {
  const request: HttpRequest = {
    url: `${apiUrl.replace(/\/+$/, '')}/${method}`,
    body: JSON.stringify(body),
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json; charset=utf-8' },
    allowPrivateAddresses: true,
  };
  const answer = await exchange(request, now);
  if (answer.kind === 'failed') return { kind: 'failed', error: undefined, outcome: answer.outcome };
  const said = readObject(answer.text);
  const [channel, ts] = [textField(said, 'channel'), textField(said, 'ts')];
  if (said?.ok === true && channel !== undefined && ts !== undefined) return { kind: 'posted', channel, ts };
  const error = said?.ok === false ? textField(said, 'error') : undefined;
  const outcome = error === undefined ? foreignAnswer(answer.text, request) : judge(error, method);
  return { kind: 'failed', error, outcome };
}

function judge(error: string, method: string): NotDelivered {
  const reason = `${method}: ${error.slice(0, 100)}`;
  if (PASSING.has(error)) return { kind: 'retry', reason };
  return { kind: HALF_DONE.has(error) ? 'unknown' : 'refused', reason };
}
