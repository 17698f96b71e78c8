import type { Slo } from '../../core/slo/slo.js';
import { formatDuration, HOUR } from '../../core/time/duration.js';
import type { LiveFacts } from '../live-facts.js';
import type { Finding, Rule } from '../rule.js';

/** Prometheus' own default of --query.max-samples. */
const MOST_SAMPLES = 50_000_000;

/** SLOs whose windows hold more samples than one query may load. */
export const costlyWindow: Rule = {
  id: 'costly-window',
  severity: 'warning',
  title: 'a window that holds more samples than a query may load',
  explanation:
    'Series times window is what a query over the window loads. Prometheus refuses more than 50 million samples by default. Rules and daemon of Firebreak read increments and spare themselves that; graphs of the window and other tools do not, and thousands of series cost memory everywhere.',
  live: { needs: ['size'], check: checkSlo },
};

function checkSlo(slo: Slo, { size }: LiveFacts): Finding[] {
  if (!size) return [];
  const windowMs = Math.max(...slo.alertPolicies.map(({ longWindow }) => longWindow), HOUR);
  const samples = (size.series * size.samplesPerHour * windowMs) / HOUR;
  if (samples <= MOST_SAMPLES) return [];
  return [
    {
      slo,
      field: 'total',
      message: `${size.series} series over ${formatDuration(windowMs)} are ${Math.round(samples / 1e6)} million samples, and Prometheus loads 50 million for one query`,
      mend: 'count a recording rule that sums them without the labels of single pods: sum without (instance, pod)',
    },
  ];
}
