import { readTier } from '../core/burn-rate/read-tier.js';
import { readWindow } from '../core/burn-rate/read-window.js';
import type { WindowReading } from '../core/burn-rate/reading.js';
import { readBudget } from '../core/error-budget/read-budget.js';
import { addCoarse } from '../core/events/coarse-history.js';
import type { EventSum } from '../core/events/slot-ring.js';
import { errorBudget, type Slo } from '../core/slo/slo.js';
import { formatDuration } from '../core/time/duration.js';
import type { Judgement } from './judgement.js';
import { alertWindows, isSeeded, paceWindow, type SloRuntime, unreadStretches } from './slo-runtime.js';

/** Computes every window, tier and the budget of an SLO from its counts. Changes nothing. */
export function judgeSlo(runtime: SloRuntime, at: number, staleAfter: number): Judgement {
  const { slo, ring } = runtime;
  const dataUntil = runtime.live.knownUntil;
  const blind = blindness(runtime, at, staleAfter);
  const end = dataUntil ?? at;
  const budget = errorBudget(slo.objective);
  const read = (windowMs: number) => readWindow(windowMs, ring.sum(windowMs, end), budget, blind?.reason);
  const readings = new Map(alertWindows(slo).map((windowMs) => [windowMs, read(windowMs)]));
  const reading = (windowMs: number) => readings.get(windowMs) ?? read(windowMs);
  const sloWindowMs = slo.objective.sloWindow.durationMs;
  const counted = countedInWindow(runtime, end);
  const unread = blind?.reason ?? (counted ? undefined : 'catching-up');
  return {
    at,
    dataUntil,
    blind,
    windows: [...readings.values()],
    tiers: slo.alertPolicies.map((policy) =>
      readTier(policy, reading(policy.longWindow), reading(policy.shortWindow)),
    ),
    budget: readBudget(
      slo.objective,
      counted ?? { ...ring.sum(sloWindowMs, end), approximate: false },
      pace(slo, reading),
      unread,
      at,
    ),
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
      runtime.reading.mode === 'raw' &&
      weighted.mustExist &&
      Object.keys(live.cursors[weighted.text] ?? {}).length === 0,
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

/** How fast the budget goes at present: the fastest tier's windows, whichever burns more, so that an outage that has just begun counts whole. */
function pace(slo: Slo, reading: (windowMs: number) => WindowReading): WindowReading {
  const long = reading(paceWindow(slo));
  const fastest = slo.alertPolicies[0];
  const short = fastest && reading(fastest.shortWindow);
  if (long.kind !== 'measured' || short?.kind !== 'measured') return long;
  return short.burnRate > long.burnRate ? short : long;
}
