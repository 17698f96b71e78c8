import { advanceAlert } from '../core/burn-rate/alert-state.js';
import { holdOutside } from '../core/burn-rate/outside-alerts.js';
import type { EndedByHand } from '../core/burn-rate/outside-hold.js';
import type { Signal } from '../core/delivery/signal.js';
import { applyIncidentEvent } from '../core/incident/apply.js';
import { decideIncident, type IncidentCommand } from '../core/incident/decide.js';
import { alertSeverityOf, type ForeignAlert } from '../core/incident/foreign-alert.js';
import type { Incident, IncidentEvent } from '../core/incident/incident.js';
import type { IncidentPolicy } from '../core/incident/policy.js';
import { sightText } from '../core/incident/mitigations.js';
import type { EngineConfig } from './engine-config.js';
import { incidentFacts } from './incident-facts.js';
import type { OutboxRow } from './ports.js';
import { type AlertRecord, NO_ALERTS } from './slo-runtime.js';
import { tell } from './tell.js';

/** An alert from outside, with what was told of it and its incident that is not resolved; stored whole, without the incident. */
export interface ForeignRecord {
  readonly alert: ForeignAlert;
  readonly alerts: AlertRecord;
  readonly incidentId: string | undefined;
}

/** What a report, or time, makes of one. Nothing of it holds before it is stored. */
export interface AdvancedForeign {
  readonly record: ForeignRecord;
  readonly incident: Incident | undefined;
  readonly events: readonly IncidentEvent[];
  readonly rows: readonly OutboxRow[];
  readonly unrouted: readonly Signal[];
}

/** What is said of the impact where nothing of ours measures it. */
const NO_SLI = sightText({ kind: 'unknown', reason: 'no SLI watches it' });

/**
 * Advances an alert from outside: it opens an incident of its own and is told like one of ours; its end is told, and a quiet while later
 * the incident is resolved.
 * @param firing undefined when nothing was reported, and only time has passed
 */
export function advanceForeign(
  before: ForeignRecord | undefined,
  current: Incident | undefined,
  alert: ForeignAlert,
  firing: boolean | undefined,
  context: {
    readonly at: number;
    readonly config: EngineConfig;
    readonly nextId: () => string;
    readonly ended?: EndedByHand | undefined;
    /** What fails, where an SLI shows it. */
    readonly impact?: string;
  },
): AdvancedForeign {
  const { at, config } = context;
  const { state, told } = before?.alerts ?? NO_ALERTS;
  const severity = alertSeverityOf(alert.severity);
  const reports = firing === undefined ? [] : [{ key: alert.key, firing, severity, text: alert.name }];
  const held = holdOutside(state, reports);
  const advanced = advanceAlert(held.state, {
    at,
    tiers: [],
    blind: undefined,
    blindPolicy: { after: 0, severity: undefined },
  });
  const open = current?.status === 'resolved' ? undefined : current;
  const recorded = recordForeign(open, alert, advanced.changes, {
    ...context,
    monitorFor: config.monitorFor,
    policy: config.incidents,
  });
  const incidentId = recorded.incident?.id;
  const telling = tell(told, advanced.changes, config, {
    trigger: () => ({
      ...foreignSignal(alert, at, recorded.incident?.mergedInto ?? incidentId),
      ...(recorded.incident
        ? { incident: incidentFacts(recorded.incident, config, context.impact ?? NO_SLI) }
        : {}),
    }),
    resolve: (trigger) => ({
      ...trigger,
      id: `${trigger.dedupKey}@${trigger.firingSince}/resolve`,
      kind: 'resolve',
      at,
    }),
  });
  return {
    record: { alert, alerts: { state: advanced.state, told: telling.told }, incidentId },
    incident: recorded.incident,
    events: recorded.events,
    rows: telling.rows,
    unrouted: telling.unrouted,
  };
}

function recordForeign(
  current: Incident | undefined,
  alert: ForeignAlert,
  changes: readonly { readonly kind: string }[],
  {
    at,
    nextId,
    monitorFor,
    policy,
    ended,
  }: {
    readonly at: number;
    readonly nextId: () => string;
    readonly monitorFor: number;
    readonly policy: IncidentPolicy;
    readonly ended?: EndedByHand | undefined;
  },
) {
  let incident = current;
  const events: IncidentEvent[] = [];
  const run = (command: IncidentCommand) => {
    const decision = decideIncident(incident, command, at, policy);
    if (decision.kind === 'rejected') return;
    for (const event of decision.events) {
      incident = applyIncidentEvent(incident, event);
      events.push(event);
    }
  };
  const title = titleOf(alert);
  if (changes.some(({ kind }) => kind === 'opened')) {
    if (incident) run({ kind: 'resume-alert', text: `the alert is back: ${title}` });
    else
      run({
        kind: 'declare',
        incidentId: nextId(),
        sloId: alert.key,
        service: alert.service,
        slo: alert.name,
        title,
        scored: { severity: alert.severity, reason: alert.severityReason },
        failingSince: alert.startsAt,
      });
  }
  if (changes.some(({ kind }) => kind === 'closed')) {
    if (ended) run({ kind: 'note', text: `the alert is said to be over: ${ended.reason}`, by: ended.by });
    run({ kind: 'end-alert', text: ended ? 'the alert was ended by hand' : 'the alert is reported as over' });
  }
  if (incident?.inHandAt !== undefined)
    run({ kind: 'see-recovery', sight: { code: 'within', text: 'the alert is over where it comes from' } });
  run({ kind: 'tick', monitorFor });
  return { incident, events };
}

function titleOf({ title, name, service, summary }: ForeignAlert): string {
  const what = title ?? (service === '' ? name : `${name} of ${service}`);
  return summary === undefined ? what : `${what}: ${summary}`;
}

function foreignSignal(alert: ForeignAlert, at: number, incidentId: string | undefined): Signal {
  const dedupKey = `firebreak/${alert.key}`;
  return {
    id: `${dedupKey}@${at}/trigger`,
    kind: 'trigger',
    cause: 'outside',
    severity: alertSeverityOf(alert.severity),
    service: alert.service,
    slo: alert.name,
    sloId: titleOf({ ...alert, summary: undefined }),
    dedupKey,
    at,
    firingSince: at,
    failingSince: alert.startsAt,
    target: 1,
    description: alert.description ?? alert.summary,
    owner: undefined,
    labels: alert.labels,
    ...(alert.reportedBy === undefined ? {} : { reportedBy: [alert.reportedBy] }),
    links: alert.runbook === undefined ? {} : { runbook: alert.runbook },
    incidentId,
    tiers: [],
    budget: { kind: 'unknown', windowMs: 0, coverage: 0, reason: 'no-series' },
    worstLabels: [],
    lastDeploy: undefined,
    blindBecause: undefined,
  };
}
