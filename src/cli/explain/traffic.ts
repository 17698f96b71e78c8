import { type TrafficByHour, trafficByHour } from '../../core/events/traffic-by-hour.js';
import { errorBudget, type Slo } from '../../core/slo/slo.js';
import { DAY } from '../../core/time/duration.js';
import type { MetricInspector } from '../context.js';
import { growthQuery } from '../live/growth-query.js';
import { eventsText } from '../../promql/events-text.js';

/** What the traffic of the last day makes of a budget, in events. */
export interface Traffic {
  readonly eventsPerDay: number;
  /** How many events may be bad in the SLO window, if every day is like the last. */
  readonly budgetEvents: number;
}

export type TrafficAnswer =
  | { readonly kind: 'measured'; readonly traffic: Traffic }
  | { readonly kind: 'missing'; readonly because: string };

/** Asks for the events of the last day. */
export async function measureTraffic(slo: Slo, source: MetricInspector): Promise<TrafficAnswer> {
  const answer = await source.measure(eventsText(slo.sli.total, '1d'));
  if (answer.kind === 'failed') return { kind: 'missing', because: answer.message };
  if (answer.kind === 'none')
    return { kind: 'missing', because: 'Prometheus has no series for the total events' };
  const days = slo.objective.sloWindow.durationMs / DAY;
  const budgetEvents = answer.value * days * errorBudget(slo.objective);
  return { kind: 'measured', traffic: { eventsPerDay: answer.value, budgetEvents } };
}

export type HourlyAnswer =
  | { readonly kind: 'measured'; readonly traffic: TrafficByHour }
  | { readonly kind: 'missing'; readonly because: string };

/** A week, so that every hour of the day has been on a weekend, too. */
export const HOURS = 7 * 24;

/** Asks for the events of each hour of the last 7 days. */
export async function measureHours({ sli }: Slo, source: MetricInspector): Promise<HourlyAnswer> {
  const answer = await source.hourly(growthQuery(sli.total, '1h', 'unknown'), HOURS);
  if (answer.kind === 'failed') return { kind: 'missing', because: answer.message };
  const traffic = trafficByHour(answer.hours);
  return traffic
    ? { kind: 'measured', traffic }
    : { kind: 'missing', because: 'no whole hour of the last 7 days has samples of the total events' };
}
