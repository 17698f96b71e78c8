import { pageBody, pageTitle } from '../../../core/delivery/page-text.js';
import type { Deploy, Signal } from '../../../core/delivery/signal.js';
import type { Clock, Notifier } from '../../../engine/ports.js';
import { cut } from '../fit-text.js';
import { httpSend } from '../http-send.js';
import { readObject, textField } from '../read-answer.js';

export interface PagerDutyConfig {
  readonly kind: 'pagerduty';
  readonly routingKey: string;
  /** Whether deploys are told. */
  readonly changeEvents: boolean;
  /** Without `/v2/enqueue`. */
  readonly url: string;
}

const CLASSES = {
  burn: 'error budget burn',
  blind: 'no data',
  sla: 'SLA at risk',
  outside: 'alert',
} as const;
const LONGEST_SUMMARY = 1024;
const LARGEST_EVENT_BYTES = 512_000;

/** PagerDuty Events API v2: one alert per dedup key, opened by trigger, taken on by acknowledge and closed by resolve. */
export function pagerDuty(name: string, config: PagerDutyConfig, clock: Clock): Notifier {
  const base = config.url.replace(/\/+$/, '');
  const post = (path: string, body: string, receipt: (answer: string) => string | undefined) =>
    httpSend({ url: `${base}${path}`, body, allowPrivateAddresses: true, receipt }, clock.now());
  return {
    receiver: name,
    refreshEveryMs: undefined,
    takesAcknowledgements: true,
    send: (signal) =>
      post('/v2/enqueue', eventText(signal, config.routingKey), (answer) =>
        textField(readObject(answer), 'dedup_key'),
      ),
    ...(config.changeEvents
      ? {
          tellDeploy: (deploy: Deploy) =>
            post('/v2/change/enqueue', changeText(deploy, config.routingKey), (answer) =>
              textField(readObject(answer), 'status') === 'success' ? 'change event' : undefined,
            ),
        }
      : {}),
  };
}

/** An event that is too large is refused as a whole: better a page without its details than none. */
function eventText(signal: Signal, routingKey: string): string {
  const address = { routing_key: routingKey, dedup_key: signal.dedupKey };
  if (signal.kind === 'resolve' || signal.kind === 'acknowledge') {
    return JSON.stringify({ ...address, event_action: signal.kind });
  }
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
      summary: cut(pageTitle(signal), LONGEST_SUMMARY),
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

/** A deploy among the service's recent changes; it pages nobody. */
function changeText({ service, version, at, url }: Deploy, routingKey: string): string {
  return JSON.stringify({
    routing_key: routingKey,
    payload: {
      summary: cut(`${service}: ${version} was deployed`, LONGEST_SUMMARY),
      timestamp: new Date(at).toISOString(),
      source: service,
      custom_details: { version },
    },
    links: url === undefined ? [] : [{ href: url, text: 'Deploy' }],
  });
}
