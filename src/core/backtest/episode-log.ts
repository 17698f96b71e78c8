import type { AlertChange, AlertState } from '../burn-rate/alert-state.js';
import { alertWindows } from '../burn-rate/slo-windows.js';
import { failingSince } from '../events/failing-since.js';
import { type AlertPolicy, type AlertSeverity } from '../slo/alert-policy.js';
import { errorBudget, type Slo } from '../slo/slo.js';
import { DAY } from '../time/duration.js';
import type { History } from './history.js';
import type { Episode } from './replay-result.js';

type Open = Pick<Episode, 'severity' | 'openedAt' | 'firedAt' | 'failingSince'> & {
  readonly tiers: Set<string>;
};

/** Failures that make an alert flap began long before its last window. */
const SHORTEST_LOOK = DAY;

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
        const policies = this.firingPolicies(change.severity, firing);
        const firedAt = Math.min(at, ...policies.map(({ id }) => firing[id] ?? at));
        this.open.set(change.severity, {
          severity: change.severity,
          openedAt: at,
          firedAt,
          failingSince: this.failingSince(firedAt),
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

  private failingSince(firedAt: number): number | undefined {
    const windows = alertWindows(this.slo);
    const from = firedAt - Math.max(SHORTEST_LOOK, ...windows);
    return failingSince(
      this.history.slots(from, firedAt).toReversed(),
      errorBudget(this.slo.objective),
      this.history.firstBad(from, firedAt),
      {
        pause: Math.ceil((windows[0] ?? 0) / this.history.stepMs),
        sliceMs: this.slo.timeSlices?.lengthMs,
      },
    );
  }
}
