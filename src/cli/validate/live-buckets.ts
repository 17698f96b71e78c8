import { judgeBucket } from '../../core/slo/judge-bucket.js';
import type { Slo } from '../../core/slo/slo.js';
import type { Problem } from '../../spec/problem.js';
import type { MetricInspector } from '../context.js';

/** Thresholds that the live histograms cannot judge are errors; those that cannot be asked about are warnings. */
export async function judgeLiveBuckets(slos: readonly Slo[], source: MetricInspector): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const slo of slos) {
    const { threshold } = slo.sli.derivation;
    const bucket = slo.sli.bad.find((term) => term.sign === -1)?.selector;
    if (!threshold || !bucket) continue;
    const live = await source.buckets(bucket);
    if (!live) {
      problems.push(
        problem(
          slo,
          'warning',
          'threshold-not-judged',
          'Prometheus does not say which buckets there are',
          'check the URL and that it answers',
        ),
      );
    } else if (live.length === 0) {
      problems.push(
        problem(
          slo,
          'warning',
          'threshold-not-judged',
          `${bucket.metric} has no series now`,
          'check the metric’s name and matchers',
        ),
      );
    } else {
      const verdict = judgeBucket(threshold.bucket, live);
      if (!verdict.ok) {
        problems.push(
          problem(
            slo,
            'error',
            'threshold-between-buckets',
            verdict.message,
            'take one of these as threshold, or add the bucket to the service',
          ),
        );
      }
    }
  }
  return problems;
}

function problem(
  slo: Slo,
  severity: Problem['severity'],
  code: string,
  message: string,
  mend: string,
): Problem {
  const { file, line, column } = slo.source;
  return {
    code,
    severity,
    message: `${slo.id}: ${message}`,
    mend,
    file,
    line,
    column,
    endLine: line,
    endColumn: column + 1,
  };
}
