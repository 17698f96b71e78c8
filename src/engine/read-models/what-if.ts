import type { WhatIfFigures } from '../../core/backtest/what-if-figures.js';
import type { WhatIfPoint } from '../../core/backtest/what-if-points.js';

/** An SLO as it is beside one as it could be, over the same past. */
export interface WhatIfView {
  readonly id: string;
  readonly startAt: number;
  readonly endAt: number;
  /** How far apart evaluations were in the replay (ms): figures are right to about that. */
  readonly stepMs: number;
  /** The share (0-1) of the span that has data. */
  readonly coverage: number;
  /** Of its time, what Prometheus would not read out (ms). */
  readonly unreadMs: number;
  readonly present: WhatIfFigures;
  readonly proposed: WhatIfFigures;
  /** Oldest first, a few hundred at most. */
  readonly points: readonly WhatIfPoint[];
  /** The fields of an SLO file that would say it. */
  readonly yaml: string;
}
