import type { EventCount, Sli } from '../../core/slo/sli.js';
import { faultOfCount } from './check-counts.js';
import { badEvents, sameCount } from './event-counts.js';
import type { Findings } from './findings.js';
import { decidePolarity, opposite } from './polarity.js';

/** A ratio of counters as bad and total events; `field` is where the file wrote it. */
export function compileRatio(
  { field, metric_is: told }: { readonly field: string; readonly metric_is: 'good' | 'bad' | undefined },
  ratio: { readonly numerator: EventCount; readonly denominator: EventCount; readonly complement: boolean },
  findings: Findings,
): Pick<Sli, 'bad' | 'total' | 'derivation'> | undefined {
  const { numerator, denominator, complement } = ratio;
  const fault = faultOfCount(numerator) ?? faultOfCount(denominator);
  if (fault) return findings.error('no-event-count', [field], fault.message, fault.mend);
  if (sameCount(numerator, denominator)) {
    return findings.error(
      'always-one',
      [field],
      'both sides of the ratio count the same events',
      'add the matcher that tells good from bad on one side',
    );
  }
  const verdict =
    told === undefined
      ? decidePolarity(numerator, denominator)
      : stated(complement ? opposite(told) : told, told);
  if (verdict.kind !== 'decided') {
    const why =
      verdict.kind === 'undecided'
        ? 'it cannot be told whether this is the share of good or of bad events'
        : 'this ratio says two things at once';
    return findings.error(
      'undecided-polarity',
      [field],
      `${why}: ${verdict.reason}`,
      'state it: metric_is: good (share of good events) or metric_is: bad',
    );
  }
  const bad = verdict.polarity === 'bad' ? numerator : badEvents(denominator, numerator);
  return {
    bad,
    total: denominator,
    derivation: {
      kind: verdict.polarity === 'bad' ? 'bad-over-total' : 'good-over-total',
      reason: verdict.reason,
    },
  };
}

function stated(polarity: 'good' | 'bad', told: 'good' | 'bad') {
  return {
    kind: 'decided' as const,
    polarity,
    reason: `the file says metric_is: ${told}, so the numerator counts ${polarity} events`,
  };
}
