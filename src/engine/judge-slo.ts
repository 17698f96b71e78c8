import { judgeCounts } from '../core/burn-rate/judge-counts.js';
import { alertWindows } from '../core/burn-rate/slo-windows.js';
import { type BudgetCounts, countBudget } from '../core/error-budget/budget-counts.js';
import { addCoarse } from '../core/events/coarse-history.js';
import type { SlotRing } from '../core/events/slot-ring.js';
import type { EventSum } from '../core/events/event-counts.js';
import { slicesToCut } from '../core/slo/slo.js';
import type { SloWindow } from '../core/slo/slo-window.js';
import { formatDuration } from '../core/time/duration.js';
import { without, type Stretch } from '../core/time/stretches.js';
import { type ExcludedTime, excludedNow, NOTHING_EXCLUDED } from './excluded-time.js';
import type { Judgement } from './judgement.js';
import { isSeeded, type SloRuntime, unreadStretches } from './slo-runtime.js';
import { isSeen, type Witness } from './witness.js';

/**
 * Computes every window, tier and the budget of an SLO from its counts, without the time that is excluded. Changes nothing.
 * @param witness the label sets of its template that are seen; see `witnesses`
 */
export function judgeSlo(
  runtime: SloRuntime,
  at: number,
  staleAfter: number,
  excluded: ExcludedTime = NOTHING_EXCLUDED,
  { runtime: witness, busy }: Partial<Witness> = {},
): Judgement {
  const { slo } = runtime;
  const unseen = blindness(runtime, at, staleAfter);
  const isGone = witness !== undefined && !runtime.failure && !isSeen(runtime, at, staleAfter);
  const blind = isGone && unseen?.reason !== 'unjudgeable-threshold' ? undefined : unseen;
  const dataUntil = isGone ? witness.live.knownUntil : runtime.live.knownUntil;
  const end = countedUntil(slo, dataUntil ?? at);
  const unread = blind?.reason ?? (canComplete(runtime) ? undefined : 'catching-up');
  const judge = (stretches: readonly Stretch[]) =>
    judgeCounts(
      slo,
      countsOf(runtime, witness, end, stretches),
      { windows: blind?.reason, budget: unread },
      at,
    );
  const { tiers, budget, sla, reading } = judge(excluded.stretches);
  const now = excludedNow(excluded, at);
  const some = now ?? budget.excludedMs ?? sla?.excludedMs;
  const raw = some === undefined ? undefined : judge([]);
  return {
    at,
    dataUntil,
    blind,
    quiet: blind === undefined && busy === true && budget.kind === 'no-traffic',
    windows: alertWindows(slo).map(reading),
    tiers,
    budget,
    sla,
    excluded: raw && { now, rawBudget: raw.budget, rawSla: raw.sla },
  };
}

/** An alert must be neither early nor late by a slot; a budget must be what was counted. */
function countsOf(
  runtime: SloRuntime,
  witness: SloRuntime | undefined,
  end: number,
  excluded: readonly Stretch[],
) {
  const { slo } = runtime;
  const inWindow = (window: SloWindow) => countedInWindow(runtime, witness, window, end, excluded);
  return {
    sumOf: (windowMs: number) => eventsOf(runtime, witness, (ring) => ring.within(windowMs, end, excluded)),
    sloWindow: inWindow(slo.objective.sloWindow),
    slaWindow: slo.sla && inWindow(slo.sla.objective.sloWindow),
  };
}

/** Counts end with the newest sample, those of slices with the last slice that is over. */
export function countedUntil(slo: SloRuntime['slo'], dataUntil: number): number {
  const slices = slicesToCut(slo);
  return slices ? Math.floor(dataUntil / slices.lengthMs) * slices.lengthMs : dataUntil;
}

/** False while history is unread for part of which there are not even estimates: then no budget can be told. */
function canComplete(runtime: SloRuntime): boolean {
  return runtime.history.length === 0 || isSeeded(runtime);
}

/**
 * The events of a budget's window, completed by estimates where history is unread. Alert windows never rest on estimates: nothing may
 * alarm on them.
 */
function countedInWindow(
  runtime: SloRuntime,
  witness: SloRuntime | undefined,
  window: SloWindow,
  end: number,
  excluded: readonly Stretch[],
): BudgetCounts {
  const { history, coarse } = runtime;
  const estimates = history.length > 0 && isSeeded(runtime) ? coarse : undefined;
  const complete = (sum: EventSum) =>
    estimates ? addCoarse(sum, end, estimates, without(unreadStretches(runtime), excluded)) : sum;
  const sums = {
    last: (windowMs: number) =>
      complete(eventsOf(runtime, witness, (ring) => ring.sum(windowMs, end, excluded))),
    since: (from: number) => complete(eventsOf(runtime, witness, (ring) => ring.since(from, end, excluded))),
    excluded,
  };
  return { ...countBudget(window, sums, end), approximate: estimates !== undefined };
}

/** Its own events, in the time that it or its witness was seen. */
function eventsOf(
  { ring }: SloRuntime,
  witness: SloRuntime | undefined,
  sumOf: (ring: SlotRing) => EventSum,
): EventSum {
  const own = sumOf(ring);
  return witness ? { ...own, knownMs: Math.max(own.knownMs, sumOf(witness.ring).knownMs) } : own;
}

function blindness(runtime: SloRuntime, at: number, staleAfter: number): Judgement['blind'] {
  if (runtime.unjudgeable !== undefined)
    return { reason: 'unjudgeable-threshold', text: runtime.unjudgeable };
  const { live, failure } = runtime;
  const needed = runtime.slo.composite ? [] : runtime.selectors;
  // A tile without them is not known, so that sums need no cursors to tell.
  const missing = needed.find(
    (weighted) =>
      runtime.reading.mode === 'raw' && weighted.mustExist && !live.cursors.get(weighted.text)?.series.length,
  );
  if (isSeen(runtime, at, staleAfter)) {
    if (!missing) return undefined;
    return { reason: 'no-series', text: `${missing.text} has no series` };
  }
  if (failure) return { reason: failure.reason, text: failure.message };
  const total = runtime.slo.composite
    ? oldestPart(runtime)
    : (runtime.selectors.find((weighted) => weighted.total > 0)?.text ?? 'the total');
  if (live.knownUntil === undefined) return { reason: 'no-series', text: `${total} has no series` };
  const age = at - live.knownUntil;
  const span = formatDuration(Math.floor(Math.abs(age) / 1000) * 1000);
  const text = age > 0 ? `has had no sample for ${span}` : `has samples ${span} ahead of this clock`;
  return { reason: 'stale', text: `${total} ${text}` };
}

/** The part of a composite that was seen least lately. */
function oldestPart({ slo, live }: SloRuntime): string {
  const seen = live.composite?.parts.map(({ knownUntil }) => knownUntil ?? Number.NEGATIVE_INFINITY) ?? [];
  const oldest = Math.max(0, seen.indexOf(Math.min(...seen)));
  return slo.composite?.parts[oldest]?.sloId ?? 'a part';
}
