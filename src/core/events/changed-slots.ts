/** Which slots have changed, as stretches from a first to a last one: they mostly change side by side, and for thousands of SLOs. */
export class ChangedSlots {
  private stretches: number[] = [];

  mark(slot: number): void {
    const end = this.stretches.length - 1;
    const [first, last] = [this.stretches[end - 1], this.stretches[end]];
    if (first !== undefined && last !== undefined && slot >= first && slot <= last + 1) {
      this.stretches[end] = Math.max(last, slot);
    } else {
      this.stretches.push(slot, slot);
    }
  }

  /** Each changed slot from `oldest` on once, in order; they count as unchanged from here on. */
  take(oldest: number): number[] {
    const slots = new Set<number>();
    for (let i = 0; i < this.stretches.length; i += 2) {
      const last = this.stretches[i + 1] as number;
      for (let slot = Math.max(oldest, this.stretches[i] as number); slot <= last; slot += 1) slots.add(slot);
    }
    this.stretches = [];
    return [...slots].sort((a, b) => a - b);
  }
}
