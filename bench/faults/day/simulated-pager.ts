import type { DeliveryOutcome, Signal } from '../../../src/core/delivery/signal.js';
import type { Notifier } from '../../../src/engine/ports.js';
import type { PagedAlert } from '../ledger.js';

/** How the pager answers: as it should, that it must be asked again, not at all after taking the message, or not before an instant. */
export type PagerMood =
  | { readonly kind: 'well' }
  | { readonly kind: 'refuses'; readonly retryAfterMs: number | undefined }
  | { readonly kind: 'takes-and-dies' };

/** A pager with PagerDuty's rule: an open key swallows triggers, a resolved one opens anew. */
export class SimulatedPager implements Notifier {
  readonly receiver = 'pager';
  readonly refreshEveryMs = undefined;
  readonly alerts: PagedAlert[] = [];
  mood: PagerMood = { kind: 'well' };
  private readonly open = new Map<string, number>();

  /** @param truth the true time; epoch ms */
  constructor(private readonly truth: () => number) {}

  send(signal: Signal): Promise<DeliveryOutcome> {
    const { mood } = this;
    if (mood.kind === 'refuses') {
      const { retryAfterMs } = mood;
      const reason = 'in trouble';
      return Promise.resolve({
        kind: 'retry',
        reason,
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      });
    }
    this.take(signal);
    return Promise.resolve(
      mood.kind === 'well'
        ? { kind: 'delivered', receipt: signal.dedupKey }
        : { kind: 'unknown', reason: 'no answer' },
    );
  }

  private take({ kind, dedupKey, service }: Signal): void {
    const index = this.open.get(dedupKey);
    if (kind === 'trigger' && index === undefined) {
      this.open.set(dedupKey, this.alerts.length);
      this.alerts.push({ service, triggeredAt: this.truth(), resolvedAt: undefined });
    }
    const alert = index === undefined ? undefined : this.alerts[index];
    if (kind === 'resolve' && index !== undefined && alert) {
      this.alerts[index] = { ...alert, resolvedAt: this.truth() };
      this.open.delete(dedupKey);
    }
  }
}
