import { badEventsToFire, burnOfOneFailure, probeInterval } from '../../core/burn-rate/bad-events.js';
import { errorRatioThreshold } from '../../core/burn-rate/theory.js';
import { quietestEvents, type TrafficByHour } from '../../core/events/traffic-by-hour.js';
import type { AlertPolicy } from '../../core/slo/alert-policy.js';
import type { Slo } from '../../core/slo/slo.js';
import { HOUR, SECOND } from '../../core/time/duration.js';
import { isOfEvents } from '../live/growth-query.js';

/** What few events do to an SLO. Events are counted by the hour; null where no traffic was measured. */
export interface LowTraffic {
  /** Over 1h, at one event an hour; N events an hour make an N-th of it. */
  readonly burnOfOneFailure: number;
  readonly traffic: {
    readonly medianEvents: number;
    /** The quietest hour of the day, UTC. */
    readonly quietestHour: number;
    readonly quietestEvents: number;
    /** What one failure in the quietest hour makes of the burn rate over that hour. */
    readonly burnOfOneFailure: number;
    /** Of the 168 of the last 7 days. */
    readonly hoursKnown: number;
  } | null;
  readonly tiers: readonly TierTraffic[];
}

export interface TierTraffic {
  readonly id: string;
  /** So many bad events for each event an hour fire it when they are passed, and `minBadEvents` at least. */
  readonly badPerHourlyEvent: number;
  readonly minBadEvents: number;
  readonly median: FiringEvents | null;
  readonly quietest: FiringEvents | null;
  /** A probe that asks so often (s) at least lets a total outage be seen; null where traffic is enough, or not known. */
  readonly probeIntervalSeconds: number | null;
}

/** The events of the long window, and how many of them have to be bad; null when all of them are too few. */
export interface FiringEvents {
  readonly events: number;
  readonly bad: number | null;
}

/** Null where `isOfEvents` is false. */
export function lowTraffic(slo: Slo, traffic: TrafficByHour | null): LowTraffic | null {
  if (!isOfEvents(slo)) return null;
  return {
    burnOfOneFailure: significant(burnOfOneFailure(slo.objective, 1)),
    traffic: traffic && {
      medianEvents: traffic.median,
      quietestHour: traffic.lowest.hour,
      quietestEvents: traffic.lowest.events,
      burnOfOneFailure: significant(burnOfOneFailure(slo.objective, traffic.lowest.events)),
      hoursKnown: traffic.hoursKnown,
    },
    tiers: slo.alertPolicies.map((tier) => tierTraffic(slo, tier, traffic)),
  };
}

function tierTraffic({ objective }: Slo, tier: AlertPolicy, traffic: TrafficByHour | null): TierTraffic {
  const firing = (events: number | undefined): FiringEvents | null =>
    events === undefined ? null : { events, bad: badEventsToFire(objective, tier, events) ?? null };
  const hours = tier.longWindow / HOUR;
  const quietest = traffic && firing(quietestEvents(traffic, tier.longWindow));
  return {
    id: tier.id,
    badPerHourlyEvent: significant(errorRatioThreshold(objective, tier) * hours),
    minBadEvents: tier.minBadEvents,
    median: traffic && firing(traffic.median * hours),
    quietest,
    probeIntervalSeconds: quietest?.bad === null ? Math.floor(probeInterval(tier) / SECOND) : null,
  };
}

function significant(value: number): number {
  return Number(value.toPrecision(6));
}
