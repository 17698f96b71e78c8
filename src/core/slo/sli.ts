/** One label matcher, as PromQL writes it. `value` is unescaped. */
export interface Matcher {
  readonly label: string;
  readonly op: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** Which counters: a metric name and matchers (never on `__name__`), in the order that the file wrote them. */
export interface CounterSelector {
  readonly metric: string;
  readonly matchers: readonly Matcher[];
}

/** A counter that is added to an event count (+1) or taken from it (−1). */
export interface CounterTerm {
  readonly sign: 1 | -1;
  readonly selector: CounterSelector;
}

/** Events of one kind: the signed sum of the increases of counters, over all series that each selector finds. */
export type EventCount = readonly CounterTerm[];

/** "400ms at p99": the share of requests at or under the limit; `bucket` is the `le` value in seconds as text ("0.4"). */
export interface LatencyThreshold {
  readonly limitSeconds: number;
  readonly quantile: number;
  readonly bucket: string;
  /** Histogram without its suffix: `http_request_duration_seconds`. */
  readonly histogram: string;
}

/** How the two event counts were found in what the file says; `explain` prints it. */
export interface SliDerivation {
  readonly kind: 'good-over-total' | 'bad-over-total' | 'latency-threshold' | 'explicit';
  /** The words of `explain`: why this side, e.g. `status!~"5.." excludes errors, so the numerator counts good events`. */
  readonly reason: string;
  readonly threshold?: LatencyThreshold;
}

/** What is measured: bad and total events. Good events are always total − bad. */
export interface Sli {
  readonly name: string;
  readonly description?: string;
  readonly bad: EventCount;
  readonly total: EventCount;
  readonly derivation: SliDerivation;
  /** The SLI as written, when `bad` and `total` are what the generated rules record of it. */
  readonly recordedFrom?: Sli;
}
