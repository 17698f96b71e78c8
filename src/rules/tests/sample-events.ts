import { isSummable, weightedSelectors } from '../../core/events/weighted-selectors.js';
import { quote } from '../../core/slo/selector-text.js';
import type { CounterSelector, Matcher, Sli } from '../../core/slo/sli.js';
import { candidateValues, matcherHolds } from '../../promql/sample-value.js';

type Labels = Readonly<Record<string, string>>;

/** A counter that a test makes up, as promtool writes it. */
export type SampleSeries = string;

/** The counters that grow by one with a good event, and with a bad one. */
export interface SampleEvents {
  readonly good: readonly SampleSeries[];
  readonly bad: readonly SampleSeries[];
}

interface Candidate {
  readonly series: SampleSeries;
  readonly bad: number;
  readonly total: number;
}

/** Hardly any SLI tells its events apart by more labels than give this many combinations. */
const MOST_COMBINATIONS = 2000;

/** Makes up counters that an SLI counts as good and as bad events; undefined when it counts none, or no label values are found for its matchers. */
export function sampleEvents(sli: Sli): SampleEvents | undefined {
  if (!isSummable(weightedSelectors(sli))) return undefined;
  const candidates = distinct(weightedSelectors(sli).flatMap(({ selector }) => candidatesFor(selector, sli)));
  const good = combine(candidates, 0);
  const bad = combine(candidates, 1);
  return good && bad ? { good, bad } : undefined;
}

/** One, two or three series that together weigh one event of a kind. */
function combine(candidates: readonly Candidate[], bad: number): SampleSeries[] | undefined {
  const fits = (some: readonly Candidate[]) =>
    some.reduce((sum, one) => sum + one.total, 0) === 1 &&
    some.reduce((sum, one) => sum + one.bad, 0) === bad;
  let sets: Candidate[][] = [[]];
  for (let size = 1; size <= 3; size += 1) {
    sets = sets.flatMap((set) => candidates.filter((one) => !set.includes(one)).map((one) => [...set, one]));
    const found = sets.find(fits);
    if (found) return found.map(({ series }) => series);
  }
  return undefined;
}

function candidatesFor(selector: CounterSelector, sli: Sli): Candidate[] {
  const weighted = weightedSelectors(sli).filter((other) => other.selector.metric === selector.metric);
  const byLabel = new Map<string, Matcher[]>();
  for (const matcher of weighted.flatMap((other) => other.selector.matchers)) {
    byLabel.set(matcher.label, [...(byLabel.get(matcher.label) ?? []), matcher]);
  }
  let choices: Labels[] = [{ job: 'test', instance: 'a' }];
  for (const [label, matchers] of byLabel) {
    const own = selector.matchers.filter((matcher) => matcher.label === label);
    const values = representatives(matchers, own);
    choices = choices.flatMap((labels) => values.map((value) => ({ ...labels, [label]: value })));
    if (choices.length > MOST_COMBINATIONS) return [];
  }
  return choices.map((labels) => {
    const counted = weighted.filter((other) => matches(other.selector, labels));
    return {
      series: seriesOf(selector.metric, labels),
      bad: counted.reduce((sum, other) => sum + other.bad, 0),
      total: counted.reduce((sum, other) => sum + other.total, 0),
    };
  });
}

/** One value for each way in which the matchers on a label can come out, as long as the selector's own hold. */
function representatives(matchers: readonly Matcher[], own: readonly Matcher[]): string[] {
  const byOutcome = new Map<string, string>();
  for (const value of candidateValues(matchers)) {
    if (!own.every((matcher) => matcherHolds(matcher, value))) continue;
    const outcome = matchers.map((matcher) => matcherHolds(matcher, value)).join();
    if (!byOutcome.has(outcome)) byOutcome.set(outcome, value);
  }
  return [...byOutcome.values()];
}

function matches(selector: CounterSelector, labels: Labels): boolean {
  return selector.matchers.every((matcher) => matcherHolds(matcher, labels[matcher.label] ?? ''));
}

function seriesOf(metric: string, labels: Labels): SampleSeries {
  const pairs = Object.entries(labels).filter(([, value]) => value !== '');
  return `${metric}{${pairs.map(([label, value]) => `${label}=${quote(value)}`).join(', ')}}`;
}

function distinct(candidates: readonly Candidate[]): Candidate[] {
  return [...new Map(candidates.map((candidate) => [candidate.series, candidate])).values()];
}
