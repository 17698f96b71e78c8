import type { BudgetReading } from '../../core/error-budget/reading.js';
import { budgetWindow } from '../../core/error-budget/budget-window.js';
import { CLEAR_COVERAGE } from '../../core/burn-rate/read-tier.js';
import { eventsAre, type Objective } from '../../core/slo/slo.js';
import { windowText } from '../../core/slo/slo-window.js';
import { findBand } from '../../core/error-budget/policy-state.js';
import { formatDuration } from '../../core/time/duration.js';
import type { EngineConfig } from '../engine-config.js';
import type { ExcludedJudgement, Judgement } from '../judgement.js';
import type { AlertStatus, ExcludedStatus, PolicyStatus, SlaStatus, SloStatus } from '../read-models.js';
import { historyLoaded, type SloRuntime } from '../slo-runtime.js';
import { coverageText } from './coverage-text.js';

/**
 * What there is to say of an SLO now. A judgement that has grown old (evaluation hangs, or cannot be stored) says nothing any more: what was
 * healthy then is unknown now, and only an open alert stays.
 * @param unwrittenSince since when nothing can be stored (epoch ms): what was healthy before may be paged for without a record by now
 */
export function sloStatus(
  runtime: SloRuntime,
  now: number,
  config: EngineConfig,
  unwrittenSince = Number.NEGATIVE_INFINITY,
): SloStatus {
  const { judgement } = runtime;
  if (!judgement) return statusOf(runtime, config);
  if (judgement.at >= unwrittenSince && isCurrent(judgement.at, now, config))
    return statusOf(runtime, config);
  const text = `the last evaluation that was stored is from ${new Date(judgement.at).toISOString()}`;
  const { windowMs, coverage } = judgement.budget;
  return {
    ...statusOf({ ...runtime, judgement: undefined, policy: undefined }, config),
    unknownBecause: { reason: 'not-evaluated', text },
    evaluatedAt: judgement.at,
    dataUntil: judgement.dataUntil,
    budget: { kind: 'unknown', windowMs, coverage, reason: 'not-evaluated' },
  };
}

/** What another replica said of an SLO of its own; once that has grown old it says nothing any more. */
export function statusElsewhere(status: SloStatus, now: number, config: EngineConfig): SloStatus {
  const { evaluatedAt, budget } = status;
  if (evaluatedAt === undefined || isCurrent(evaluatedAt, now, config)) return status;
  const text = `the replica that judges it has last said something at ${new Date(evaluatedAt).toISOString()}`;
  const { windowMs, coverage } = budget;
  return {
    ...status,
    state: status.alert?.severity ?? 'unknown',
    unknownBecause: { reason: 'not-evaluated', text },
    tiers: [],
    windows: [],
    budget: { kind: 'unknown', windowMs, coverage, reason: 'not-evaluated' },
    policy: {
      band: 'unknown',
      consequence: `the budget cannot be told: ${text}`,
      gate: 'unknown',
      since: status.policy.since,
    },
  };
}

/** True while an evaluation of that instant still speaks for the present; a clock that jumped either way makes it old. */
export function isCurrent(at: number, now: number, config: EngineConfig): boolean {
  return Math.abs(now - at) <= Math.max(config.staleAfter, 3 * config.evaluationInterval);
}

function statusOf(runtime: SloRuntime, { minCoverage }: EngineConfig): SloStatus {
  const { slo, judgement, incident } = runtime;
  const alert = alertStatus(runtime);
  return {
    id: slo.id,
    service: slo.service,
    name: slo.name,
    description: slo.metadata.description ?? slo.sli.description,
    owner: slo.metadata.owner,
    reviewCadence: slo.metadata.reviewCadence,
    labels: slo.metadata.labels,
    links: slo.metadata.links,
    target: slo.objective.target,
    sloWindowMs: slo.objective.sloWindow.durationMs,
    window: windowText(slo.objective.sloWindow),
    eventsAre: eventsAre(slo),
    sla: slaStatus(runtime),
    state: alert?.severity ?? (canTell(runtime) ? 'ok' : 'unknown'),
    unknownBecause: unknownBecause(runtime),
    evaluatedAt: judgement?.at,
    dataUntil: judgement?.dataUntil,
    alert,
    tiers: judgement?.tiers ?? [],
    windows: judgement?.windows ?? [],
    budget: judgement?.budget ?? unread(slo.objective),
    excluded: excludedStatus(judgement?.excluded),
    policy: policyStatus(runtime, minCoverage),
    // What is merged is worked on in the other one.
    incidentId: incident?.mergedInto ?? incident?.id,
    reading: { mode: runtime.reading.mode, series: runtime.reading.series },
    historyLoaded: historyLoaded(runtime),
  };
}

function unread({ sloWindow }: Objective): BudgetReading {
  return { kind: 'unknown', windowMs: sloWindow.durationMs, coverage: 0, reason: 'catching-up' };
}

function slaStatus({ slo: { sla }, judgement, alerts }: SloRuntime): SlaStatus | undefined {
  if (!sla) return undefined;
  const { objective, consequence, warnAt } = sla;
  return {
    target: objective.target,
    window: windowText(objective.sloWindow),
    consequence,
    warnAt,
    budget: judgement?.sla ?? unread(objective),
    rawBudget: judgement?.excluded?.rawSla,
    atRiskSince: alerts.state.sla?.openedAt,
  };
}

function excludedStatus(excluded: ExcludedJudgement | undefined): ExcludedStatus | undefined {
  if (!excluded) return undefined;
  const { now, rawBudget } = excluded;
  if (!now) return { rawBudget, now };
  const { id, kind, author, reason } = now.exclusion;
  return { rawBudget, now: { id, kind, author, reason, endsAt: now.to } };
}

function alertStatus({ slo, alerts }: SloRuntime): AlertStatus | undefined {
  const { page, ticket, firing } = alerts.state;
  const severity = page ? 'page' : 'ticket';
  const open = page ?? ticket;
  if (!open) return undefined;
  const tierIds = slo.alertPolicies.map((policy) => policy.id).filter((id) => firing[id] !== undefined);
  return { severity, firingSince: open.openedAt, tierIds };
}

/** Healthy can only be said when the fastest tier says so, or the budget where there are no tiers. */
function canTell({ judgement }: SloRuntime): boolean {
  if (!judgement) return false;
  const [fastest] = judgement.tiers;
  return fastest ? fastest.verdict !== 'unknown' : judgement.budget.kind === 'measured';
}

function unknownBecause(runtime: SloRuntime): SloStatus['unknownBecause'] {
  const { judgement } = runtime;
  if (!judgement) return { reason: 'catching-up', text: 'not evaluated yet' };
  const now = judgement.excluded?.now;
  // What is being maintained may well be gone.
  if (now && (judgement.blind || !canTell(runtime))) {
    const text = `excluded until ${new Date(now.to).toISOString()}: ${now.exclusion.reason}`;
    return { reason: 'excluded', text };
  }
  if (judgement.blind) return judgement.blind;
  if (canTell(runtime)) return undefined;
  if (judgement.windows.some(({ excluded = 0 }) => excluded > 0))
    return { reason: 'excluded', text: 'too much of the alert windows is excluded' };
  const quiet = judgement.windows.some((reading) => reading.kind === 'no-traffic');
  return quiet
    ? { reason: 'no-traffic', text: 'no events in the alert windows: nothing to judge' }
    : { reason: 'catching-up', text: whatIsSeen(judgement) };
}

/** Of the fastest tier, whose shorter window is the first that can tell. */
function whatIsSeen({ tiers: [fastest] }: Judgement): string {
  const short = [fastest?.short, fastest?.long].find(
    (reading) => reading && reading.coverage < CLEAR_COVERAGE,
  );
  if (short)
    return coverageText(short.coverage, `the last ${formatDuration(short.windowMs)}`, CLEAR_COVERAGE);
  return 'its budget cannot be told yet';
}

function whyUntold(budget: BudgetReading | undefined, minCoverage: number): string {
  if (budget?.kind === 'no-traffic') return 'its window has no events';
  if (budget?.kind === 'unknown' && budget.reason === 'excluded') return 'all of its window is excluded';
  if (!budget) return 'it was not evaluated yet';
  if (budget.coverage >= minCoverage)
    return budget.kind === 'unknown' && budget.reason !== 'catching-up'
      ? 'it is not seen at present'
      : 'its history is not read yet';
  return coverageText(budget.coverage, `its ${budgetWindow(budget)}`, minCoverage);
}

function policyStatus({ slo, policy, judgement }: SloRuntime, minCoverage: number): PolicyStatus {
  const band = policy && findBand(slo.budgetPolicy, policy.band);
  if (!policy || !band) {
    return {
      band: 'unknown',
      consequence: `the budget cannot be told: ${whyUntold(judgement?.budget, minCoverage)}`,
      gate: 'unknown',
      since: policy?.since,
    };
  }
  return { band: band.id, consequence: band.consequence, gate: band.gate, since: policy.since };
}
