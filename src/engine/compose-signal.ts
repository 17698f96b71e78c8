import type { TierReading } from '../core/burn-rate/reading.js';
import { paceWindow } from '../core/burn-rate/slo-windows.js';
import type { SignalIncident } from '../core/delivery/incident-facts.js';
import type { LastDeploy, Signal, SignalCause } from '../core/delivery/signal.js';
import { failingSince } from '../core/events/failing-since.js';
import { fingerprint } from '../core/fingerprint.js';
import { worstLabels } from '../core/events/worst-labels.js';
import type { AlertSeverity } from '../core/slo/alert-policy.js';
import { labelsOfAlert } from '../core/slo/alerting.js';
import { errorBudget, eventsAre, type Slo, slicesToCut } from '../core/slo/slo.js';
import type { Judgement } from './judgement.js';
import type { SloRuntime } from './slo-runtime.js';

const LONGEST_KEY = 255;

/** The key under which vendors fold messages about one alert: one per SLO for pages, one for tickets, one for blindness, one for the SLA. */
export function dedupKey(sloId: string, cause: SignalCause, severity: AlertSeverity): string {
  const suffix = cause === 'burn' ? (severity === 'ticket' ? '/ticket' : '') : `/${cause}`;
  // A group's name may have slashes, and end like one of these suffixes.
  const [service, ...name] = sloId.split('/');
  const key = `firebreak/${service}/${name.join('%2F')}${suffix}`;
  if (key.length <= LONGEST_KEY) return key;
  return `${key.slice(0, LONGEST_KEY - 9)}-${fingerprint(key)}`;
}

/** The message that opens an alert, with everything that a page may say. */
export function composeTrigger(
  runtime: SloRuntime,
  judgement: Judgement,
  opened: { readonly cause: SignalCause; readonly severity: AlertSeverity; readonly openedAt: number },
  context: {
    readonly incidentId: string | undefined;
    readonly incident: SignalIncident | undefined;
    readonly lastDeploy: LastDeploy | undefined;
    /** When the failures began. */
    readonly since: () => number | undefined;
    /** Who else reports it. */
    readonly reportedBy?: readonly string[];
  },
): Signal {
  const { slo } = runtime;
  const key = dedupKey(slo.id, opened.cause, opened.severity);
  const over = judgement.tiers.filter((tier) => tier.verdict === 'over' && tier.severity === opened.severity);
  return {
    id: `${key}@${opened.openedAt}/trigger`,
    kind: 'trigger',
    cause: opened.cause,
    severity: opened.severity,
    service: slo.service,
    slo: slo.name,
    sloId: slo.id,
    dedupKey: key,
    at: judgement.at,
    firingSince: opened.openedAt,
    failingSince: opened.cause === 'blind' ? judgement.dataUntil : context.since(),
    target: slo.objective.target,
    eventsAre: eventsAre(slo),
    description: slo.metadata.description ?? slo.sli.description,
    owner: slo.metadata.owner,
    labels: labelsOfAlert(slo.metadata, opened.severity),
    ...annotationsOf(slo, opened.severity),
    ...(context.reportedBy && context.reportedBy.length > 0 ? { reportedBy: context.reportedBy } : {}),
    links: slo.metadata.links,
    incidentId: context.incidentId,
    ...(context.incident ? { incident: context.incident } : {}),
    tiers: opened.cause === 'sla' ? [] : over,
    budget: judgement.budget,
    ...(opened.cause === 'sla' ? slaOf(slo, judgement) : {}),
    worstLabels: worstLabels(runtime.recentBad.sumsSince(judgement.at - shortestWindow(over, slo))),
    lastDeploy: context.lastDeploy,
    blindBecause: opened.cause === 'blind' ? judgement.blind?.text : undefined,
  };
}

/** The message that closes an alert: the one that opened it, with the figures of now. */
export function composeResolve(trigger: Signal, at: number, judgement: Judgement | undefined): Signal {
  const ids = new Set(trigger.tiers.map((tier) => tier.policyId));
  return {
    ...trigger,
    id: `${trigger.dedupKey}@${trigger.firingSince}/resolve`,
    kind: 'resolve',
    at,
    tiers: judgement?.tiers.filter((tier) => ids.has(tier.policyId)) ?? trigger.tiers,
    budget: judgement?.budget ?? trigger.budget,
    ...(trigger.sla ? { sla: { ...trigger.sla, budget: judgement?.sla ?? trigger.sla.budget } } : {}),
    worstLabels: [],
  };
}

/** The message that says who is on an open alert. */
export function composeAcknowledge(trigger: Signal, at: number, by: string): Signal {
  const id = `${trigger.dedupKey}@${trigger.firingSince}/acknowledge`;
  return { ...trigger, id, kind: 'acknowledge', at, acknowledgedBy: by };
}

/** The message that repeats an open alert to receivers that forget. */
export function composeRefresh(trigger: Signal, at: number): Signal {
  return { ...trigger, id: `${trigger.dedupKey}@${trigger.firingSince}/refresh/${at}`, kind: 'refresh', at };
}

function annotationsOf({ metadata }: Slo, severity: AlertSeverity): Pick<Signal, 'annotations'> {
  const annotations = metadata.alerting?.[severity]?.annotations ?? {};
  return Object.keys(annotations).length > 0 ? { annotations } : {};
}

function slaOf({ sla }: Slo, { sla: budget }: Judgement): Pick<Signal, 'sla'> {
  if (!sla || !budget) return {};
  return { sla: { target: sla.objective.target, consequence: sla.consequence, warnAt: sla.warnAt, budget } };
}

/** When the failures behind an alert began, from the slots of the pace window. */
export function episodeStart(runtime: SloRuntime, judgement: Judgement): number | undefined {
  const end = judgement.dataUntil ?? judgement.at;
  const slots = runtime.ring.slots(end - paceWindow(runtime.slo), end);
  return failingSince(slots, errorBudget(runtime.slo.objective), runtime.recentBad.instants(), {
    sliceMs: slicesToCut(runtime.slo)?.lengthMs,
  });
}

function shortestWindow(tiers: readonly TierReading[], slo: Slo): number {
  return Math.min(paceWindow(slo), ...tiers.map((tier) => tier.short.windowMs));
}
