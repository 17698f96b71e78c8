import {
  budgetShare,
  budgetTime,
  errorRatioThreshold,
  exhaustionTime,
  isReachable,
} from '../../core/burn-rate/theory.js';
import { timeToClear, timeToFire } from '../../core/burn-rate/slice-theory.js';
import type { ReadingMode } from '../../core/events/reading-mode.js';
import type { TrafficByHour } from '../../core/events/traffic-by-hour.js';
import type { AlertPolicy } from '../../core/slo/alert-policy.js';
import type { BudgetPolicy } from '../../core/slo/budget-policy.js';
import { eventsAre, type Slo } from '../../core/slo/slo.js';
import type { Grouping } from '../../core/slo/slo-template.js';
import { windowText } from '../../core/slo/slo-window.js';
import { formatDuration, SECOND } from '../../core/time/duration.js';
import { eventsText } from '../../promql/events-text.js';
import { type LowTraffic, lowTraffic } from './low-traffic.js';
import type { Traffic } from './traffic.js';

/** What an SLO means, in numbers; printed as it is by `--output json`. Ratios are 0-1; null stands for never or not known. */
export interface Explanation {
  readonly id: string;
  readonly service: string;
  readonly slo: string;
  readonly source: string;
  readonly description: string | null;
  readonly owner: string | null;
  readonly reviewCadence: string | null;
  readonly target: number;
  readonly window: string;
  /** It stands for one SLO per label set, which no Prometheus was asked for; null for an SLO. */
  readonly groupBy: {
    readonly labels: readonly string[];
    readonly max: number;
    readonly keep: string;
  } | null;
  /** The promise outside; null without one. */
  readonly sla: {
    readonly target: number;
    readonly window: string;
    readonly warnAt: number;
    readonly consequence: string | null;
  } | null;
  readonly queries: { readonly bad: string; readonly total: string };
  /** What an event is, when it is no event of the indicator: slices of time. */
  readonly eventsAre: string | null;
  /** The SLOs that a composite is made of, with the share of events (0-1) over which a slice of theirs is bad; null for others. */
  readonly parts:
    | readonly { readonly id: string; readonly weight: number; readonly badOver: number }[]
    | null;
  readonly derivation: { readonly kind: string; readonly reason: string };
  readonly budget: {
    readonly outageSeconds: number;
    /** At the traffic of the last day, where a Prometheus was asked. */
    readonly traffic: Traffic | null;
  };
  /** How a daemon reads it, where a Prometheus was asked. */
  readonly reading: { readonly mode: ReadingMode; readonly series: number } | null;
  readonly tiers: readonly TierExplanation[];
  /** What few events do; null for SLIs that count samples. */
  readonly lowTraffic: LowTraffic | null;
  readonly policy: {
    readonly stated: boolean;
    readonly bands: readonly {
      readonly id: string;
      readonly above: number | null;
      readonly gate: string;
      readonly consequence: string;
    }[];
  };
}

export interface TierExplanation {
  readonly id: string;
  readonly severity: string;
  readonly longWindow: string;
  readonly shortWindow: string;
  readonly burnRate: number;
  readonly errorRatio: number;
  readonly reachable: boolean;
  readonly budgetShare: number;
  readonly minBadEvents: number;
  readonly exhaustionSeconds: number;
  /** From the first error to firing, by error ratio. */
  readonly detectionSeconds: Readonly<Record<'1' | '0.1' | '0.01', number | null>>;
  /** From the end of a total outage to clear. */
  readonly resetSeconds: number | null;
}

/** What a Prometheus was asked, where one was. */
export interface Asked {
  readonly traffic: Traffic | null;
  readonly byHour: TrafficByHour | null;
  readonly reading: Explanation['reading'];
}

/** @param grouping of a template that is explained by itself */
export function explainSlo(slo: Slo, { traffic, byHour, reading }: Asked, grouping?: Grouping): Explanation {
  const { metadata, sli, objective, source } = slo;
  const window = windowText(objective.sloWindow);
  const span = formatDuration(objective.sloWindow.durationMs);
  return {
    id: slo.id,
    service: slo.service,
    slo: slo.name,
    source: `${source.file}:${source.line}`,
    description: metadata.description ?? sli.description ?? null,
    owner: metadata.owner ?? null,
    reviewCadence: metadata.reviewCadence ?? null,
    target: objective.target,
    window,
    groupBy: grouping
      ? { labels: grouping.labels, max: grouping.max, keep: formatDuration(grouping.keepMs) }
      : null,
    sla: slo.sla
      ? {
          target: slo.sla.objective.target,
          window: windowText(slo.sla.objective.sloWindow),
          warnAt: slo.sla.warnAt,
          consequence: slo.sla.consequence ?? null,
        }
      : null,
    queries: { bad: eventsText(sli.bad, span), total: eventsText(sli.total, span) },
    eventsAre: eventsAre(slo) ?? null,
    parts: partsOf(slo),
    derivation: { kind: sli.derivation.kind, reason: sli.derivation.reason },
    budget: { outageSeconds: budgetTime(objective) / SECOND, traffic },
    reading,
    tiers: slo.alertPolicies.map((tier) => explainTier(slo, tier)),
    lowTraffic: lowTraffic(slo, byHour),
    policy: explainPolicy(slo.budgetPolicy),
  };
}

function partsOf({ composite }: Slo): Explanation['parts'] {
  const parts = composite?.parts.map(({ sloId, weight, goodShare }) => ({
    id: sloId,
    weight,
    badOver: Number((1 - goodShare).toFixed(15)),
  }));
  return parts ?? null;
}

function explainTier(slo: Slo, tier: AlertPolicy): TierExplanation {
  const { objective } = slo;
  const detection = (ratio: number) => seconds(timeToFire(slo, tier, ratio));
  return {
    id: tier.id,
    severity: tier.severity,
    longWindow: formatDuration(tier.longWindow),
    shortWindow: formatDuration(tier.shortWindow),
    burnRate: tier.burnRateThreshold,
    errorRatio: errorRatioThreshold(objective, tier),
    reachable: isReachable(objective, tier),
    budgetShare: budgetShare(objective, tier),
    minBadEvents: tier.minBadEvents,
    exhaustionSeconds: exhaustionTime(objective, tier.burnRateThreshold) / SECOND,
    detectionSeconds: { '1': detection(1), '0.1': detection(0.1), '0.01': detection(0.01) },
    resetSeconds: seconds(timeToClear(slo, tier, 1)),
  };
}

function explainPolicy(policy: BudgetPolicy): Explanation['policy'] {
  return {
    stated: policy.stated,
    bands: policy.bands.map(({ id, above, gate, consequence }) => ({
      id,
      above: Number.isFinite(above) ? above : null,
      gate,
      consequence,
    })),
  };
}

function seconds(ms: number | undefined): number | null {
  return ms === undefined ? null : Number((ms / SECOND).toPrecision(6));
}
