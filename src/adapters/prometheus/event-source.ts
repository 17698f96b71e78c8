import { groupBy } from '../../core/group-by.js';
import { matcherText } from '../../core/slo/selector-text.js';
import type { CounterSelector } from '../../core/slo/sli.js';
import type { Clock, EventSource, Metrics, ReadOutcome } from '../../engine/ports.js';
import type { Ask, AskRange } from './ask.js';
import type { Batch } from './batch.js';
import { PrometheusClient } from './client.js';
import { countSeries } from './count-series.js';
import { findFiring } from './find-firing.js';
import { findGroups } from './find-groups.js';
import { inParallel } from './in-parallel.js';
import { type LabelTest, selectorTest } from './label-match.js';
import type { PrometheusOptions } from './options.js';
import { PlanCache } from './plan-cache.js';
import type { QueryAnswer } from './read-answer.js';
import { type BatchAnswer, readBatch, SplitBudget } from './read-batch.js';
import { readTiles } from './read-tiles.js';

/** Reads raw counter samples from one Prometheus with as few queries as the selectors allow. */
export function createPrometheusSource(
  options: PrometheusOptions,
  metrics: Pick<Metrics, 'query'>,
  clock: Clock,
): EventSource {
  const client = new PrometheusClient(options);
  const plans = new PlanCache();

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
      const work = [...spans.values()].flatMap((span) => {
        const [first] = span;
        return first ? plans.plan(span).map((batch) => ({ batch, span: first })) : [];
      });
      const budget = new SplitBudget();
      let down: BatchAnswer['answer'] | undefined;
      await inParallel(work, async ({ batch, span }) => {
        // What one query has waited for in vain, the others need not wait for.
        const answers = down ? [{ batch, answer: down }] : await readBatch(batch, span, ask, budget);
        for (const part of answers) {
          const { answer } = part;
          if (answer.kind === 'failed' && answer.reason === 'source-unreachable') down = answer;
          hand(part, outcomes);
        }
      });
      return outcomes;
    },

    readTiles: (requests) => readTiles(requests, { ask, askRange, now: () => clock.now() }),
    countSeries: (requests) => countSeries(requests, ask, clock.now()),
    findGroups: (requests) => findGroups(requests, askRange),
    findFiring: (alertname) => findFiring(alertname, ask),

    async buckets(selector) {
      const matchers = selector.matchers.filter((matcher) => matcher.label !== 'le').map(matcherText);
      const answer = await ask(`count by (le) (${selector.metric}{${matchers.join(', ')}})`, clock.now());
      if (answer.kind === 'failed') return undefined;
      return answer.series.flatMap((series) => series.metric.le ?? []);
    },
  };
}

/** Gives every series of an answer to the selectors that it belongs to. */
function hand({ batch, answer }: BatchAnswer, outcomes: Map<string, ReadOutcome>): void {
  if (answer.kind === 'failed') {
    for (const { key } of batch.members) outcomes.set(key, answer);
    return;
  }
  if (batch.stepMs !== undefined) {
    for (const { key, index } of batch.members) {
      const outcome = outcomes.get(key);
      if (outcome?.kind === 'read') {
        outcomes.set(key, { kind: 'read', series: outcome.series.with(index, answer.series) });
      }
    }
    return;
  }
  const sorted = groupBy(answer.series, ({ labels }) =>
    placeOf(batch, labels.__name__, (label) => labels[label]),
  );
  for (const { key, index, selector } of batch.members) {
    const outcome = outcomes.get(key);
    if (outcome?.kind !== 'read') continue;
    const test = testOf(selector);
    if (typeof test === 'string') {
      outcomes.set(key, { kind: 'failed', reason: 'query-failed', message: test });
      continue;
    }
    const place = placeOf(batch, selector.metric, (label) => fixedValue(selector, label));
    const found = (sorted.get(place) ?? []).filter((series) => test(series.labels));
    outcomes.set(key, { kind: 'read', series: outcome.series.with(index, found) });
  }
}

/** Where a batch's series are sorted to, so that a member need not look at those of all others. */
function placeOf(
  batch: Batch,
  metric: string | undefined,
  valueOf: (label: string) => string | undefined,
): string {
  return [metric, ...batch.by.map(valueOf)].join('\n');
}

function fixedValue({ matchers }: CounterSelector, label: string): string | undefined {
  return matchers.find((matcher) => matcher.label === label && matcher.op === '=')?.value;
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
