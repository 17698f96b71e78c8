import { asObject, readObject } from './read-json.js';
import { startVendorServer, type VendorAnswer, type VendorServer } from './vendor-server.js';

interface OpsgenieAlert {
  readonly alias: string;
  state: 'open' | 'acknowledged' | 'closed';
  count: number;
  readonly message: string;
  readonly description: string;
  readonly priority: unknown;
  readonly tags: readonly unknown[];
  readonly details: unknown;
  readonly actions: { readonly action: string; readonly user: unknown }[];
}

export interface Opsgenie extends VendorServer {
  readonly alerts: readonly OpsgenieAlert[];
  /** Requests are only accepted from now on, until `process` is called. */
  hold(): void;
  process(): void;
  /** The next create is accepted, and then comes to nothing. */
  dropNext(status: string): void;
}

export const API_KEY = 'eb243592-faa2-4ba2-a551-1afdf565c889';
const PRIORITIES: readonly unknown[] = ['P1', 'P2', 'P3', 'P4', 'P5'];

/**
 * The Alert API (https://docs.opsgenie.com/docs/alert-api), below any prefix: requests are accepted with 202, and their outcome stands in
 * the request status, 404 before they are processed.
 */
export async function startOpsgenie(prefix = ''): Promise<Opsgenie> {
  const alerts: OpsgenieAlert[] = [];
  const outcomes = new Map<string, Record<string, unknown>>();
  const queue: { readonly id: string; readonly act: () => Record<string, unknown> }[] = [];
  let held = false;
  let dropped: string | undefined;
  const process = () => {
    for (const { id, act } of queue.splice(0)) outcomes.set(id, act());
  };
  const accept = (act: () => Record<string, unknown>): VendorAnswer => {
    const id = `request-${queue.length + outcomes.size + 1}`;
    queue.push({ id, act });
    if (!held) process();
    return json(202, { result: 'Request will be processed', took: 0.1, requestId: id });
  };
  const openOf = (alias: string) => alerts.find((alert) => alert.alias === alias && alert.state !== 'closed');

  const server = await startVendorServer(({ method, path, headers, body }) => {
    const { pathname, searchParams } = new URL(path, 'http://opsgenie');
    const [, route = ''] = pathname.startsWith(`${prefix}/v2/alerts`)
      ? pathname.split('/v2/alerts')
      : ['', '/?'];
    if (headers.authorization !== `GenieKey ${API_KEY}`)
      return json(403, { message: `You are not authorized: ${String(headers.authorization)}`, took: 0 });
    const status = /^\/requests\/([^/]+)$/.exec(route)?.[1];
    if (method === 'GET' && status !== undefined) {
      const data = outcomes.get(status);
      return data
        ? json(200, { data, took: 0.1, requestId: status })
        : json(404, { message: 'Request not found' });
    }
    const given = readObject(body);
    if (method !== 'POST' || !given) return json(404, { message: 'No such route' });
    if (route === '') {
      const wrong = alertErrors(given);
      if (Object.keys(wrong).length > 0)
        return json(422, { message: 'Request body is not processable', errors: wrong });
      const reason = dropped;
      dropped = undefined;
      return accept(() => (reason === undefined ? create(given, openOf, alerts) : failed('Create', reason)));
    }
    const [, alias = '', action = ''] = /^\/([^/]+)\/(close|acknowledge)$/.exec(route) ?? [];
    if (action === '' || searchParams.get('identifierType') !== 'alias')
      return json(404, { message: 'No such route' });
    return accept(() => act(openOf(decodeURIComponent(alias)), action, given.user));
  });
  return {
    ...server,
    alerts,
    process,
    hold: () => {
      held = true;
    },
    dropNext: (reason) => {
      dropped = reason;
    },
  };
}

function create(
  given: Record<string, unknown>,
  openOf: (alias: string) => OpsgenieAlert | undefined,
  alerts: OpsgenieAlert[],
) {
  const alias = String(given.alias);
  const open = openOf(alias);
  if (open) open.count += 1;
  else {
    alerts.push({
      alias,
      state: 'open',
      count: 1,
      message: String(given.message),
      description: String(given.description),
      priority: given.priority,
      tags: given.tags as unknown[],
      details: given.details,
      actions: [],
    });
  }
  return {
    success: true,
    isSuccess: true,
    action: 'Create',
    status: 'Created alert',
    alertId: `alert-${alerts.length}`,
    alias,
  };
}

function act(open: OpsgenieAlert | undefined, action: string, user: unknown) {
  if (!open) return failed(action, 'Alert does not exist');
  open.state = action === 'close' ? 'closed' : 'acknowledged';
  open.actions.push({ action, user });
  return { success: true, isSuccess: true, action, status: 'Done', alertId: 'alert', alias: open.alias };
}

function failed(action: string, status: string) {
  return { success: false, isSuccess: false, action, status, alertId: '', alias: '' };
}

function alertErrors(given: Record<string, unknown>): Record<string, string> {
  const { message, alias, description, entity, source, priority, tags, details } = given;
  const short = (value: unknown, most: number) =>
    typeof value === 'string' && value !== '' && value.length <= most;
  const sizes = Object.entries(asObject(details) ?? {}).map(([name, value]) =>
    typeof value === 'string' ? name.length + value.length : Number.NaN,
  );
  const sound: Record<string, boolean> = {
    message: short(message, 130),
    alias: short(alias, 512),
    description: short(description, 15_000),
    entity: short(entity, 512),
    source: short(source, 100),
    priority: PRIORITIES.includes(priority),
    tags: Array.isArray(tags) && tags.length <= 20 && tags.every((tag) => short(tag, 50)),
    details: sizes.reduce((sum, size) => sum + size, 0) <= 8_000,
  };
  return Object.fromEntries(
    Object.entries(sound).flatMap(([field, ok]) => (ok ? [] : [[field, 'is not valid']])),
  );
}

function json(status: number, body: unknown): VendorAnswer {
  return { status, body: JSON.stringify(body) };
}
