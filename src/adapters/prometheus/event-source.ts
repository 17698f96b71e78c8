import { groupBy } from '../../core/group-by.js';
import { matcherText } from '../../core/slo/selector-text.js';
import type { CounterSelector } from '../../core/slo/sli.js';
import type {
  Clock,
  EventSource,
  Metrics,
  ReadOutcome,
  ReadRequest,
  SeriesSamples,
} from '../../engine/ports.js';
import type { Ask, AskRange } from './ask.js';
import { PrometheusClient, type PrometheusOptions, type QueryAnswer, type RawSeries } from './client.js';
import { countSeries } from './count-series.js';
import { inParallel } from './in-parallel.js';
import { type LabelTest, selectorTest } from './label-match.js';
import { type Batch, planReads } from './read-plan.js';
import { readTiles } from './read-tiles.js';

/** Reads raw counter samples from one Prometheus with as few queries as the selectors allow. */
export function createPrometheusSource(
  options: PrometheusOptions,
  metrics: Pick<Metrics, 'query'>,
  clock: Clock,
): EventSource {
  const client = new PrometheusClient(options);

  async function timed(asking: () => Promise<QueryAnswer>): Promise<QueryAnswer> {
    const started = clock.now();
    const answer = await asking();
    metrics.query(answer.kind === 'answered' ? 'ok' : answer.reason, (clock.now() - started) / 1000);
    return answer;
  }
  const ask: Ask = (query, at) => timed(() => client.query(query, at));
  const askRange: AskRange = (query, span) => timed(() => client.queryRange(query, span));

  return {
    async read(requests) {
      const outcomes = new Map<string, ReadOutcome>();
      for (const request of requests) {
        outcomes.set(request.key, { kind: 'read', series: request.selectors.map(() => []) });
      }
      // Requests over the same time share queries; others would read more than they need.
      const spans = groupBy(requests, (request) => `${request.after} ${request.upTo}`);
      const work = [...spans.values()].flatMap((span) => planReads(span).map((batch) => ({ batch, span })));
      let down: QueryAnswer | undefined;
      await inParallel(work, async ({ batch, span }) => {
        const [first] = span;
        if (!first) return;
        const range = Math.ceil(first.upTo - first.after);
        // What one query has waited for in vain, the others need not wait for.
        const answer = down ?? (await ask(`${batch.selector}[${range}ms]`, first.upTo));
        if (answer.kind === 'failed' && answer.reason === 'source-unreachable') down = answer;
        hand(answer, batch, first, outcomes);
      });
      return outcomes;
    },

    readTiles: (requests) => readTiles(requests, { ask, askRange, now: () => clock.now() }),
    countSeries: (requests) => countSeries(requests, ask, clock.now()),

    async buckets(selector) {
      const matchers = selector.matchers.filter((matcher) => matcher.label !== 'le').map(matcherText);
      const answer = await ask(`count by (le) (${selector.metric}{${matchers.join(', ')}})`, clock.now());
      if (answer.kind === 'failed') return undefined;
      return answer.series.flatMap((series) => series.metric.le ?? []);
    },
  };
}

/** Gives every series of an answer to the selectors that it belongs to. */
function hand(
  answer: QueryAnswer,
  batch: Batch,
  span: ReadRequest,
  outcomes: Map<string, ReadOutcome>,
): void {
  if (answer.kind === 'failed') {
    for (const { key } of batch.members) outcomes.set(key, answer);
    return;
  }
  const samples = answer.series.map((raw) => toSamples(raw, span));
  const byMetric = groupBy(samples, (series) => series.labels.__name__ ?? '');
  for (const { key, index, selector } of batch.members) {
    const outcome = outcomes.get(key);
    if (outcome?.kind !== 'read') continue;
    const test = testOf(selector);
    if (typeof test === 'string') {
      outcomes.set(key, { kind: 'failed', reason: 'query-failed', message: test });
      continue;
    }
    const found = (byMetric.get(selector.metric) ?? []).filter((series) => test(series.labels));
    outcomes.set(key, { kind: 'read', series: outcome.series.with(index, found) });
  }
}

const tests = new WeakMap<CounterSelector, LabelTest | string>();

/** The selector's test, made once; or what is wrong with its regular expression. */
function testOf(selector: CounterSelector): LabelTest | string {
  let test = tests.get(selector);
  if (test === undefined) {
    try {
      test = selectorTest(selector);
    } catch (error) {
      test = error instanceof Error ? error.message : String(error);
    }
    tests.set(selector, test);
  }
  return test;
}

function toSamples(raw: RawSeries, { after, upTo }: ReadRequest): SeriesSamples {
  const times: number[] = [];
  const values: number[] = [];
  for (const [seconds, value] of raw.values ?? []) {
    const at = Math.round(seconds * 1000);
    if (at <= after || at > upTo) continue;
    times.push(at);
    values.push(Number(value));
  }
  const fingerprint = Object.keys(raw.metric)
    .sort()
    .map((label) => `${label}=${JSON.stringify(raw.metric[label])}`)
    .join(',');
  return { fingerprint, labels: raw.metric, times, values };
}
