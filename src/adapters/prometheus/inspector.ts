import type { Hourly, Measured, Vector } from '../../core/events/answers.js';
import type { WeightedSelector } from '../../core/events/weighted-selectors.js';
import { HOUR } from '../../core/time/duration.js';
import type { Clock, EventSource } from '../../engine/ports.js';
import { PrometheusClient } from './client.js';
import { createPrometheusSource } from './event-source.js';
import type { PrometheusOptions } from './options.js';
import { readMetricType, readRetention } from './read-status.js';

/** Asks a Prometheus about what it holds now, for commands; never throws. */
export function createInspector(options: PrometheusOptions, clock: Clock) {
  const client = new PrometheusClient(options);
  const source: EventSource = createPrometheusSource(options, { query: () => undefined }, clock);
  return {
    /** An instant query that yields one number. */
    async measure(query: string): Promise<Measured> {
      const answer = await client.query(query, clock.now());
      if (answer.kind === 'failed') return { kind: 'failed', message: answer.message };
      const [seconds, text] = answer.series[0]?.value ?? [];
      const value = Number(text);
      return seconds === undefined || Number.isNaN(value) ? { kind: 'none' } : { kind: 'value', value };
    },
    async series(query: string): Promise<Vector> {
      const answer = await client.query(query, clock.now());
      if (answer.kind === 'failed') return { kind: 'failed', message: answer.message };
      const series = answer.series.map(({ metric, value }) => ({
        labels: metric,
        value: Number(value?.[1]),
      }));
      return { kind: 'series', series };
    },
    retention: async () => readRetention(await client.status('/api/v1/status/runtimeinfo')),
    metricType: async (metric: string) =>
      readMetricType(await client.status('/api/v1/metadata', { metric }), metric),
    /** A query about an hour at the end of each of the last whole hours, by where the hour begins (epoch ms). */
    async hourly(query: string, hours: number): Promise<Hourly> {
      const to = Math.floor(clock.now() / HOUR) * HOUR;
      const answer = await client.queryRange(query, { from: to - (hours - 1) * HOUR, to, step: HOUR });
      if (answer.kind === 'failed') return answer;
      const values = answer.series[0]?.values ?? [];
      const known = values.map(([seconds, text]) => ({ start: seconds * 1000 - HOUR, events: Number(text) }));
      return { kind: 'hours', hours: known.filter(({ events }) => Number.isFinite(events)) };
    },
    async countSeries(counters: readonly WeightedSelector[]): Promise<number | undefined> {
      return (await source.countSeries([{ key: '', counters }])).get('');
    },
    buckets: source.buckets.bind(source),
  };
}
