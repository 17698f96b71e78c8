import { coverageOf } from '../events/event-counts.js';
import type { History } from './history.js';
import type { Replay, TracePoint } from './replay-result.js';

/** A stretch of the past that ends at `at`: its events, and how an SLO stood there as it is and as it could be. */
export interface WhatIfPoint {
  /** Epoch ms. */
  readonly at: number;
  readonly ms: number;
  readonly badEvents: number;
  readonly totalEvents: number;
  /** The share (0-1) of it that has data. */
  readonly coverage: number;
  readonly excludedMs: number;
  /** Undefined where nothing was seen. */
  readonly errorRatio: number | undefined;
  readonly present: WhatIfStanding;
  readonly proposed: WhatIfStanding;
}

/** Undefined is unknown. */
interface WhatIfStanding {
  /** The highest of the stretch. */
  readonly burnRate: number | undefined;
  /** At its end. */
  readonly budgetRemaining: number | undefined;
  /** Of the budget policy, at its end. */
  readonly band: string;
}

/** Both replays of one span beside its events. */
export function whatIfPoints(history: History, present: Replay, proposed: Replay): readonly WhatIfPoint[] {
  let from = present.from;
  return present.trace.flatMap((point, index) => {
    const other = proposed.trace[index];
    if (!other) return [];
    const { at } = point;
    const sum = history.sum(at - from, at);
    const ms = at - from;
    from = at;
    const badEvents = Math.max(0, sum.bad);
    return [
      {
        at,
        ms,
        badEvents,
        totalEvents: sum.total,
        coverage: coverageOf(sum),
        excludedMs: sum.excludedMs ?? 0,
        errorRatio: sum.total > 0 ? badEvents / sum.total : undefined,
        present: standingOf(point),
        proposed: standingOf(other),
      },
    ];
  });
}

function standingOf({ burnRate, budgetRemaining, band }: TracePoint): WhatIfStanding {
  return { burnRate: burnRate ?? undefined, budgetRemaining: budgetRemaining ?? undefined, band };
}
