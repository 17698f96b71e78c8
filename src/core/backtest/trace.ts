import type { WindowReading } from '../burn-rate/reading.js';
import type { BudgetReading } from '../error-budget/reading.js';
import type { TracePoint } from './replay-result.js';

/** As many as a chart can show side by side. */
const MOST_POINTS = 480;

/** Thins the steps of a replay out to points of a chart; a peak of the burn rate is never lost. */
export class Trace {
  private readonly perPoint: number;
  private readonly done: TracePoint[] = [];
  private steps = 0;
  private highest: number | null = null;

  constructor(steps: number) {
    this.perPoint = Math.max(1, Math.ceil(steps / MOST_POINTS));
  }

  note(at: number, pace: WindowReading, budget: BudgetReading, band: string): void {
    this.steps += 1;
    if (pace.kind === 'measured') this.highest = Math.max(this.highest ?? 0, pace.burnRate);
    if (this.steps % this.perPoint !== 0) return;
    this.done.push({
      at,
      burnRate: this.highest,
      budgetRemaining: band !== 'unknown' && budget.kind === 'measured' ? budget.remaining : null,
      band,
    });
    this.highest = null;
  }

  points(): readonly TracePoint[] {
    return this.done;
  }
}
