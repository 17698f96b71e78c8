import { openingId } from '../../../core/delivery/opening.js';
import type { DeliveryOutcome, Signal, SignalNotice } from '../../../core/delivery/signal.js';
import type { Clock, Notifier } from '../../../engine/ports.js';
import { cut } from '../fit-text.js';
import { exchange, foreignAnswer, type HttpRequest, type NotDelivered } from '../http-send.js';
import {
  type JsonObject,
  objectField,
  objectsField,
  readObject,
  readObjects,
  textField,
} from '../read-answer.js';

export interface StatuspageConfig {
  readonly kind: 'statuspage';
  readonly token: string;
  readonly pageId: string;
  /** Without `/v1`. */
  readonly url: string;
  /** Whether subscribers are told, too. */
  readonly notifySubscribers: boolean;
  /** The status of each component while an incident is open, by the component's id. */
  readonly components: Readonly<Record<string, string>>;
  /** What customers read; undefined for our own words. */
  readonly words: { readonly name?: string; readonly body?: string; readonly resolved?: string };
}

/** The page's newest incidents with all their updates may be long. */
const MOST_ANSWER_BYTES = 8 * 1024 * 1024;
const LONGEST_NAME = 255;
const LONGEST_BODY = 25_000;
const RECENT = 50;
/** Where Statuspage keeps our id: nothing else there makes a second request the same as the first. */
const METADATA = 'firebreak';

type Ask = (path: string, method: 'GET' | 'POST' | 'PATCH', body?: unknown) => HttpRequest;

/** Statuspage: a page of a burning promise becomes an incident that customers see, and ends with it. */
export function statuspage(name: string, config: StatuspageConfig, clock: Clock): Notifier {
  const ask: Ask = (path, method, body) => ({
    url: `${config.url.replace(/\/+$/, '')}/v1/pages/${encodeURIComponent(config.pageId)}/incidents${path}`,
    method,
    headers: { authorization: `OAuth ${config.token}` },
    allowPrivateAddresses: true,
    mostAnswerBytes: MOST_ANSWER_BYTES,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return {
    receiver: name,
    refreshEveryMs: undefined,
    takesNotices: true,
    send(signal) {
      if (signal.isTest) return tryOut(ask, clock.now());
      if (signal.notice)
        return signal.notice.audience === 'customers'
          ? tell(signal, signal.notice, config, ask, clock.now())
          : Promise.resolve(NOT_APPROVED);
      if (signal.cause !== 'burn' || signal.severity !== 'page') return Promise.resolve(NOT_FOR_CUSTOMERS);
      return signal.kind === 'resolve'
        ? resolve(signal, config, ask, clock.now())
        : publish(signal, config, ask, clock.now());
    },
  };
}

const NOT_APPROVED: DeliveryOutcome = {
  kind: 'refused',
  reason: 'customers are told what was approved for customers only',
};

/** That nobody can see, or that something is being spent, is no outage. */
const NOT_FOR_CUSTOMERS: DeliveryOutcome = {
  kind: 'refused',
  reason: 'customers are told of pages of a burning promise only: route by match.severity: page',
};

/** A test is never published: that the page can be read by this token is all that it shows. */
async function tryOut(ask: Ask, now: number): Promise<DeliveryOutcome> {
  const found = await list('/unresolved', ask, now);
  return 'failed' in found
    ? found.failed
    : { kind: 'delivered', receipt: 'the page was read; nothing was published' };
}

/** A repetition finds what the first attempt may have made. */
async function publish(
  signal: Signal,
  config: StatuspageConfig,
  ask: Ask,
  now: number,
): Promise<DeliveryOutcome> {
  const made = await madeBefore(signal, ask, now);
  if ('failed' in made) return made.failed;
  if (made.incident)
    return receiptOf(made.incident) ?? { kind: 'unknown', reason: 'an incident without an id' };
  const { words } = config;
  const name = words.name ?? `${signal.service}: we are looking into a problem`;
  const body = words.body ?? 'More requests than usual are failing. We are looking into it.';
  return open(signal, { name, status: 'investigating', body }, config, ask, now);
}

/** What was approved for customers: the first opens an incident, the others are its updates. */
async function tell(
  signal: Signal,
  { title, lines, standing }: SignalNotice,
  config: StatuspageConfig,
  ask: Ask,
  now: number,
): Promise<DeliveryOutcome> {
  const made = await madeBefore(signal, ask, now);
  if ('failed' in made) return made.failed;
  const body = lines.join('\n');
  const id = textField(made.incident, 'id');
  if (id === undefined) {
    const { name = title } = config.words;
    return open(signal, { name, status: standing, body }, config, ask, now);
  }
  // An answer that was lost: what is there already is not said twice.
  const [newest] = objectsField(made.incident, 'incident_updates');
  if (textField(newest, 'body') === cut(body, LONGEST_BODY) && textField(newest, 'status') === standing)
    return { kind: 'delivered', receipt: `incident ${id}` };
  const well = Object.fromEntries(
    Object.keys(config.components).map((component) => [component, 'operational']),
  );
  const incident = {
    status: standing,
    body: cut(body, LONGEST_BODY),
    deliver_notifications: config.notifySubscribers,
    ...(standing === 'resolved' ? componentsOf(well) : {}),
  };
  return change(ask(`/${encodeURIComponent(id)}`, 'PATCH', { incident }), now);
}

async function madeBefore(
  signal: Signal,
  ask: Ask,
  now: number,
): Promise<{ readonly incident: JsonObject | undefined } | { readonly failed: NotDelivered }> {
  const recent = await list(`?limit=${RECENT}`, ask, now);
  if ('failed' in recent) return recent;
  return { incident: recent.incidents.find((incident) => ourId(incident) === openingId(signal)) };
}

function open(
  signal: Signal,
  { name, status, body }: { readonly name: string; readonly status: string; readonly body: string },
  { components, notifySubscribers }: StatuspageConfig,
  ask: Ask,
  now: number,
): Promise<DeliveryOutcome> {
  const incident = {
    name: cut(name, LONGEST_NAME),
    status,
    body: cut(body, LONGEST_BODY),
    deliver_notifications: notifySubscribers,
    metadata: { [METADATA]: { id: openingId(signal) } },
    ...componentsOf(components),
  };
  return change(ask('', 'POST', { incident }), now);
}

async function resolve(
  signal: Signal,
  { words, components, notifySubscribers }: StatuspageConfig,
  ask: Ask,
  now: number,
): Promise<DeliveryOutcome> {
  const open = await list('/unresolved', ask, now);
  if ('failed' in open) return open.failed;
  const own = open.incidents.find((incident) => ourId(incident) === openingId(signal));
  const id = textField(own, 'id');
  if (id === undefined) return { kind: 'delivered', receipt: 'no incident was open' };
  // Another of ours may be why a component is still down.
  const isLast = open.incidents.every((incident) => incident === own || ourId(incident) === undefined);
  const well = Object.fromEntries(Object.keys(components).map((component) => [component, 'operational']));
  const incident = {
    status: 'resolved',
    body: cut(words.resolved ?? 'This has ended.', LONGEST_BODY),
    deliver_notifications: notifySubscribers,
    ...(isLast ? componentsOf(well) : {}),
  };
  return change(ask(`/${encodeURIComponent(id)}`, 'PATCH', { incident }), now);
}

function componentsOf(components: Readonly<Record<string, string>>) {
  const ids = Object.keys(components);
  return ids.length === 0 ? {} : { components, component_ids: ids };
}

async function list(
  path: string,
  ask: Ask,
  now: number,
): Promise<{ readonly incidents: readonly JsonObject[] } | { readonly failed: NotDelivered }> {
  const request = ask(path, 'GET');
  const answer = await exchange(request, now);
  if (answer.kind === 'failed') return { failed: answer.outcome };
  const incidents = readObjects(answer.text);
  return incidents ? { incidents } : { failed: foreignAnswer(answer.text, request) };
}

async function change(request: HttpRequest, now: number): Promise<DeliveryOutcome> {
  const answer = await exchange(request, now);
  if (answer.kind === 'failed') return answer.outcome;
  return receiptOf(readObject(answer.text)) ?? foreignAnswer(answer.text, request);
}

function receiptOf(incident: JsonObject | undefined): DeliveryOutcome | undefined {
  const id = textField(incident, 'id');
  return id === undefined ? undefined : { kind: 'delivered', receipt: `incident ${id}` };
}

function ourId(incident: JsonObject): string | undefined {
  return textField(objectField(objectField(incident, 'metadata'), METADATA), 'id');
}
