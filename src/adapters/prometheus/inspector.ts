import type { WeightedSelector } from '../../core/events/weighted-selectors.js';
import type { Clock, EventSource } from '../../engine/ports.js';
import { PrometheusClient } from './client.js';
import { createPrometheusSource } from './event-source.js';
import type { PrometheusOptions } from './options.js';

export type Measured =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly message: string };

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
    async countSeries(counters: readonly WeightedSelector[]): Promise<number | undefined> {
      return (await source.countSeries([{ key: '', counters }])).get('');
    },
    buckets: source.buckets.bind(source),
  };
}
