import { judgeCounts } from '../core/burn-rate/judge-counts.js';
import { alertWindows } from '../core/burn-rate/slo-windows.js';
import { addCoarse } from '../core/events/coarse-history.js';
import type { EventSum } from '../core/events/event-counts.js';
import { formatDuration } from '../core/time/duration.js';
import type { Judgement } from './judgement.js';
import { isSeeded, type SloRuntime, unreadStretches } from './slo-runtime.js';

/** Computes every window, tier and the budget of an SLO from its counts. Changes nothing. */
export function judgeSlo(runtime: SloRuntime, at: number, staleAfter: number): Judgement {
  const { slo, ring } = runtime;
  const dataUntil = runtime.live.knownUntil;
  const blind = blindness(runtime, at, staleAfter);
  const end = dataUntil ?? at;
  const counted = countedInWindow(runtime, end);
  const unread = blind?.reason ?? (counted ? undefined : 'catching-up');
  // An alert must be neither early nor late by a slot; a budget must be what was counted.
  const sumOf = (windowMs: number) => ring.within(windowMs, end);
  const { tiers, budget, reading } = judgeCounts(
    slo,
    {
      sumOf,
      sloWindow: counted ?? { ...ring.sum(slo.objective.sloWindow.durationMs, end), approximate: false },
    },
    { windows: blind?.reason, budget: unread },
    at,
  );
  return {
    at,
    dataUntil,
    blind,
    windows: alertWindows(slo).map(reading),
    tiers,
    budget,
  };
}

/**
 * The events of the SLO window, completed by estimates where history is unread; undefined while there are none for all of it. Alert
 * windows never rest on estimates: nothing may alarm on them.
 */
function countedInWindow(
  runtime: SloRuntime,
  end: number,
): (EventSum & { readonly approximate: boolean }) | undefined {
  const exact = runtime.ring.sum(runtime.slo.objective.sloWindow.durationMs, end);
  if (runtime.history.length === 0) return { ...exact, approximate: false };
  if (!runtime.coarse || !isSeeded(runtime)) return undefined;
  return { ...addCoarse(exact, end, runtime.coarse, unreadStretches(runtime)), approximate: true };
}

function blindness(runtime: SloRuntime, at: number, staleAfter: number): Judgement['blind'] {
  if (runtime.unjudgeable !== undefined)
    return { reason: 'unjudgeable-threshold', text: runtime.unjudgeable };
  const { live, failure } = runtime;
  // A tile without them is not known, so that sums need no cursors to tell.
  const missing = runtime.selectors.find(
    (weighted) =>
      runtime.reading.mode === 'raw' && weighted.mustExist && !live.cursors.get(weighted.text)?.series.length,
  );
  if (live.knownUntil !== undefined && Math.abs(at - live.knownUntil) <= staleAfter) {
    if (!missing) return undefined;
    return { reason: 'no-series', text: `${missing.text} has no series` };
  }
  if (failure) return { reason: failure.reason, text: failure.message };
  const total = runtime.selectors.find((weighted) => weighted.total > 0)?.text ?? 'the total';
  if (live.knownUntil === undefined) return { reason: 'no-series', text: `${total} has no series` };
  const age = at - live.knownUntil;
  const span = formatDuration(Math.floor(Math.abs(age) / 1000) * 1000);
  const text = age > 0 ? `has had no sample for ${span}` : `has samples ${span} ahead of this clock`;
  return { reason: 'stale', text: `${total} ${text}` };
}
