import type { AlertChange, AlertState } from '../burn-rate/alert-state.js';
import { alertWindows } from '../burn-rate/slo-windows.js';
import { failingSince } from '../events/failing-since.js';
import { type AlertSeverity, type AlertPolicy } from '../slo/alert-policy.js';
import { errorBudget, type Slo } from '../slo/slo.js';
import type { History } from './history.js';
import type { Episode } from './replay-result.js';

type Open = Pick<Episode, 'severity' | 'openedAt' | 'failingSince'> & { readonly tiers: Set<string> };

/** Writes down every page and ticket of a replay, with the failures behind it. */
export class EpisodeLog {
  private readonly open = new Map<AlertSeverity, Open>();
  private readonly closed: Episode[] = [];

  constructor(
    private readonly slo: Slo,
    private readonly history: History,
  ) {}

  note(at: number, changes: readonly AlertChange[], { firing }: Pick<AlertState, 'firing'>): void {
    for (const change of changes) {
      if (change.kind === 'opened') {
        const since = this.failingSince(at, this.firingPolicies(change.severity, firing));
        this.open.set(change.severity, {
          severity: change.severity,
          openedAt: at,
          failingSince: since,
          tiers: new Set(),
        });
      } else if (change.kind === 'closed') {
        const open = this.open.get(change.severity);
        if (open) this.closed.push(this.episode(open, at));
        this.open.delete(change.severity);
      }
    }
    for (const [severity, { tiers }] of this.open) {
      for (const { id } of this.firingPolicies(severity, firing)) tiers.add(id);
    }
  }

  /** Every episode that was open in (from, to], oldest first. */
  list(from: number, to: number): Episode[] {
    const open = [...this.open.values()].map((episode) => this.episode(episode, undefined, to));
    return [...this.closed, ...open]
      .filter(({ closedAt }) => (closedAt ?? to) > from)
      .sort((a, b) => a.openedAt - b.openedAt);
  }

  private firingPolicies(severity: AlertSeverity, firing: AlertState['firing']): AlertPolicy[] {
    return this.slo.alertPolicies.filter(
      (policy) => policy.severity === severity && firing[policy.id] !== undefined,
    );
  }

  private episode(open: Open, closedAt: number | undefined, until = closedAt ?? open.openedAt): Episode {
    const from = open.failingSince ?? open.openedAt;
    const failedUntil = this.history.lastFailure(from, until, errorBudget(this.slo.objective));
    return { ...open, tiers: [...open.tiers], closedAt, failedUntil };
  }

  private failingSince(at: number, firing: readonly AlertPolicy[]): number | undefined {
    const from = at - Math.max(...firing.map((policy) => policy.longWindow));
    return failingSince(
      this.history.slots(from, at),
      errorBudget(this.slo.objective),
      this.history.firstBad(from, at),
      Math.ceil((alertWindows(this.slo)[0] ?? 0) / this.history.stepMs),
    );
  }
}
