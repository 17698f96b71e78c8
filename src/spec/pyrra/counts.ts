import type { CounterSelector, EventCount } from '../../core/slo/sli.js';
import { faultOfCount } from '../firebreak/check-counts.js';
import { bucketMatcher } from '../firebreak/compile-latency.js';
import { badEvents, sameCount } from '../firebreak/event-counts.js';
import type { Findings } from '../firebreak/findings.js';
import type { Counted } from '../ratio-counts.js';
import type { IndicatorSpec, Query } from './schema.js';
import { readSeries } from './selector.js';

type RatioSpec = NonNullable<IndicatorSpec['ratio']>;

/** Two of errors, success and total: the third follows from them. */
export function ratioCounts(ratio: RatioSpec, at: Findings): Counted | undefined {
  const given = (['errors', 'success', 'total'] as const).filter((field) => ratio[field] !== undefined);
  if (given.length > 2) {
    return at.error(
      'two-definitions',
      ['success'],
      'errors, success and total are all given, and two of them say everything',
      'keep two',
    );
  }
  if (given.length < 2) {
    return at.error(
      'missing-field',
      [],
      'a ratio needs two of errors, success and total',
      'add errors and total',
    );
  }
  const errors = countOf(ratio.errors, at.under('errors'));
  const success = countOf(ratio.success, at.under('success'));
  const total = countOf(ratio.total, at.under('total'));
  if ([errors, success, total].filter((count) => count !== undefined).length < 2) return undefined;
  if (errors) return partOf('bad', errors, total ?? [...errors, ...(success ?? [])], at);
  return success && total && partOf('good', success, total, at);
}

/** A bucket of good events over the count of all. */
export function latencyCounts(
  { success, total }: NonNullable<IndicatorSpec['latency']>,
  at: Findings,
): Counted | undefined {
  const good = countOf(success, at.under('success'), readBucket);
  const all = countOf(total, at.under('total'));
  return good && all && partOf('good', good, all, at);
}

function partOf(
  side: 'good' | 'bad',
  part: EventCount,
  total: EventCount,
  at: Findings,
): Counted | undefined {
  if (sameCount(part, total)) {
    return at.error(
      'always-one',
      [side === 'bad' ? 'errors' : 'success'],
      `the ${side} events and all of them are the same`,
      'add the matcher that tells good from bad',
    );
  }
  return {
    bad: side === 'bad' ? part : badEvents(total, part),
    total,
    derivation: { kind: 'explicit', reason: `the file gives the ${side} events and the total` },
  };
}

type Read = (selector: CounterSelector, at: Findings) => CounterSelector | undefined;

function countOf(
  query: Query | undefined,
  at: Findings,
  read: Read = (selector) => selector,
): EventCount | undefined {
  const series = query && readSeries(query, at);
  const selector = series && read(series.selector, at);
  if (!selector) return undefined;
  const count: EventCount = [{ sign: 1, selector }];
  const fault = faultOfCount(count);
  return fault ? at.error('no-event-count', ['metric'], fault.message, fault.mend) : count;
}

/** The bucket of a limit, whole numbers in both the ways in which they are exposed. */
function readBucket(selector: CounterSelector, at: Findings): CounterSelector | undefined {
  const le = selector.matchers.find(({ label }) => label === 'le');
  if (!le) {
    return at.error(
      'no-bucket',
      ['metric'],
      'success names no limit, so it counts all buckets at once',
      'add the bucket that is good: le="0.5"',
    );
  }
  if (le.op !== '=' || !/^\d+(\.0+)?$/.test(le.value)) return selector;
  const either = bucketMatcher(le.value.replace(/\.0+$/, ''));
  return { ...selector, matchers: selector.matchers.map((each) => (each === le ? either : each)) };
}
