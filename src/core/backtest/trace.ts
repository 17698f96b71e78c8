import type { WindowReading } from '../burn-rate/reading.js';
import type { BudgetReading } from '../error-budget/reading.js';
import type { TracePoint } from './replay-result.js';

/** As many as a chart can show side by side. */
const MOST_POINTS = 480;

/** Thins the steps of a replay out to points of a chart; a peak of the burn rate is never lost. */
export class Trace {
  private readonly perPoint: number;
  private readonly done: TracePoint[] = [];
  /** The steps since the last point, as a point. */
  private open: { readonly steps: number; readonly point: TracePoint } | undefined;

  constructor(steps: number) {
    this.perPoint = Math.max(1, Math.ceil(steps / MOST_POINTS));
  }

  note(at: number, pace: WindowReading, budget: BudgetReading, band: string): void {
    const rates = [this.open?.point.burnRate ?? null, pace.kind === 'measured' ? pace.burnRate : null];
    const known = rates.filter((rate) => rate !== null);
    const point = {
      at,
      burnRate: known.length > 0 ? Math.max(...known) : null,
      budgetRemaining: band !== 'unknown' && budget.kind === 'measured' ? budget.remaining : null,
      band,
    };
    const steps = (this.open?.steps ?? 0) + 1;
    this.open = steps < this.perPoint ? { steps, point } : undefined;
    if (!this.open) this.done.push(point);
  }

  /** The last one may be of fewer steps. */
  points(): readonly TracePoint[] {
    return this.open ? [...this.done, this.open.point] : this.done;
  }
}
