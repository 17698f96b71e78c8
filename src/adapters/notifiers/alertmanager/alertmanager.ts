import { ALERT_NAMES } from '../../../core/delivery/alert-names.js';
import { pageBody, pageTitle } from '../../../core/delivery/page-text.js';
import type { DeliveryOutcome, Signal } from '../../../core/delivery/signal.js';
import { specLabels } from '../../../core/slo/spec-labels.js';
import type { Clock, Notifier } from '../../../engine/ports.js';
import { httpSend } from '../http-send.js';
import { isOwed, OwedEnds } from './owed-ends.js';

export interface AlertmanagerConfig {
  readonly kind: 'alertmanager';
  /** Every replica. */
  readonly urls: readonly string[];
  readonly refreshEveryMs: number;
}

/** An alert that is not repeated for this many refreshes ends by itself: the daemon is gone, and nobody knows any more. */
const REFRESHES_TO_LIVE = 4;

/** How often in a refresh a replica that missed an end is told again. */
const ASKED_AGAIN = 4;

/** Alertmanager's API v2. It forgets what is not repeated, so open alerts are refreshed; all replicas are told. */
export function alertmanager(
  name: string,
  config: AlertmanagerConfig,
  externalUrl: string | undefined,
  clock: Clock,
): Notifier {
  const tell = (url: string, body: string) =>
    httpSend(
      {
        url: `${url.replace(/\/+$/, '')}/api/v2/alerts`,
        body,
        allowPrivateAddresses: true,
        // Not the whole URL: it may hold a password.
        receipt: () => new URL(url).host,
      },
      clock.now(),
    );
  const owed = new OwedEnds(config.refreshEveryMs / ASKED_AGAIN, REFRESHES_TO_LIVE * ASKED_AGAIN, tell);
  return {
    receiver: name,
    refreshEveryMs: config.refreshEveryMs,
    async send(signal) {
      owed.forget(signal.dedupKey);
      const body = JSON.stringify([alert(signal, clock.now(), config.refreshEveryMs, externalUrl)]);
      const outcomes = await Promise.all(config.urls.map((url) => tell(url, body)));
      const outcome = together(outcomes);
      if (signal.kind === 'resolve' && outcome.kind === 'delivered') {
        const missed = config.urls.filter((_, index) => isOwed(outcomes[index]));
        owed.owe(signal.dedupKey, missed, body);
      }
      return outcome;
    },
  };
}

/** One replica that took it is enough to page. The others are told of an open alert by the next refresh, of an end by `OwedEnds`. */
function together(outcomes: readonly DeliveryOutcome[]): DeliveryOutcome {
  const receipts = outcomes.flatMap((outcome) => (outcome.kind === 'delivered' ? [outcome.receipt] : []));
  if (receipts.length > 0) return { kind: 'delivered', receipt: receipts.join(' ') };
  return (
    outcomes.find((outcome) => outcome.kind !== 'refused') ??
    outcomes[0] ?? { kind: 'refused', reason: 'no Alertmanager is configured' }
  );
}

function alert(
  signal: Signal,
  now: number,
  refreshEveryMs: number,
  externalUrl: string | undefined,
): Record<string, unknown> {
  const { service, slo, severity, owner, labels } = signal;
  // An end before the start is refused, and one in the future would leave the alert firing.
  const endsAt =
    signal.kind === 'resolve'
      ? Math.max(signal.firingSince, Math.min(signal.at, now))
      : now + REFRESHES_TO_LIVE * refreshEveryMs;
  return {
    // The label set is the alert's identity, so that nothing in it changes while it is open.
    labels: {
      // An empty value means "no such label" to Alertmanager.
      ...Object.fromEntries(Object.entries(specLabels(labels)).filter(([, value]) => value !== '')),
      alertname: ALERT_NAMES[signal.cause],
      service,
      slo,
      severity,
      ...(owner === undefined ? {} : { owner }),
    },
    annotations: annotationsOf(signal),
    startsAt: new Date(signal.firingSince).toISOString(),
    endsAt: new Date(endsAt).toISOString(),
    ...(externalUrl === undefined ? {} : { generatorURL: externalUrl }),
  };
}

/** What the file says of its burn alerts stands in place of our words of the same name; of other causes it knows nothing. */
function annotationsOf(signal: Signal): Record<string, string> {
  const { cause, links, annotations: stated } = signal;
  const told = {
    summary: pageTitle(signal),
    description: pageBody(signal).join('\n'),
    ...(links.runbook === undefined ? {} : { runbook_url: links.runbook }),
    ...(links.dashboard === undefined ? {} : { dashboard_url: links.dashboard }),
  };
  return cause === 'burn' ? { ...told, ...stated } : { ...stated, ...told };
}
