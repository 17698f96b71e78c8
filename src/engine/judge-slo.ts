import { judgeCounts } from '../core/burn-rate/judge-counts.js';
import { alertWindows } from '../core/burn-rate/slo-windows.js';
import { formatDuration } from '../core/time/duration.js';
import type { Judgement } from './judgement.js';
import type { SloRuntime } from './slo-runtime.js';

/** Computes every window, tier and the budget of an SLO from its counts. Changes nothing. */
export function judgeSlo(runtime: SloRuntime, at: number, staleAfter: number): Judgement {
  const { slo, ring } = runtime;
  const dataUntil = runtime.live.knownUntil;
  const blind = blindness(runtime, at, staleAfter);
  const end = dataUntil ?? at;
  const unread = blind?.reason ?? (runtime.history.length > 0 ? 'catching-up' : undefined);
  const { tiers, budget, reading } = judgeCounts(
    slo,
    (windowMs) => ring.sum(windowMs, end),
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

function blindness(runtime: SloRuntime, at: number, staleAfter: number): Judgement['blind'] {
  if (runtime.unjudgeable !== undefined)
    return { reason: 'unjudgeable-threshold', text: runtime.unjudgeable };
  const { live, failure } = runtime;
  const missing = runtime.selectors.find(
    (weighted) => weighted.mustExist && Object.keys(live.cursors[weighted.text] ?? {}).length === 0,
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
