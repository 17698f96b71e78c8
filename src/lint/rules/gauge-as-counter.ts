import type { CounterSelector } from '../../core/slo/sli.js';
import type { Slo } from '../../core/slo/slo.js';
import type { Finding, StaticRule } from '../rule.js';

/** Names that only gauges have, by the conventions of Prometheus and its exporters. */
const GAUGE_NAME =
  /^(up|probe_success)$|_(in_?flight|in_?progress|current|ratio|percent|percentage|utili[sz]ation|usage|usage_bytes|celsius|timestamp_seconds|info|depth|queue_(length|size)|free_bytes|available_bytes|avail_bytes|limit|limit_bytes|load[0-9]+)$/;

/** A gauge whose growth is taken for events. */
export const gaugeAsCounter: StaticRule = {
  id: 'gauge-as-counter',
  severity: 'error',
  title: 'a gauge that is counted as if it were a counter',
  explanation:
    'Events are the growth of counters. A gauge goes up and down: each fall looks like a restart, and what is counted is noise. It is told by the name.',
  check: (slos) => slos.flatMap(checkSlo),
};

function checkSlo(slo: Slo): Finding[] {
  for (const field of ['bad', 'total'] as const) {
    const gauge = slo.sli[field].map(({ selector }) => selector).find(isCountedGauge);
    if (gauge) return [gaugeFinding(slo, field, gauge.metric)];
  }
  return [];
}

function isCountedGauge({ metric, meaning, native, expression }: CounterSelector): boolean {
  return !meaning && !native && !expression && GAUGE_NAME.test(metric);
}

function gaugeFinding(slo: Slo, field: 'bad' | 'total', metric: string): Finding {
  return {
    slo,
    field,
    message: `${metric} is a gauge by its name, and its growth is counted as events`,
    mend: 'write it as gauge: with good_when:, so that each sample is an event; or count a counter',
  };
}
