import { judgeBucket } from '../../core/slo/judge-bucket.js';
import type { Slo } from '../../core/slo/slo.js';
import type { LiveFacts } from '../live-facts.js';
import type { Finding, Rule } from '../rule.js';

/** Limits that no bucket of the histogram lies at. */
export const thresholdBetweenBuckets: Rule = {
  id: 'threshold-between-buckets',
  severity: 'error',
  title: 'a threshold at which the histogram has no bucket',
  explanation:
    'A histogram knows how many requests lie under each of its limits (le), and nothing in between. Over any other limit, requests cannot be counted.',
  live: { needs: ['bucket'], check: checkSlo },
};

function checkSlo(slo: Slo, { bucket }: LiveFacts): Finding[] {
  // Without any bucket the metric itself is missing, which is told as that.
  if (!bucket || bucket.there.length === 0) return [];
  const verdict = judgeBucket(bucket.wanted, bucket.there);
  if (verdict.ok) return [];
  const mend = 'take one of these as threshold, or add the bucket to the service';
  const field = slo.sli.derivation.threshold ? 'threshold' : 'bad';
  return [{ slo, field, message: verdict.message, mend }];
}
