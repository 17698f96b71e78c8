import type { CounterSelector } from '../../core/slo/sli.js';
import type { Slo } from '../../core/slo/slo.js';
import type { LiveFacts } from '../live-facts.js';
import type { Finding, Rule } from '../rule.js';

/** Names that only gauges have, by the conventions of Prometheus and its exporters. */
const GAUGE_NAME =
  /^(up|probe_success)$|_(in_?flight|in_?progress|current|ratio|percent|percentage|utili[sz]ation|usage|usage_bytes|celsius|timestamp_seconds|info|depth|queue_(length|size)|free_bytes|available_bytes|avail_bytes|limit|limit_bytes|load[0-9]+)$/;

/** A gauge whose growth is taken for events. */
export const gaugeAsCounter: Rule = {
  id: 'gauge-as-counter',
  severity: 'error',
  title: 'a gauge that is counted as if it were a counter',
  explanation:
    'Events are the growth of counters. A gauge goes up and down: each fall looks like a restart, and what is counted is noise. It is told by the name, and with --prometheus by the type that the exporter gives.',
  check: (slos) => slos.flatMap(checkSlo),
  live: { needs: ['types'], check: checkTypes },
};

function checkSlo(slo: Slo): Finding[] {
  for (const field of ['bad', 'total'] as const) {
    const gauge = slo.sli[field].map(({ selector }) => selector).find(isCountedGauge);
    if (gauge) return [gaugeFinding(slo, field, gauge.metric, 'by its name')];
  }
  return [];
}

function checkTypes(slo: Slo, { types }: LiveFacts): Finding[] {
  for (const field of ['bad', 'total'] as const) {
    const counted = slo.sli[field].map(({ selector }) => selector).filter(isCounted);
    const gauge = counted.find(({ metric }) => types?.get(metric) === 'gauge' && !GAUGE_NAME.test(metric));
    if (gauge) return [gaugeFinding(slo, field, gauge.metric, 'as its exporter says')];
  }
  return [];
}

function isCountedGauge(selector: CounterSelector): boolean {
  return isCounted(selector) && GAUGE_NAME.test(selector.metric);
}

function isCounted({ meaning, native, expression }: CounterSelector): boolean {
  return !meaning && !native && !expression;
}

function gaugeFinding(slo: Slo, field: 'bad' | 'total', metric: string, evidence: string): Finding {
  return {
    slo,
    field,
    message: `${metric} is a gauge ${evidence}, and its growth is counted as events`,
    mend: 'write it as gauge: with good_when:, so that each sample is an event; or count a counter',
  };
}
