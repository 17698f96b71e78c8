import type { DeliveryOutcome } from '../../../core/delivery/signal.js';

/**
 * The ends of alerts that some replicas did not take while others did. An open alert is told again at the next refresh; its end is not,
 * and a replica that missed it goes on notifying until the alert runs out there.
 */
export class OwedEnds {
  private readonly owed = new Map<string, NodeJS.Timeout>();

  /**
   * @param everyMs how often a replica that owes is asked again
   * @param tries how often at most: after that the alert has ended by itself
   */
  constructor(
    private readonly everyMs: number,
    private readonly tries: number,
    private readonly tell: (url: string, body: string) => Promise<DeliveryOutcome>,
  ) {}

  /** Tells these replicas again, in the background. */
  owe(dedupKey: string, urls: readonly string[], body: string): void {
    this.tryLater(dedupKey, urls, body, this.tries);
  }

  /** The alert is open again: its old end must not come after its new beginning. */
  forget(dedupKey: string): void {
    clearTimeout(this.owed.get(dedupKey));
    this.owed.delete(dedupKey);
  }

  private tryLater(dedupKey: string, urls: readonly string[], body: string, left: number): void {
    this.forget(dedupKey);
    if (urls.length === 0 || left === 0) return;
    const timer = setTimeout(() => void this.tryNow(dedupKey, urls, body, left, timer), this.everyMs);
    // No reason for a daemon that is told to stop to stay.
    timer.unref();
    this.owed.set(dedupKey, timer);
  }

  private async tryNow(
    dedupKey: string,
    urls: readonly string[],
    body: string,
    left: number,
    timer: NodeJS.Timeout,
  ): Promise<void> {
    const outcomes = await Promise.all(urls.map((url) => this.tell(url, body)));
    if (this.owed.get(dedupKey) !== timer) return;
    const still = urls.filter((_, index) => isOwed(outcomes[index]));
    this.tryLater(dedupKey, still, body, left - 1);
  }
}

/** Whether a replica may take later what it did not take now. */
export function isOwed(outcome: DeliveryOutcome | undefined): boolean {
  return outcome?.kind === 'retry' || outcome?.kind === 'unknown';
}
