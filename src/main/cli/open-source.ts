import { systemClock } from '../../adapters/clock/system-clock.js';
import { createPrometheusSource } from '../../adapters/prometheus/event-source.js';
import { createInspector } from '../../adapters/prometheus/inspector.js';
import type { PrometheusOptions } from '../../adapters/prometheus/options.js';
import type { EventHistory, MetricInspector } from '../../cli/context.js';

const HISTORY_TIMEOUT_MS = 120_000;

/** Asks a Prometheus about what it holds now. */
export function openSource(options: PrometheusOptions): MetricInspector {
  return createInspector(options, systemClock);
}

/** Reads the past of a Prometheus. */
export function openEvents(options: PrometheusOptions): EventHistory {
  const source = createPrometheusSource(
    { ...options, timeoutMs: HISTORY_TIMEOUT_MS },
    { query: () => undefined },
    systemClock,
  );
  return { source, now: systemClock.now() };
}
