import { selectorTest } from '../../src/adapters/prometheus/label-match.js';
import type { FoundGroup } from '../../src/core/slo/choose-groups.js';
import type { CounterSelector } from '../../src/core/slo/sli.js';
import { SECOND } from '../../src/core/time/duration.js';
import type { WatchdogLook } from '../../src/core/watchdog/judge-watchdog.js';
import type {
  EventSource,
  GroupOutcome,
  GroupRequest,
  ReadOutcome,
  ReadRequest,
  SeriesSamples,
  TileOutcome,
  TileRequest,
} from '../../src/engine/ports.js';
import type { CountAt } from './counters.js';
import { simulatedTiles } from './simulated-tiles.js';

/** One series: its labels with `__name__`, and the instants at which it is not exposed. */
interface SimulatedSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly count: CountAt;
  readonly gaps: { from: number; to: number }[];
}

/**
 * A Prometheus in memory: every series is a counter that is a function of time, scraped at a steady pace. What is asked later gives the
 * same samples, so that a whole past is there from the start.
 */
export class SimulatedPrometheus implements EventSource {
  /** No read is answered while this is set. */
  reachable = true;
  /** Reads that touch one of these metrics fail, for this reason. */
  readonly failing = new Map<string, 'source-unreachable' | 'query-failed'>();
  /** A sample can be read this long (ms) after its scrape. */
  lateBy = 0;
  /** The newest samples of alerts that fire. */
  readonly alerts = new Map<string, number>();
  /** How often it was asked, by kind. */
  readonly asked = { reads: 0, tiles: 0, buckets: 0, groups: 0 };
  private readonly series: SimulatedSeries[] = [];

  /**
   * @param now the true time, whatever the daemon's clock says
   * @param scrapeInterval ms; scrapes are at its multiples, plus `scrapeOffset`
   */
  constructor(
    private readonly now: () => number,
    readonly scrapeInterval = 15 * SECOND,
    private readonly scrapeOffset = 0,
  ) {}

  /** Adds a series; its target is the same for all unless `labels` say otherwise. */
  expose(metric: string, labels: Readonly<Record<string, string>>, count: CountAt): void {
    const all = { __name__: metric, job: 'checkout', instance: 'a:8080', ...labels };
    this.series.push({ labels: all, count, gaps: [] });
  }

  /** Takes the series of a metric (with such a label) away from `from` (inclusive) to `to`, as when the target cannot be scraped. */
  hide(metric: string, from: number, to = Number.POSITIVE_INFINITY, label?: readonly [string, string]): void {
    for (const { labels, gaps } of this.series) {
      if (labels.__name__ === metric && (!label || labels[label[0]] === label[1])) gaps.push({ from, to });
    }
  }

  async read(requests: readonly ReadRequest[]): Promise<ReadonlyMap<string, ReadOutcome>> {
    this.asked.reads += 1;
    return new Map(requests.map((request) => [request.key, this.answer(request)]));
  }

  async readTiles(requests: readonly TileRequest[]): Promise<ReadonlyMap<string, TileOutcome>> {
    this.asked.tiles += 1;
    return new Map(
      requests.map((request): [string, TileOutcome] => {
        const selectors = request.counters.map(({ selector }) => selector);
        const failure = this.failureOf(selectors);
        if (failure) return [request.key, failure];
        const select = (counter: number, after: number, upTo: number) =>
          this.select(selectors[counter] as CounterSelector, { after, upTo });
        return [request.key, { kind: 'read', tiles: simulatedTiles(request, select) }];
      }),
    );
  }

  async countSeries(
    requests: readonly Pick<TileRequest, 'key' | 'counters'>[],
  ): Promise<ReadonlyMap<string, number>> {
    if (!this.reachable) return new Map();
    return new Map(
      requests.map(({ key, counters }) => {
        const tests = counters.map(({ selector }) => selectorTest(selector));
        return [key, this.series.filter(({ labels }) => tests.some((test) => test(labels))).length];
      }),
    );
  }

  async findGroups(requests: readonly GroupRequest[]): Promise<ReadonlyMap<string, GroupOutcome>> {
    this.asked.groups += 1;
    return new Map(requests.map((request) => [request.key, this.groups(request)]));
  }

  async findFiring(alertname: string): Promise<WatchdogLook> {
    if (!this.reachable) return { kind: 'failed', message: 'connection refused' };
    const at = this.alerts.get(alertname);
    return { kind: 'read', newest: at === undefined ? undefined : { at, ageMs: this.now() - at } };
  }

  async buckets(selector: CounterSelector): Promise<readonly string[] | undefined> {
    this.asked.buckets += 1;
    if (!this.reachable) return undefined;
    const withoutLe = { ...selector, matchers: selector.matchers.filter(({ label }) => label !== 'le') };
    const test = selectorTest(withoutLe);
    return [...new Set(this.series.flatMap(({ labels }) => (test(labels) ? (labels.le ?? []) : [])))];
  }

  private groups({ total, labels, from, to }: GroupRequest): GroupOutcome {
    const failure = this.failureOf(total.map(({ selector }) => selector));
    if (failure) return failure;
    const groups = new Map<string, FoundGroup>();
    for (const { sign, selector } of total) {
      for (const { labels: all, values } of this.select(selector, { after: from, upTo: to })) {
        const set = Object.fromEntries(labels.map((label) => [label, all[label] ?? '']));
        const key = JSON.stringify(set);
        const grown = sign * ((values.at(-1) ?? 0) - (values[0] ?? 0));
        groups.set(key, { labels: set, events: grown + (groups.get(key)?.events ?? 0) });
      }
    }
    return { kind: 'read', found: { groups: [...groups.values()], whole: true } };
  }

  private answer(request: ReadRequest): ReadOutcome {
    const failure = this.failureOf(request.selectors);
    if (failure) return failure;
    return { kind: 'read', series: request.selectors.map((selector) => this.select(selector, request)) };
  }

  private failureOf(
    selectors: readonly CounterSelector[],
  ): Extract<ReadOutcome, { kind: 'failed' }> | undefined {
    if (!this.reachable) {
      return { kind: 'failed', reason: 'source-unreachable', message: 'connect ECONNREFUSED' };
    }
    for (const { metric } of selectors) {
      const reason = this.failing.get(metric);
      if (reason) return { kind: 'failed', reason, message: `no answer about ${metric}` };
    }
    return undefined;
  }

  private select(
    selector: CounterSelector,
    { after, upTo }: Pick<ReadRequest, 'after' | 'upTo'>,
  ): SeriesSamples[] {
    const test = selectorTest(selector);
    const visible = Math.min(upTo, this.now() - this.lateBy);
    return this.series
      .filter(({ labels }) => test(labels))
      .map((series) => this.samples(series, after, visible))
      .filter(({ times }) => times.length > 0);
  }

  private samples({ labels, count, gaps }: SimulatedSeries, after: number, upTo: number): SeriesSamples {
    const times: number[] = [];
    const { scrapeInterval, scrapeOffset } = this;
    const first = Math.floor((after - scrapeOffset) / scrapeInterval) + 1;
    for (let at = first * scrapeInterval + scrapeOffset; at <= upTo; at += scrapeInterval) {
      if (!gaps.some(({ from, to }) => from <= at && at < to)) times.push(at);
    }
    return {
      fingerprint: JSON.stringify(Object.entries(labels).sort()),
      labels,
      times,
      values: times.map(count),
    };
  }
}
