import { asObject, readObject } from './read-json.js';
import { startVendorServer, type VendorAnswer, type VendorServer } from './vendor-server.js';

/** An incident as customers see it. */
interface PublicIncident {
  readonly id: string;
  readonly name: string;
  status: string;
  readonly metadata: unknown;
  readonly updates: { readonly status: string; readonly body: string; readonly notified: boolean }[];
}

export interface Statuspage extends VendorServer {
  readonly incidents: readonly PublicIncident[];
  /** The components' statuses, by id. */
  readonly components: ReadonlyMap<string, string>;
  /** The next incident is made, and the answer never comes. */
  loseNextAnswer(): void;
}

export const STATUSPAGE = { token: '0ad3b1f2-s3cr3t', pageId: 'kctbh9vrtdwd' } as const;
const STATUSES: readonly unknown[] = ['investigating', 'identified', 'monitoring', 'resolved'];
const COMPONENT_STATUSES: readonly unknown[] = [
  'operational',
  'degraded_performance',
  'partial_outage',
  'major_outage',
];
/** Measured over a rolling minute: https://developer.statuspage.io */
const MOST_PER_MINUTE = 60;

/** The API of incidents: https://developer.statuspage.io/#tag/incidents */
export async function startStatuspage(now: () => number = Date.now): Promise<Statuspage> {
  const incidents: PublicIncident[] = [];
  const components = new Map([
    ['api', 'operational'],
    ['web', 'operational'],
  ]);
  let times: number[] = [];
  let loses = false;
  const server = await startVendorServer(({ method, path, headers, body }): VendorAnswer => {
    const { pathname, searchParams } = new URL(path, 'http://statuspage');
    if (headers.authorization !== `OAuth ${STATUSPAGE.token}`)
      return json(401, { error: 'Could not authenticate' });
    times = [...times.filter((time) => time > now() - 60_000), now()];
    if (times.length > MOST_PER_MINUTE) return json(420, { error: 'Too many requests' });
    const [, page, rest = ''] = /^\/v1\/pages\/([^/]+)\/incidents(.*)$/.exec(pathname) ?? [];
    if (page !== STATUSPAGE.pageId) return json(404, { error: 'Not found' });
    const newest = [...incidents].reverse().map(view);
    if (method === 'GET' && rest === '')
      return json(200, newest.slice(0, Number(searchParams.get('limit') ?? 100)));
    if (method === 'GET' && rest === '/unresolved')
      return json(
        200,
        newest.filter(({ status }) => status !== 'resolved'),
      );
    const given = asObject(readObject(body)?.incident);
    const old = incidents.find(({ id }) => rest === `/${id}`);
    if (!given || !(method === 'POST' ? rest === '' : method === 'PATCH' && old))
      return json(404, { error: 'Not found' });
    const wrong = errorsOf(given, components, old === undefined);
    if (wrong.length > 0) return json(422, { error: wrong });
    const incident = old ?? {
      id: `inc${incidents.length + 1}`,
      name: String(given.name),
      status: '',
      metadata: given.metadata,
      updates: [],
    };
    incident.status = String(given.status);
    incident.updates.push({
      status: incident.status,
      body: String(given.body),
      notified: given.deliver_notifications !== false,
    });
    for (const [id, status] of Object.entries(asObject(given.components) ?? {}))
      components.set(id, String(status));
    if (!old) incidents.push(incident);
    if (loses) {
      loses = false;
      return { status: 504, body: 'gateway time-out' };
    }
    return json(old ? 200 : 201, view(incident));
  });
  return {
    ...server,
    incidents,
    components,
    loseNextAnswer: () => {
      loses = true;
    },
  };
}

function view({ id, name, status, metadata, updates }: PublicIncident) {
  // The newest first.
  const incidentUpdates = [...updates].reverse();
  return { id, name, status, metadata, incident_updates: incidentUpdates, page_id: STATUSPAGE.pageId };
}

function errorsOf(
  given: Record<string, unknown>,
  known: ReadonlyMap<string, string>,
  isNew: boolean,
): string[] {
  const { name, status, body, metadata, components, component_ids: ids } = given;
  const told = Object.entries(asObject(components) ?? {});
  const checks: [boolean, string][] = [
    [!isNew || (typeof name === 'string' && name !== '' && name.length <= 255), 'Name is invalid'],
    [STATUSES.includes(status), 'Status is invalid'],
    [typeof body === 'string' && body.length <= 25_000, 'Body is invalid'],
    [!isNew || Object.values(asObject(metadata) ?? {}).every(asObject), 'Metadata is invalid'],
    [told.every(([id, is]) => known.has(id) && COMPONENT_STATUSES.includes(is)), 'Components are invalid'],
    [told.length === 0 || (Array.isArray(ids) && ids.length === told.length), 'Component ids are invalid'],
  ];
  return checks.flatMap(([ok, error]) => (ok ? [] : [error]));
}

function json(status: number, body: unknown): VendorAnswer {
  return { status, body: JSON.stringify(body) };
}
