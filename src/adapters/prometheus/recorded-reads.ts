import { groupBy } from '../../core/group-by.js';
import { RUNNING_TOTAL, RUNNING_TOTAL_LABELS } from '../../core/slo/recorded-sli.js';
import { literalPattern, quote } from '../../core/slo/selector-text.js';
import type { CounterSelector } from '../../core/slo/sli.js';
import { SECOND } from '../../core/time/duration.js';
import type { ReadRequest } from '../../engine/ports.js';
import { type Batch, halve, type Member, MOST_VALUES } from './batch.js';

/** One answer is to hold no more samples than this, at the shortest interval that rules are likely to have: some 15 MB. */
const MOST_SAMPLES = 500_000;
const SHORTEST_INTERVAL = 15 * SECOND;

const { service, slo } = RUNNING_TOTAL_LABELS;

/** With more services than this they are not named: then most of what is recorded is wanted anyway. */
const MOST_NAMED = 4 * MOST_VALUES;

/** True for a request that reads nothing but what the generated rules record. */
export function isRecorded({ selectors }: Pick<ReadRequest, 'selectors'>): boolean {
  const fixed = (selector: CounterSelector, label: string) => valueOf(selector, label) !== undefined;
  return selectors.every(
    (selector) => selector.metric === RUNNING_TOTAL && fixed(selector, service) && fixed(selector, slo),
  );
}

/**
 * Reads running totals in as few queries as their size allows, mostly one: services are named while they
 * are few, else service and SLO are both left open.
 */
export function planRecorded(requests: readonly ReadRequest[]): Batch[] {
  const [first] = requests.filter(({ selectors }) => selectors.length > 0);
  if (!first) return [];
  const mostSeries = Math.max(1, Math.floor((MOST_SAMPLES * SHORTEST_INTERVAL) / (first.upTo - first.after)));
  const members = requests.flatMap(({ key, selectors }) =>
    selectors.map((selector, index) => ({ key, index, selector })),
  );
  const services = groupBy(members, ({ selector }) => valueOf(selector, service) ?? '');
  if (services.size > MOST_NAMED && members.length <= mostSeries) {
    return [{ ...batchOf([...services]), selector: RUNNING_TOTAL }];
  }
  const batches: Batch[] = [];
  let some: ServiceMembers[] = [];
  let series = 0;
  for (const [name, own] of services) {
    if (some.length === MOST_VALUES || (some.length > 0 && series + own.length > mostSeries)) {
      batches.push(batchOf(some));
      some = [];
      series = 0;
    }
    some.push([name, own]);
    series += own.length;
  }
  return [...batches, batchOf(some)];
}

/** A service's name, and what is read of it. */
type ServiceMembers = readonly [string, readonly Member[]];

function batchOf(services: readonly ServiceMembers[]): Batch {
  return {
    selector: `${RUNNING_TOTAL}{${serviceMatcher(services.map(([name]) => name))}}`,
    members: services.flatMap(([, own]) => own),
    by: [service, slo],
    halves: () => (services.length < 2 ? undefined : halve(services, batchOf)),
  };
}

function serviceMatcher(names: readonly string[]): string {
  const [only] = names;
  if (names.length === 1 && only !== undefined) return `${service}=${quote(only)}`;
  return `${service}=~${quote(names.map(literalPattern).join('|'))}`;
}

function valueOf({ matchers }: CounterSelector, label: string): string | undefined {
  return matchers.find((matcher) => matcher.label === label && matcher.op === '=')?.value;
}
