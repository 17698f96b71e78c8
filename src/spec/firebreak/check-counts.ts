import { matcherText, selectorText } from '../../core/slo/selector-text.js';
import type { CounterTerm, EventCount } from '../../core/slo/sli.js';

/** Why these counters do not count events, in words; undefined when nothing speaks against them. */
export interface CountFault {
  readonly message: string;
  readonly mend: string;
}

export function faultOfCount(count: EventCount): CountFault | undefined {
  if (count.every((term) => term.sign === -1)) {
    return { message: 'this counts less than nothing', mend: 'begin with a counter that is added' };
  }
  for (const term of count) {
    const fault = faultOfBucket(term);
    if (fault) return fault;
  }
  const added = count.filter((term) => term.sign === 1);
  for (const term of added) {
    const wider = added.find((other) => other !== term && isWithin(term, other));
    if (wider) {
      return {
        message: `${selectorText(term.selector)} is counted twice: it is part of ${selectorText(wider.selector)}`,
        mend: 'add up counters that have no event in common',
      };
    }
  }
  return undefined;
}

/** Buckets are cumulative: one of them counts all that is below it, several count events more than once. */
function faultOfBucket({ selector }: CounterTerm): CountFault | undefined {
  if (!selector.metric.endsWith('_bucket')) return undefined;
  const le = selector.matchers.filter((matcher) => matcher.label === 'le');
  const [only] = le;
  if (only && le.length === 1 && (only.op === '=' || (only.op === '=~' && isOneBucket(only.value))))
    return undefined;
  const count = selector.metric.replace(/_bucket$/, '_count');
  return {
    message: `buckets are cumulative, so ${selectorText(selector)} counts events more than once`,
    mend: `choose one bucket (le="0.4"), or ${count} for all events`,
  };
}

/** `1(\.0)?`, `1|1.0`: several ways to write one limit. */
function isOneBucket(pattern: string): boolean {
  const limits = pattern.split('|').map((text) => Number(text.replace('(\\.0)?', '').replaceAll('\\', '')));
  return limits.every((limit) => limit === limits[0]);
}

/** True when every event of `part` is one of `whole`, as far as the texts of their matchers tell; buckets lie within each other. */
export function isWithin(part: CounterTerm, whole: CounterTerm): boolean {
  if (part.selector.metric !== whole.selector.metric) return false;
  const own = new Set(part.selector.matchers.map(matcherText));
  return whole.selector.matchers.every((matcher) => matcher.label === 'le' || own.has(matcherText(matcher)));
}
