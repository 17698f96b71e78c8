import { callKey } from '../core/delivery/call-key.js';
import type { SignalIncident } from '../core/delivery/incident-facts.js';
import type { Signal } from '../core/delivery/signal.js';
import type { Call } from '../core/escalation/escalation.js';
import { alertSeverityOf } from '../core/incident/foreign-alert.js';
import { alertGoesOn } from '../core/incident/alert-goes-on.js';
import type { Incident } from '../core/incident/incident.js';
import type { OutboxRow } from './ports.js';
import { messageId } from './tell.js';

/** What became of the incident that somebody was called for. */
export type CallNews =
  | { readonly kind: 'trigger'; readonly at: number; readonly because: string }
  | { readonly kind: 'acknowledge'; readonly at: number; readonly by: string }
  | { readonly kind: 'resolve'; readonly at: number };

/**
 * The message of one call: what its alert's page says, under a key of its own, so that it opens, is acknowledged and ends by itself.
 * @param about the page of the incident's alert that is open, or was, undefined where there is none; and how the incident stands
 */
export function callRow(
  incident: Incident,
  call: Call,
  { page, facts }: { readonly page: Signal | undefined; readonly facts: SignalIncident },
  news: CallNews,
): OutboxRow {
  const key = callKey(incident.id, call.seq);
  const { person, as, shadowOf, to, receiver } = call;
  const base = page ?? withoutAlert(incident);
  const signal: Signal = {
    ...base,
    id: `${key}@${call.at}/${news.kind}`,
    kind: news.kind,
    dedupKey: key,
    at: news.at,
    firingSince: call.at,
    severity: alertSeverityOf(incident.severity),
    incidentId: incident.id,
    incident: facts,
    ...(to === undefined ? {} : { to }),
    call: {
      person,
      as,
      shadowOf,
      because: news.kind === 'trigger' ? news.because : '',
      ...(news.kind === 'resolve' && alertGoesOn(incident) ? { alertGoesOn: true } : {}),
    },
    ...(news.kind === 'acknowledge' ? { acknowledgedBy: news.by } : {}),
  };
  return { id: messageId(signal.id, receiver), receiver, signal, createdAt: news.at };
}

/** What can be said of an incident that has no alert, or none any more. */
export function withoutAlert({ sloId, service, slo, title, failingSince, openedAt, id }: Incident): Signal {
  return {
    id,
    kind: 'trigger',
    cause: 'outside',
    severity: 'page',
    service,
    slo,
    sloId: title,
    dedupKey: sloId,
    at: openedAt,
    firingSince: openedAt,
    failingSince,
    target: 1,
    description: undefined,
    owner: undefined,
    labels: {},
    reportedBy: [id],
    links: {},
    incidentId: id,
    tiers: [],
    budget: { kind: 'unknown', windowMs: 0, coverage: 0, reason: 'no-series' },
    worstLabels: [],
    lastDeploy: undefined,
    blindBecause: undefined,
  };
}
