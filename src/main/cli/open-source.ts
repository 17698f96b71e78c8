import { systemClock } from '../../adapters/clock/system-clock.js';
import { createInspector } from '../../adapters/prometheus/inspector.js';
import type { MetricInspector } from '../../cli/context.js';

const QUERY_TIMEOUT_MS = 30_000;

/** Asks the Prometheus at an address. */
export function openSource(url: string): MetricInspector {
  return createInspector({ url, timeoutMs: QUERY_TIMEOUT_MS }, systemClock);
}
