import { type AlertChange, type AlertInput, advanceAlert } from '../core/burn-rate/alert-state.js';
import { holdOutside, type OutsideReport } from '../core/burn-rate/outside-alerts.js';
import { heldBy } from '../core/burn-rate/outside-hold.js';
import type { Signal } from '../core/delivery/signal.js';
import { advancePolicy, type PolicyState } from '../core/error-budget/policy-state.js';
import { advanceSlaAlert } from '../core/error-budget/sla-risk.js';
import type { Incident, IncidentEvent } from '../core/incident/incident.js';
import type { PastFact } from '../core/slo-history/past-fact.js';
import { composeResolve, composeTrigger, episodeStart } from './compose-signal.js';
import type { EngineState } from './engine-state.js';
import { type ExcludedTime, excludedTime, type KnownExcludedTime, lastExcludedEnd } from './excluded-time.js';
import { judgeSlo } from './judge-slo.js';
import type { LateEnd } from './late-end.js';
import type { Judgement } from './judgement.js';
import { incidentFacts } from './incident-facts.js';
import { foreseen } from './foreseen.js';
import { measureImpact } from './measure-impact.js';
import type { OutboxRow } from './ports.js';
import { recordIncident } from './record-incident.js';
import type { AlertRecord, SloRuntime } from './slo-runtime.js';
import { sloFacts } from './slo-facts.js';
import { tell } from './tell.js';
import type { WitnessOf } from './witness.js';

/** What one evaluation makes of an SLO. Nothing of it holds before it is stored. */
export interface AdvancedSlo {
  readonly runtime: SloRuntime;
  readonly judgement: Judgement;
  readonly alerts: AlertRecord;
  readonly policy: PolicyState;
  readonly incident: Incident | undefined;
  readonly incidentEvents: readonly IncidentEvent[];
  readonly rows: readonly OutboxRow[];
  readonly facts: readonly PastFact[];
  readonly unrouted: readonly Signal[];
  readonly excluded: KnownExcludedTime;
  /** Set when a page ends whose incident was resolved before. */
  readonly lateEnd: LateEnd | undefined;
}

const CAUSES = { opened: 'burn', 'blind-opened': 'blind', 'sla-opened': 'sla' } as const;

/** Judges an SLO and decides what follows: alerts, messages, its incident and its policy state. */
export function advanceSlo(
  state: Pick<EngineState, 'config' | 'exclusions' | 'lastDeploys' | 'source' | 'sourceRegainedAt'>,
  runtime: SloRuntime,
  at: number,
  nextIncidentId: () => string,
  witnessOf: WitnessOf,
  reports: readonly OutsideReport[] = [],
): AdvancedSlo {
  const { config } = state;
  const excluded = excludedTime(runtime.excluded, runtime.slo, state.exclusions, at);
  const judgement = foreseen(
    judgeSlo(runtime, at, config.staleAfter, excluded, witnessOf(runtime)),
    config.minCoverage,
  );
  const held = holdOutside(runtime.alerts.state, reports);
  const advanced = advanceAlert(held.state, {
    at,
    tiers: judgement.tiers,
    blind: judgement.blind?.reason,
    blindPolicy: blindPolicy(state, judgement, excluded),
  });
  const sla = advanceSlaAlert(runtime.alerts.state.sla, runtime.slo.sla, judgement.sla, at);
  const changes = [...held.changes, ...advanced.changes, ...sla.changes];
  // Asked by the incident and by its page, and goes through many slots.
  let episode: { readonly start: number | undefined } | undefined;
  const since = () => (episode ??= { start: episodeStart(runtime, judgement) }).start;
  const impact = (from: number) => measureImpact({ ...runtime, judgement }, from, judgement.dataUntil ?? at);
  const paging = advanced.state.page !== undefined || advanced.state.blind?.severity === 'page';
  const recorded = recordIncident(runtime.slo, runtime.incident, changes, judgement, {
    nextId: nextIncidentId,
    since,
    monitorFor: config.monitorFor,
    policy: config.incidents,
    impact,
    firing: advanced.state.firing,
    paging,
  });
  // What was merged is told as the one in which it is worked on.
  const incidentId = recorded.incident?.mergedInto ?? recorded.incident?.id;
  const telling = tell(runtime.alerts.told, changes, config, {
    trigger: (change) =>
      composeTrigger(
        runtime,
        judgement,
        {
          cause: CAUSES[change.kind],
          severity: change.severity,
          openedAt: at,
        },
        {
          incidentId,
          incident:
            CAUSES[change.kind] === 'sla'
              ? undefined
              : recorded.incident && incidentFacts(recorded.incident, config, undefined),
          lastDeploy: state.lastDeploys.get(runtime.slo.service),
          since,
          reportedBy: change.kind === 'opened' ? heldBy(advanced.state, change.severity) : [],
        },
      ),
    resolve: (trigger) => composeResolve(trigger, at, judgement),
  });
  const policy = advancePolicy(runtime.policy, runtime.slo.budgetPolicy, judgement, config.minCoverage, at);
  return {
    runtime,
    judgement,
    alerts:
      changes.length > 0
        ? { state: { ...advanced.state, sla: sla.open }, told: telling.told }
        : runtime.alerts,
    policy,
    incident: recorded.incident,
    incidentEvents: recorded.events,
    rows: telling.rows,
    facts: sloFacts(runtime.slo.id, at, changes, { before: runtime.policy, now: policy }, incidentId),
    unrouted: telling.unrouted,
    excluded,
    lateEnd: paging || recorded.incident ? undefined : lateEndOf(runtime, changes, impact),
  };
}

function lateEndOf(
  { alerts: { told } }: SloRuntime,
  changes: readonly AlertChange[],
  impact: LateEnd['impact'],
): LateEnd | undefined {
  const ends = changes.some(
    (change) => (change.kind === 'closed' || change.kind === 'blind-closed') && change.severity === 'page',
  );
  const named = (told.page ?? told.blind)?.signal.incidentId;
  return ends && named !== undefined ? { named, impact } : undefined;
}

/**
 * With the source down every SLO is blind for one reason, which has a message of its own; and what is being maintained may well be gone,
 * which is told only when it does not come back.
 */
function blindPolicy(
  { config, source, sourceRegainedAt = 0 }: Pick<EngineState, 'config' | 'source' | 'sourceRegainedAt'>,
  { at, excluded }: Judgement,
  time: ExcludedTime,
): AlertInput['blindPolicy'] {
  const tells = source.reachable && !excluded?.now;
  return {
    after: config.blind.after,
    severity: tells ? config.blind.severity : undefined,
    notBefore: Math.max(sourceRegainedAt, lastExcludedEnd(time, at) ?? 0),
  };
}
