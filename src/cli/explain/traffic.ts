import { type TrafficByHour, trafficByHour } from '../../core/events/traffic-by-hour.js';
import { selectorText } from '../../core/slo/selector-text.js';
import { errorBudget, type Slo } from '../../core/slo/slo.js';
import { DAY, MINUTE } from '../../core/time/duration.js';
import type { MetricInspector } from '../context.js';
import { growthQuery } from '../live/growth-query.js';
import { eventsText } from '../../promql/events-text.js';

/** What the traffic of the last day makes of a budget, in events. */
export interface Traffic {
  readonly eventsPerDay: number;
  /** The share (0-1) of that day for which there are samples; null where it is not known. With less than all of it the day had more events. */
  readonly coverage: number | null;
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
  const coverage = await measureCoverage(slo, source);
  return { kind: 'measured', traffic: { eventsPerDay: answer.value, coverage, budgetEvents } };
}

/** Prometheus looks back for a sample over this long (ms), so that looks so far apart miss none. */
const LOOK_EVERY = 5 * MINUTE;

/** The share of the last day in which any series of the total has samples. */
async function measureCoverage({ sli }: Slo, source: MetricInspector): Promise<number | null> {
  const any = sli.total.map(({ selector }) => selectorText(selector)).join(' or ');
  const answer = await source.measure(`count_over_time(count(${any})[1d:5m])`);
  if (answer.kind === 'failed') return null;
  const seen = answer.kind === 'none' ? 0 : answer.value;
  return Math.min(1, seen / (DAY / LOOK_EVERY));
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
