import { selectorText } from '../../core/slo/selector-text.js';
import type { CounterSelector } from '../../core/slo/sli.js';
import { DAY, SECOND } from '../../core/time/duration.js';
import type { GroupOutcome, GroupRequest } from '../../engine/ports.js';
import type { AskRange } from './ask.js';
import { inParallel } from './in-parallel.js';
import type { RawSeries } from './read-answer.js';

/** An answer names no more label sets than this, those with the most events: a label of user ids must not fill the memory. */
const MOST_SETS = 2_000;

/** The label sets of each request's total, with their events. A request of which a query failed has failed. */
export async function findGroups(
  requests: readonly GroupRequest[],
  askRange: AskRange,
): Promise<ReadonlyMap<string, GroupOutcome>> {
  const outcomes = new Map<string, GroupOutcome>();
  await inParallel(requests, async (request) => {
    outcomes.set(request.key, await findOf(request, askRange));
  });
  return outcomes;
}

async function findOf(request: GroupRequest, askRange: AskRange): Promise<GroupOutcome> {
  const sets = new SummedSets(request.labels);
  const { from, to, total } = request;
  const stepMs = (to - from) / Math.ceil((to - from) / DAY);
  for (const { sign, selector } of total) {
    const query = `topk(${MOST_SETS}, sum by (${request.labels.join(', ')}) (${growth(selector, stepMs)}))`;
    const answer = await askRange(query, { from: from + stepMs, to, step: stepMs });
    if (answer.kind === 'failed') return answer;
    for (const series of answer.series) sets.add(series, sign);
  }
  return { kind: 'read', found: sets.found() };
}

/** PromQL for the events of a span; that the ends of it are guessed matters to no choice. */
function growth(selector: CounterSelector, spanMs: number): string {
  const range = `${selectorText(selector)}[${Math.ceil(spanMs / SECOND)}s]`;
  if (selector.native) return `histogram_count(increase(${range}))`;
  return `${selector.meaning ? 'count_over_time' : 'increase'}(${range})`;
}

/** Events by label set. What is taken from a total makes no label set. */
class SummedSets {
  private readonly sets = new Map<
    string,
    { labels: Record<string, string>; there: boolean; events: number }
  >();
  /** Label sets by the instant of a query that named them. */
  private readonly named = new Map<number, number>();

  constructor(private readonly labels: readonly string[]) {}

  add({ metric, values = [] }: RawSeries, sign: 1 | -1): void {
    const labels = Object.fromEntries(this.labels.map((label) => [label, metric[label] ?? '']));
    const key = JSON.stringify(labels);
    const set = this.sets.get(key) ?? { labels, there: false, events: 0 };
    this.sets.set(key, set);
    set.there ||= sign === 1;
    for (const [seconds, text] of values) {
      const events = Number(text);
      if (Number.isFinite(events)) set.events += sign * events;
      if (sign === 1) this.named.set(seconds, (this.named.get(seconds) ?? 0) + 1);
    }
  }

  found() {
    const there = [...this.sets.values()].filter((set) => set.there);
    const most = Math.max(0, ...this.named.values());
    return { groups: there.map(({ labels, events }) => ({ labels, events })), whole: most < MOST_SETS };
  }
}
