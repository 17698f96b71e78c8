import type { SloRuntime } from './slo-runtime.js';

/** Finds the witness of a group: an SLO of the same template that is seen, and has been for the longest. */
export type WitnessOf = (runtime: SloRuntime) => SloRuntime | undefined;

/**
 * Where one label set of a metric is seen, the others are looked at too: what they have no samples of has not happened. A route that nobody
 * calls since its pods were replaced is quiet, and not out of sight.
 */
export function witnesses(runtimes: Iterable<SloRuntime>, at: number, staleAfter: number): WitnessOf {
  const found = new Map<string, SloRuntime | undefined>();
  const find = (templateId: string) => {
    let best: SloRuntime | undefined;
    let longest = 0;
    for (const runtime of runtimes) {
      const { slo, live, ring } = runtime;
      if (slo.group?.templateId !== templateId || !isSeen(runtime, at, staleAfter)) continue;
      const { knownMs } = ring.sum(slo.objective.sloWindow.durationMs, live.knownUntil ?? at);
      if (knownMs <= longest) continue;
      best = runtime;
      longest = knownMs;
    }
    return best;
  };
  return ({ slo: { group } }) => {
    if (!group) return undefined;
    const { templateId } = group;
    if (!found.has(templateId)) found.set(templateId, find(templateId));
    return found.get(templateId);
  };
}

/** True while its newest sample is new enough to judge by. */
export function isSeen({ live }: Pick<SloRuntime, 'live'>, at: number, staleAfter: number): boolean {
  return live.knownUntil !== undefined && Math.abs(at - live.knownUntil) <= staleAfter;
}
