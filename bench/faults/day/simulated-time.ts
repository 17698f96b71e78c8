/** A clock that moves only when told to, and what waits for it. */
export class SimulatedTime {
  private readonly timers = new Set<{ readonly at: number; readonly wake: () => void }>();
  /** What the daemon's clock is off by. */
  error = 0;

  constructor(public truth: number) {}

  /** The daemon's time; epoch ms. */
  now(): number {
    return this.truth + this.error;
  }

  wakeAfter(ms: number, wake: () => void): () => void {
    // Timers count elapsed time, whatever the clock says.
    const timer = { at: this.truth + ms, wake };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  /** Lets time pass; what becomes due on the way is woken at its instant and has `settle` to act. */
  async advanceTo(at: number, settle: () => Promise<void>): Promise<void> {
    for (;;) {
      const due = [...this.timers].filter((timer) => timer.at <= at).toSorted((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.timers.delete(due);
      this.truth = Math.max(this.truth, due.at);
      due.wake();
      await settle();
    }
    this.truth = at;
  }

  /** The process that waited is gone. */
  forget(): void {
    this.timers.clear();
  }
}
