import type { AlertChange } from '../core/burn-rate/alert-state.js';
import type { TierReading } from '../core/burn-rate/reading.js';
import { applyIncidentEvent } from '../core/incident/apply.js';
import { decideIncident, type IncidentCommand } from '../core/incident/decide.js';
import type { Incident, IncidentEvent } from '../core/incident/incident.js';
import type { Impact } from '../core/incident/impact.js';
import type { IncidentPolicy } from '../core/incident/policy.js';
import { seeRecovery } from '../core/incident/recovery.js';
import { scoreSeverity } from '../core/incident/score-severity.js';
import { errorBudget, type Slo } from '../core/slo/slo.js';
import { formatDuration } from '../core/time/duration.js';
import type { Judgement } from './judgement.js';
import { isImpactKnown, seenImpact, severityFacts } from './severity-facts.js';

/** An incident after an evaluation, with what was added to its timeline. */
export interface RecordedIncident {
  readonly incident: Incident | undefined;
  readonly events: readonly IncidentEvent[];
}

/**
 * Turns what changed in an SLO's alerts into its incident's history: a page declares one (or resumes the one that is being
 * watched), tiers join and clear, its end is noted, and a quiet while later it is resolved.
 */
export function recordIncident(
  slo: Slo,
  current: Incident | undefined,
  changes: readonly AlertChange[],
  judgement: Judgement,
  context: {
    readonly nextId: () => string;
    /** When the failures began. */
    readonly since: () => number | undefined;
    readonly monitorFor: number;
    readonly policy: IncidentPolicy;
    /** The tiers that fire after this evaluation. */
    readonly firing: Readonly<Record<string, number>>;
    /** Whether a page, for burning or for blindness, is open after this evaluation. */
    readonly paging: boolean;
    /** What it has cost since an instant; undefined when that is not known. */
    readonly impact: (from: number) => Impact | undefined;
  },
): RecordedIncident {
  let incident = current;
  const events: IncidentEvent[] = [];
  const scored = () => scoreSeverity(severityFacts(slo, judgement), context.policy);
  const run = (command: IncidentCommand) => {
    const decision = decideIncident(incident, command, judgement.at, context.policy);
    if (decision.kind === 'rejected') return;
    for (const event of decision.events) {
      incident = applyIncidentEvent(incident, event);
      events.push(event);
    }
  };

  for (const change of changes) {
    const pages = change.kind === 'opened' || change.kind === 'blind-opened';
    if (!pages || change.severity !== 'page') continue;
    const title = change.kind === 'opened' ? `${slo.id} burns its error budget` : `${slo.id} cannot be seen`;
    if (incident) run({ kind: 'resume-alert', text: `the alert is back: ${title}` });
    else {
      const failingSince = context.since();
      run({
        kind: 'declare',
        incidentId: context.nextId(),
        sloId: slo.id,
        service: slo.service,
        slo: slo.name,
        title,
        scored: scored(),
        failingSince,
        errorRatio: seenImpact(slo, judgement, failingSince)?.errorRatio,
      });
    }
  }
  if (!incident) return { incident, events };
  for (const tier of judgement.tiers) {
    if (context.firing[tier.policyId] === undefined) continue;
    run({ kind: 'join-tier', policyId: tier.policyId, text: describeTier(tier) });
  }
  for (const change of changes) {
    const command = commandFor(change, judgement, context.paging);
    if (command) run(command);
    if (command?.kind === 'end-alert') {
      const impact = context.impact(incident.failingSince ?? incident.openedAt);
      if (impact) run({ kind: 'record-impact', impact });
    }
  }
  const impact = seenImpact(slo, judgement, incident.failingSince);
  // What nothing pages for is as severe as people say.
  if (incident.status === 'open' && context.paging && isImpactKnown(judgement))
    run({ kind: 'score', scored: scored(), errorRatio: impact?.errorRatio });
  if (impact) run({ kind: 'see-impact', impact });
  run({ kind: 'see-recovery', sight: seeRecovery(judgement.tiers, errorBudget(slo.objective)) });
  const [shortest] = judgement.windows;
  if (shortest) run({ kind: 'see-sli', shortest, dataUntil: judgement.dataUntil });
  run({ kind: 'tick', monitorFor: context.monitorFor });
  return { incident, events };
}

function commandFor(change: AlertChange, judgement: Judgement, paging: boolean): IncidentCommand | undefined {
  switch (change.kind) {
    case 'tier-cleared':
      return { kind: 'clear-tier', policyId: change.policyId, text: `${change.policyId} cleared` };
    case 'closed':
    case 'blind-closed':
      return change.severity === 'page' && !paging
        ? { kind: 'end-alert', text: 'the page has ended' }
        : undefined;
    case 'sight-lost':
      return { kind: 'lose-sight', text: `no data: ${judgement.blind?.text ?? change.reason}` };
    case 'outside-fired':
      return { kind: 'note', text: `reported by ${change.text}: ${change.severity}`, by: 'engine' };
    case 'outside-cleared':
      return change.ended
        ? {
            kind: 'note',
            text: `the ${change.severity} that ${change.text} reported is said to be over: ${change.ended.reason}`,
            by: change.ended.by,
          }
        : { kind: 'note', text: `reported as over by ${change.text}: ${change.severity}`, by: 'engine' };
    case 'sight-regained':
      return { kind: 'regain-sight' };
    case 'tier-fired':
    case 'opened':
    case 'blind-opened':
    // An SLA may be at risk for weeks: its page opens no incident.
    case 'sla-opened':
    case 'sla-closed':
      return undefined;
  }
}

function describeTier(tier: TierReading): string {
  const { long, short } = tier;
  const rate = (reading: TierReading['long']) =>
    reading.kind === 'measured'
      ? `${Number(reading.burnRate.toPrecision(3))}x over ${formatDuration(reading.windowMs)}`
      : `unknown over ${formatDuration(reading.windowMs)}`;
  return `${tier.policyId} joined: ${rate(long)}, ${rate(short)}, threshold ${tier.burnRateThreshold}x`;
}
