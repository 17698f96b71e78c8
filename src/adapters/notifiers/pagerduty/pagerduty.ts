import { pageBody, pageTitle } from '../../../core/delivery/page-text.js';
import type { DeliveryOutcome, Signal } from '../../../core/delivery/signal.js';
import type { Clock, Notifier } from '../../../engine/ports.js';
import { httpSend } from '../http-send.js';

export interface PagerDutyConfig {
  readonly kind: 'pagerduty';
  readonly routingKey: string;
  /** Without `/v2/enqueue`. */
  readonly url: string;
}

const CLASSES = { burn: 'error budget burn', blind: 'no data', sla: 'SLA at risk' } as const;
const LONGEST_SUMMARY = 1024;
const LARGEST_EVENT_BYTES = 512_000;

/** PagerDuty Events API v2: one alert per dedup key, opened by trigger and closed by resolve. */
export function pagerDuty(name: string, config: PagerDutyConfig, clock: Clock): Notifier {
  return {
    receiver: name,
    refreshEveryMs: undefined,
    send: (signal): Promise<DeliveryOutcome> =>
      httpSend(
        {
          url: `${config.url.replace(/\/+$/, '')}/v2/enqueue`,
          body: eventText(signal, config.routingKey),
          allowPrivateAddresses: true,
          receipt: readReceipt,
        },
        clock.now(),
      ),
  };
}

/** An event that is too large is refused as a whole: better a page without its details than none. */
function eventText(signal: Signal, routingKey: string): string {
  const address = { routing_key: routingKey, dedup_key: signal.dedupKey };
  if (signal.kind === 'resolve') return JSON.stringify({ ...address, event_action: 'resolve' });
  const { payload, ...shell } = { ...address, ...trigger(signal) };
  const text = JSON.stringify({ ...shell, payload: { ...payload, custom_details: details(signal) } });
  if (Buffer.byteLength(text) <= LARGEST_EVENT_BYTES) return text;
  return JSON.stringify({ ...shell, payload });
}

function trigger(signal: Signal) {
  const { links } = signal;
  const told = Object.entries({
    Runbook: links.runbook,
    Dashboard: links.dashboard,
    Repository: links.repository,
  });
  return {
    event_action: 'trigger',
    client: 'Firebreak',
    payload: {
      summary: pageTitle(signal).slice(0, LONGEST_SUMMARY),
      source: signal.service,
      severity: signal.severity === 'page' ? 'critical' : 'warning',
      timestamp: new Date(signal.firingSince).toISOString(),
      component: signal.slo,
      group: signal.service,
      class: CLASSES[signal.cause],
    },
    links: told.flatMap(([text, href]) => (href === undefined ? [] : [{ href, text }])),
  };
}

/** PagerDuty shows details as a table: `What: …` becomes a row. */
function details(signal: Signal): Record<string, unknown> {
  const { labels } = signal;
  const rows = pageBody(signal).map((line): [string, string] => {
    const colon = line.indexOf(': ');
    return colon === -1 ? ['Note', line] : [line.slice(0, colon), line.slice(colon + 2)];
  });
  return { ...Object.fromEntries(rows), ...(Object.keys(labels).length === 0 ? {} : { Labels: labels }) };
}

function readReceipt(answer: string): string | undefined {
  try {
    const body: unknown = JSON.parse(answer);
    const key = typeof body === 'object' && body !== null && 'dedup_key' in body ? body.dedup_key : undefined;
    return typeof key === 'string' ? key : undefined;
  } catch {
    return undefined;
  }
}
