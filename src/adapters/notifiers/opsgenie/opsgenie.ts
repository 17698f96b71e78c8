import type { Confirmation, DeliveryOutcome, Signal } from '../../../core/delivery/signal.js';
import type { AlertSeverity } from '../../../core/slo/alert-policy.js';
import type { Clock, Notifier } from '../../../engine/ports.js';
import { cut } from '../fit-text.js';
import { exchange, foreignAnswer, type HttpRequest } from '../http-send.js';
import { type JsonObject, objectField, readObject, textField } from '../read-answer.js';
import { alertOf, type Priority } from './alert.js';

export interface OpsgenieConfig {
  readonly kind: 'opsgenie';
  readonly apiKey: string;
  /** Of Opsgenie or of Jira Service Management, without `/v2/alerts`. */
  readonly url: string;
  readonly priorities: Readonly<Record<AlertSeverity, Priority>>;
}

const ASK_AFTER_MS = 1_000;
const LONGEST_USER = 100;
const LONGEST_NOTE = 25_000;

/**
 * Opsgenie's Alert API, which its successor in Jira Service Management has taken over: one alert per alias. A request is only accepted
 * at first; what became of it is asked for by its id.
 */
export function opsgenie(name: string, config: OpsgenieConfig, clock: Clock): Notifier {
  const request = (path: string, body?: unknown): HttpRequest => ({
    url: `${config.url.replace(/\/+$/, '')}${path}`,
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `GenieKey ${config.apiKey}` },
    allowPrivateAddresses: true,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return {
    receiver: name,
    refreshEveryMs: undefined,
    takesAcknowledgements: true,
    send: (signal) => submit(toRequest(signal, config.priorities, request), clock.now()),
    confirm: (requestId, signal) =>
      ask(request(`/v2/alerts/requests/${encodeURIComponent(requestId)}`), requestId, signal, clock.now()),
  };
}

function toRequest(
  signal: Signal,
  priorities: OpsgenieConfig['priorities'],
  request: (path: string, body: unknown) => HttpRequest,
): HttpRequest {
  if (signal.kind === 'trigger' || signal.kind === 'refresh') {
    return request('/v2/alerts', alertOf(signal, priorities[signal.severity]));
  }
  const action = signal.kind === 'resolve' ? 'close' : 'acknowledge';
  const alias = encodeURIComponent(signal.dedupKey);
  const by = signal.acknowledgedBy;
  return request(`/v2/alerts/${alias}/${action}?identifierType=alias`, {
    source: 'Firebreak',
    ...(by === undefined
      ? {}
      : { user: cut(by, LONGEST_USER), note: cut(`${by} is on it, says Firebreak`, LONGEST_NOTE) }),
  });
}

async function submit(request: HttpRequest, now: number): Promise<DeliveryOutcome> {
  const answer = await exchange(request, now);
  if (answer.kind === 'failed') return answer.outcome;
  const receipt = textField(readObject(answer.text), 'requestId');
  return receipt === undefined
    ? foreignAnswer(answer.text, request)
    : { kind: 'accepted', receipt, askAfterMs: ASK_AFTER_MS };
}

async function ask(
  request: HttpRequest,
  requestId: string,
  signal: Signal,
  now: number,
): Promise<Confirmation> {
  const answer = await exchange(request, now);
  // 404: not processed yet.
  if (answer.kind === 'failed') return { kind: 'waiting', reason: answer.outcome.reason };
  const data = objectField(readObject(answer.text), 'data');
  if (typeof data?.isSuccess !== 'boolean') {
    return { kind: 'waiting', reason: foreignAnswer(answer.text, request).reason };
  }
  return judge(data, requestId, signal);
}

function judge(data: JsonObject, requestId: string, signal: Signal): Confirmation {
  const status = cut(textField(data, 'status') ?? 'no reason given', 200);
  const alert = textField(data, 'alertId');
  if (data.isSuccess) {
    return { kind: 'delivered', receipt: `${requestId}${alert ? ` alert ${alert}` : ''}` };
  }
  // Somebody has closed it already: nothing is left to do.
  if (signal.kind !== 'trigger' && /does not exist|already/i.test(status)) {
    return { kind: 'delivered', receipt: `${requestId} (${status})` };
  }
  return { kind: 'refused', reason: status };
}
