import { asObject, readObject } from './read-json.js';
import { startVendorServer, type VendorAnswer, type VendorServer } from './vendor-server.js';

const MOST_BYTES = 512_000;
const SEVERITIES: readonly unknown[] = ['critical', 'error', 'warning', 'info'];

/** An alert as PagerDuty keeps it; a key that is triggered after its end opens another. */
interface PagerDutyAlert {
  readonly dedupKey: string;
  state: 'triggered' | 'acknowledged' | 'resolved';
  /** Every accepted trigger's payload, oldest first. */
  readonly payloads: Record<string, unknown>[];
}

export interface PagerDuty extends VendorServer {
  readonly alerts: readonly PagerDutyAlert[];
  /** Accepted change events, oldest first. */
  readonly changes: readonly Record<string, unknown>[];
}

/** Events API v2: https://developer.pagerduty.com/docs/events-api-v2/trigger-events/ and …/send-change-events/ */
export async function startPagerDuty(): Promise<PagerDuty> {
  const alerts: PagerDutyAlert[] = [];
  const changes: Record<string, unknown>[] = [];
  const server = await startVendorServer(({ method, path, headers, body }) => {
    const isChange = path === '/v2/change/enqueue';
    if (path !== '/v2/enqueue' && !isChange) return { status: 404, body: '' };
    if (method !== 'POST') return { status: 405, body: '' };
    if (!headers['content-type']?.startsWith('application/json')) return { status: 415, body: '' };
    const event = readObject(body);
    if (!event) return invalid(['JSON is invalid']);
    const errors =
      Buffer.byteLength(body) > MOST_BYTES
        ? ['Event is too large']
        : (isChange ? changeErrors : eventErrors)(event);
    if (errors.length > 0) return invalid(errors);
    if (!isChange) return accept(event, alerts);
    changes.push(event);
    return { status: 202, body: JSON.stringify({ status: 'success', message: 'Change event processed' }) };
  });
  return { ...server, alerts, changes };
}

function accept(event: Record<string, unknown>, alerts: PagerDutyAlert[]): VendorAnswer {
  const dedupKey = typeof event.dedup_key === 'string' ? event.dedup_key : `made-up-${alerts.length}`;
  const open = alerts.find((alert) => alert.dedupKey === dedupKey && alert.state !== 'resolved');
  if (event.event_action === 'trigger') {
    const payload = asObject(event.payload) ?? {};
    if (open) open.payloads.push(payload);
    else alerts.push({ dedupKey, state: 'triggered', payloads: [payload] });
  } else if (open) {
    open.state = event.event_action === 'resolve' ? 'resolved' : 'acknowledged';
  }
  return {
    status: 202,
    body: JSON.stringify({ status: 'success', message: 'Event processed', dedup_key: dedupKey }),
  };
}

function invalid(errors: readonly string[]): VendorAnswer {
  const body = JSON.stringify({ status: 'invalid event', message: 'Event object is invalid', errors });
  return { status: 400, body };
}

function changeErrors({ routing_key: key, payload: given, links }: Record<string, unknown>): string[] {
  const errors = addressErrors(key, links);
  const { summary, timestamp, source, custom_details: details } = asObject(given) ?? {};
  if (typeof summary !== 'string' || summary === '' || summary.length > 1024)
    errors.push(`'payload.summary' must be a string of 1 to 1024 characters`);
  if (typeof timestamp !== 'string' || Number.isNaN(Date.parse(timestamp)))
    errors.push(`'payload.timestamp' is no ISO 8601 time`);
  if (source !== undefined && typeof source !== 'string') errors.push(`'payload.source' must be a string`);
  if (details !== undefined && !asObject(details)) errors.push(`'payload.custom_details' must be an object`);
  return errors;
}

function eventErrors(event: Record<string, unknown>): string[] {
  const { routing_key: key, event_action: action, dedup_key: dedup, links } = event;
  const errors = addressErrors(key, links);
  if (dedup !== undefined && (typeof dedup !== 'string' || dedup === '' || dedup.length > 255))
    errors.push(`'dedup_key' must be a string of at most 255 characters`);
  if (action === 'trigger') errors.push(...payloadErrors(asObject(event.payload)));
  else if (action !== 'resolve' && action !== 'acknowledge') errors.push(`'event_action' is invalid`);
  else if (dedup === undefined) errors.push(`'dedup_key' is missing or blank`);
  return errors;
}

function addressErrors(key: unknown, links: unknown): string[] {
  const errors: string[] = [];
  if (typeof key !== 'string' || key.length !== 32)
    errors.push(`Length of 'routing_key' is incorrect (should be 32 characters)`);
  if (links !== undefined && !(Array.isArray(links) && links.every(isLink)))
    errors.push(`'links' is invalid: each needs an href`);
  return errors;
}

function payloadErrors(payload: Record<string, unknown> | undefined): string[] {
  if (!payload) return [`'payload' is missing or blank`];
  const errors: string[] = [];
  for (const field of ['summary', 'source', 'severity']) {
    if (typeof payload[field] !== 'string' || payload[field] === '')
      errors.push(`'payload.${field}' is missing or blank`);
  }
  if (String(payload.summary).length > 1024) errors.push(`'payload.summary' is longer than 1024`);
  if (!SEVERITIES.includes(payload.severity)) errors.push(`'payload.severity' is invalid`);
  for (const field of ['component', 'group', 'class', 'timestamp']) {
    if (payload[field] !== undefined && typeof payload[field] !== 'string')
      errors.push(`'payload.${field}' must be a string`);
  }
  if (typeof payload.timestamp === 'string' && Number.isNaN(Date.parse(payload.timestamp)))
    errors.push(`'payload.timestamp' is no ISO 8601 time`);
  if (payload.custom_details !== undefined && !asObject(payload.custom_details))
    errors.push(`'payload.custom_details' must be an object`);
  return errors;
}

function isLink(link: unknown): boolean {
  return /^https?:\/\//.test(String(asObject(link)?.href));
}
