import { formatDuration } from '../time/duration.js';
import type { Sli } from './sli.js';

/** One SLO of a composite. In a slice of time it is good when at least `goodShare` (0-1) of its events is; one without traffic is good. */
export interface CompositePart {
  readonly sloId: string;
  /** Its service and labels, by which exclusions select it. */
  readonly service: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly sli: Sli;
  readonly goodShare: number;
  /** Over zero; 1 unless the composite weighs its parts. */
  readonly weight: number;
}

/**
 * An SLO made of others: its events are slices of time. `all-of`: a slice is bad when any part's is; `any-of`: when all of them are;
 * `weighted`: by the share of weights that are bad.
 */
export interface Composite {
  readonly combine: 'all-of' | 'any-of' | 'weighted';
  readonly lengthMs: number;
  readonly parts: readonly CompositePart[];
}

/**
 * What a slice is by its parts' verdicts: the bad share of it (0-1), undefined when that is unknown. For all-of one bad part decides, for any-of
 * one good part does, whatever is known of the others.
 * @param verdicts the bad share of each part's slice, in the order of the parts; undefined for unknown
 */
export function combineVerdicts(
  { combine, parts }: Composite,
  verdicts: readonly (number | undefined)[],
): number | undefined {
  const known = verdicts.filter((verdict) => verdict !== undefined);
  if (combine === 'all-of' && known.some((bad) => bad > 0)) return 1;
  if (combine === 'any-of' && known.some((bad) => bad === 0)) return 0;
  if (known.length < parts.length) return undefined;
  if (combine === 'all-of') return 0;
  if (combine === 'any-of') return 1;
  const weights = parts.reduce((sum, { weight }) => sum + weight, 0);
  return parts.reduce((sum, { weight }, index) => sum + weight * (verdicts[index] ?? 0), 0) / weights;
}

/** `slices of 1m, good when all of a/b, c/d are`. */
export function compositeText({ combine, lengthMs, parts }: Composite): string {
  const slices = `slices of ${formatDuration(lengthMs)}`;
  if (combine === 'weighted') {
    return `${slices}, by the weights of what is good: ${parts.map(({ sloId, weight }) => `${sloId} ${weight}`).join(', ')}`;
  }
  const names = parts.map(({ sloId }) => sloId).join(', ');
  return `${slices}, good when ${combine === 'all-of' ? 'all' : 'any'} of ${names} ${combine === 'all-of' ? 'are' : 'is'}`;
}
