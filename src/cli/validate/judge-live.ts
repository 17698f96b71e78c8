import { weightedSelectors } from '../../core/events/weighted-selectors.js';
import { judgeBucket } from '../../core/slo/judge-bucket.js';
import { selectorText } from '../../core/slo/selector-text.js';
import type { Slo } from '../../core/slo/slo.js';
import type { Problem } from '../../spec/problem.js';
import type { MetricInspector } from '../context.js';

/**
 * Holds SLOs against what Prometheus has now. What it says no to is an error, and so is no answer: whoever asked for this check must not
 * take silence for consent. Series that are missing are warnings, because a counter may be born with its first event.
 */
export async function judgeLive(slos: readonly Slo[], source: MetricInspector): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const slo of slos) {
    problems.push(...(await judgeSeries(slo, source)));
    const { threshold } = slo.sli.derivation;
    const bucket = slo.sli.bad.find((term) => term.sign === -1)?.selector;
    if (!threshold || !bucket) continue;
    const live = await source.buckets(bucket);
    if (!live) {
      problems.push(
        problem(
          slo,
          'error',
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

/** Every counter that an SLO is made of has to have series, and every label that tells its events apart. */
async function judgeSeries(slo: Slo, source: MetricInspector): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { selector } of weightedSelectors(slo.sli)) {
    const series = await source.measure(`count(${selectorText(selector)})`);
    if (series.kind === 'failed') {
      return [
        problem(
          slo,
          'error',
          'prometheus-failed',
          `Prometheus does not say: ${series.message}`,
          'check the URL',
        ),
      ];
    }
    if (series.kind === 'value') continue;
    const labels = selector.matchers.filter(({ label }) => label !== 'le').map(({ label }) => label);
    const missing: string[] = [];
    for (const label of labels) {
      const having = await source.measure(`count(${selector.metric}{${label}!=""})`);
      if (having.kind === 'none') missing.push(label);
    }
    const why =
      missing.length > 0 ? `: no series of ${selector.metric} has the label ${missing.join(', ')}` : '';
    problems.push(
      problem(
        slo,
        'warning',
        'no-series',
        `${selectorText(selector)} has no series now${why}`,
        'check names and labels; it is right only when such events have never happened',
      ),
    );
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
