import { trafficByHour } from '../../core/events/traffic-by-hour.js';
import { weightedSelectors } from '../../core/events/weighted-selectors.js';
import { matcherText, selectorText } from '../../core/slo/selector-text.js';
import type { CounterSelector } from '../../core/slo/sli.js';
import type { Slo } from '../../core/slo/slo.js';
import type { LiveFacts } from '../../lint/live-facts.js';
import type { MetricInspector } from '../context.js';
import { HOURS } from '../explain/traffic.js';
import { growthQuery, isOfEvents } from '../live/growth-query.js';
import { answered, Failed } from './failed.js';

/** The bucket that is counted: that of a threshold, or one that a query names. */
export async function bucketOf({ sli }: Slo, source: MetricInspector): Promise<LiveFacts> {
  for (const { selector } of [...sli.bad, ...sli.total]) {
    const le = selector.matchers.find(({ label }) => label === 'le');
    const wanted = sli.derivation.threshold?.bucket ?? (le?.op === '=' ? le.value : undefined);
    if (!le || wanted === undefined || wanted === '+Inf') continue;
    const there = await source.buckets(selector);
    if (!there) throw new Failed('it does not say which buckets there are');
    return { bucket: { wanted, there } };
  }
  return {};
}

/** The growth of the last day; absent counters have none. */
export async function eventsOfDay(slo: Slo, source: MetricInspector): Promise<LiveFacts> {
  if (!isOfEvents(slo)) return {};
  const [bad, total] = [slo.sli.bad, slo.sli.total].map((count) => growthQuery(count, '1d', 'none'));
  return {
    day: { bad: await numberOf(source, bad ?? ''), total: await numberOf(source, total ?? '') },
  };
}

/** The traffic of each hour of the day. */
export async function hoursOf(slo: Slo, source: MetricInspector): Promise<LiveFacts> {
  if (!isOfEvents(slo)) return {};
  const answer = await source.hourly(growthQuery(slo.sli.total, '1h', 'unknown'), HOURS);
  if (answer.kind === 'failed') throw new Failed(answer.message);
  const hours = trafficByHour(answer.hours);
  return hours ? { hours } : {};
}

/** How many series there are, and how often the first of them is scraped. */
export async function sizeOf(slo: Slo, source: MetricInspector): Promise<LiveFacts> {
  const [first] = slo.sli.total.map(({ selector }) => selector).filter(({ expression }) => !expression);
  const series = await source.countSeries(weightedSelectors(slo.sli));
  if (!first || !series) return {};
  const inFiveMinutes = await numberOf(source, `max(count_over_time(${selectorText(first)}[5m]))`);
  return { size: { series, samplesPerHour: inFiveMinutes * 12 } };
}

export async function typesOf({ sli }: Slo, source: MetricInspector): Promise<LiveFacts> {
  const metrics = new Set([...sli.bad, ...sli.total].map(({ selector }) => selector.metric));
  metrics.delete('');
  const types = new Map<string, string>();
  for (const metric of metrics) {
    const type = await source.metricType(metric);
    if (type !== undefined) types.set(metric, type);
  }
  return { types };
}

/** Labels that say what was asked for, by the conventions of web frameworks, gRPC and OpenTelemetry. */
const REQUEST_LABELS = [
  'path',
  'handler',
  'route',
  'uri',
  'url',
  'endpoint',
  'http_route',
  'http_target',
  'grpc_service',
  'operation',
];
const HEALTH_CHECK =
  '(?i:.*/(healthz?|health[-_]?checks?|readyz|readiness|livez|liveness|heartbeat)/?|grpc[.]health[.]v1[.]Health)';

export async function healthChecksOf({ sli }: Slo, source: MetricInspector): Promise<LiveFacts> {
  const counted = sli.total.filter(({ sign, selector }) => sign === 1 && selector.metric !== '');
  const questions = counted.flatMap(({ selector }) =>
    REQUEST_LABELS.map((label) => `count by (${label}) (${withHealthCheck(selector, label)})`),
  );
  if (questions.length === 0) return {};
  const series = answered(await source.series(questions.join(' or ')));
  const healthChecks = series.flatMap(({ labels }) =>
    Object.entries(labels).map(([label, value]) => ({ label, value })),
  );
  return { healthChecks };
}

function withHealthCheck({ metric, matchers }: CounterSelector, label: string): string {
  const own = matchers.filter((matcher) => matcher.label !== 'le').map(matcherText);
  return `${metric}{${[...own, `${label}=~"${HEALTH_CHECK}"`].join(', ')}}`;
}

async function numberOf(source: MetricInspector, query: string): Promise<number> {
  return answered(await source.series(query))[0]?.value ?? 0;
}
