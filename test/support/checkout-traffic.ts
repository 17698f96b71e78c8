import { DAY, SECOND } from '../../src/core/time/duration.js';
import { counting } from './counters.js';
import { START } from './engine-harness.js';
import type { SimulatedPrometheus } from './simulated-prometheus.js';

/** Where the traffic begins: before everything that an SLO of 30 days reaches. */
const TRAFFIC_BEGINS = START - 40 * DAY;

/** What checkout-api has really served by an instant, to compare counts with. */
export interface Truth {
  readonly bad: (at: number) => number;
  readonly total: (at: number) => number;
}

/**
 * Exposes the requests of checkout-api: an even rate (per second), of which a share (0-1) fails from each of the given instants on; none
 * before the first.
 */
export function exposeRequests(
  prometheus: SimulatedPrometheus,
  phases: readonly (readonly [from: number, errorRatio: number])[] = [],
  options: { readonly rate?: number; readonly metric?: string } = {},
): Truth {
  const { rate = 100, metric = 'http_requests_total' } = options;
  const all = [[TRAFFIC_BEGINS, 0] as const, ...phases];
  const bad = counting(...all.map(([from, ratio]) => [from, rate * ratio] as const));
  const good = counting(...all.map(([from, ratio]) => [from, rate * (1 - ratio)] as const));
  prometheus.expose(metric, { service: 'checkout-api', status: '200' }, good);
  prometheus.expose(metric, { service: 'checkout-api', status: '503' }, bad);
  return { bad, total: (at) => good(at) + bad(at) };
}

/** Exposes a latency histogram with buckets at the given limits, and a share (0-1) of requests slower than all of them. */
export function exposeLatency(
  prometheus: SimulatedPrometheus,
  buckets: readonly string[],
  slowShare: number,
  from = TRAFFIC_BEGINS,
): void {
  const labels = { service: 'checkout-api' };
  const rate = 100;
  const fast = counting([TRAFFIC_BEGINS, rate], [from, rate * (1 - slowShare)]);
  const all = counting([TRAFFIC_BEGINS, rate]);
  for (const le of buckets)
    prometheus.expose('http_request_duration_seconds_bucket', { ...labels, le }, fast);
  prometheus.expose('http_request_duration_seconds_bucket', { ...labels, le: '+Inf' }, all);
  prometheus.expose('http_request_duration_seconds_count', labels, all);
}

/** The newest scrape at or before an instant. */
export function scrapeBefore(prometheus: SimulatedPrometheus, at: number): number {
  return Math.floor(at / prometheus.scrapeInterval) * prometheus.scrapeInterval;
}

/** A little after an instant, so that what happens then is seen by the next scrape and not by this one. */
export function justAfter(at: number): number {
  return at + SECOND / 1000;
}
