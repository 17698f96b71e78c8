import type { SloRuntime } from './slo-runtime.js';

/** What the label sets of a template that are seen say of the others. */
export interface Witness {
  /** The one that has been seen for the longest. */
  readonly runtime: SloRuntime;
  /** Some of them had events in their SLO windows: what counts them works. */
  readonly busy: boolean;
}

/** Finds the witness of a group; undefined when no label set of its template is seen. */
export type WitnessOf = (runtime: SloRuntime) => Witness | undefined;

/**
 * Where one label set of a metric is seen, the others are looked at too: what they have no samples of has not happened. A route that nobody
 * calls since its pods were replaced is quiet, and not out of sight.
 */
export function witnesses(runtimes: Iterable<SloRuntime>, at: number, staleAfter: number): WitnessOf {
  const found = new Map<string, Witness | undefined>();
  const find = (templateId: string) => {
    let best: SloRuntime | undefined;
    let longest = 0;
    let busy = false;
    for (const runtime of runtimes) {
      const { slo, live, ring } = runtime;
      if (slo.group?.templateId !== templateId || !isSeen(runtime, at, staleAfter)) continue;
      const { knownMs, total } = ring.sum(slo.objective.sloWindow.durationMs, live.knownUntil ?? at);
      busy ||= total > 0;
      if (knownMs <= longest) continue;
      best = runtime;
      longest = knownMs;
    }
    return best && { runtime: best, busy };
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
