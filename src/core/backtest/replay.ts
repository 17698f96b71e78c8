import { advanceAlert, INACTIVE } from '../burn-rate/alert-state.js';
import { judgeCounts } from '../burn-rate/judge-counts.js';
import type { UnknownReason } from '../burn-rate/reading.js';
import { alertWindows, paceWindow } from '../burn-rate/slo-windows.js';
import { countBudget } from '../error-budget/budget-counts.js';
import { advancePolicy, type PolicyState } from '../error-budget/policy-state.js';
import type { BudgetReading } from '../error-budget/reading.js';
import { coverageOf } from '../events/event-counts.js';
import type { Slo } from '../slo/slo.js';
import { windowReach } from '../slo/slo-window.js';
import { DAY } from '../time/duration.js';
import { EpisodeLog } from './episode-log.js';
import type { History } from './history.js';
import { PolicyLog } from './policy-log.js';
import type { Replay } from './replay-result.js';
import { Trace } from './trace.js';

/** What the decisions depend on besides the SLO, as in the daemon's configuration; durations in ms. */
export interface ReplayOptions {
  /** The span that is told about; both are multiples of the history's step. */
  readonly from: number;
  readonly to: number;
  readonly staleAfter: number;
  /** Below this coverage (0-1) the budget's policy state is unknown. */
  readonly minCoverage: number;
}

/** Some milliseconds of work. */
const STEPS_AT_ONCE = 100;

/** How much of the past an SLO needs before a span, so that alerts and budget are right from its first step. */
export function leadIn(slo: Slo): number {
  return Math.max(windowReach(slo.objective.sloWindow), ...alertWindows(slo));
}

/**
 * Plays an SLO through a history, one evaluation per step, by the decisions that the daemon takes. The steps of the longest alert
 * window before the span are played too, so that an alert that was open at its beginning is known to have begun before.
 */
export function replay(slo: Slo, history: History, options: ReplayOptions): Replay {
  const playing = play(slo, history, options);
  for (;;) {
    const played = playing.next();
    if (played.done) return played.value;
  }
}

/** The same, piece by piece: it yields after so many steps that whoever has more to do can do it in between. */
export function* play(slo: Slo, history: History, options: ReplayOptions): Generator<undefined, Replay> {
  const { from, to, staleAfter, minCoverage } = options;
  const { stepMs } = history;
  const begin = Math.max(history.from, from - Math.max(0, ...alertWindows(slo)));
  const episodes = new EpisodeLog(slo, history);
  const policies = new PolicyLog(slo.budgetPolicy);
  const trace = new Trace((to - from) / stepMs);
  const pace = paceWindow(slo);
  let alerts = INACTIVE;
  let policy: PolicyState | undefined;
  let budget: BudgetReading = {
    kind: 'unknown',
    windowMs: slo.objective.sloWindow.durationMs,
    coverage: 0,
    reason: 'not-evaluated',
  };
  let dataUntil: number | undefined;
  let steps = 0;

  for (let at = begin + stepMs; at <= to; at += stepMs) {
    steps += 1;
    if (steps % STEPS_AT_ONCE === 0) yield;
    if (history.seen(at)) dataUntil = at;
    const blind = blindness(dataUntil, at, staleAfter);
    const end = dataUntil ?? at;
    const unseen = { windows: blind, budget: blind };
    const sumOf = (windowMs: number) => history.sum(windowMs, end);
    const sums = { last: sumOf, since: (start: number) => history.sum(end - start, end) };
    const sloWindow = { ...countBudget(slo.objective.sloWindow, sums, end), approximate: false };
    const judged = judgeCounts(slo, { sumOf, sloWindow, slaWindow: undefined }, unseen, at);
    const advanced = advanceAlert(alerts, {
      at,
      tiers: judged.tiers,
      blind,
      blindPolicy: { after: staleAfter, severity: undefined },
    });
    if (advanced.changes.length > 0) episodes.note(at, advanced.changes, advanced.state);
    alerts = advanced.state;
    budget = judged.budget;
    policy = advancePolicy(policy, slo.budgetPolicy, { budget }, minCoverage, at);
    if (at <= from) continue;
    policies.note(at, stepMs, policy, budget);
    trace.note(at, judged.reading(pace), budget, policy.band);
  }

  const open = episodes.list(from, to);
  const pages = open.filter(({ severity, openedAt }) => severity === 'page' && openedAt > from);
  const span = history.sum(to - from, to);
  return {
    slo,
    from,
    to,
    episodes: open,
    pagesPerWeek: (pages.length * 7 * DAY) / (to - from),
    events: {
      bad: Math.max(0, span.bad),
      total: span.total,
      coverage: coverageOf(span),
    },
    budget,
    lowest: policies.lowest,
    bands: policies.bands(),
    trace: trace.points(),
  };
}

function blindness(dataUntil: number | undefined, at: number, staleAfter: number): UnknownReason | undefined {
  if (dataUntil === undefined) return 'no-series';
  return at - dataUntil > staleAfter ? 'stale' : undefined;
}
