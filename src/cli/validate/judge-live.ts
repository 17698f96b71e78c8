import type { Slo } from '../../core/slo/slo.js';
import { lint } from '../../lint/lint.js';
import { noSeries } from '../../lint/rules/no-series.js';
import { thresholdBetweenBuckets } from '../../lint/rules/threshold-between-buckets.js';
import type { Problem, SpecFile } from '../../spec/problem.js';
import type { MetricInspector } from '../context.js';
import { gatherFacts } from '../lint/gather-facts.js';

/** Without these an SLO counts nothing, so they are held against Prometheus here as well as by `lint`. */
const LIVE_RULES = [noSeries, thresholdBetweenBuckets];

/** Holds SLOs against what Prometheus has now; no answer is an error, because silence must not be taken for consent. */
export async function judgeLive(
  files: readonly SpecFile[],
  slos: readonly Slo[],
  source: MetricInspector,
): Promise<Problem[]> {
  const needs = new Set(LIVE_RULES.flatMap((rule) => rule.live?.needs ?? []));
  const live = await gatherFacts(slos, source, needs);
  return lint({ files, slos: [], problems: [] }, { chosen: new Set(LIVE_RULES.map(({ id }) => id)), live });
}
