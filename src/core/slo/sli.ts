/** One label matcher, as PromQL writes it. `value` is unescaped. */
export interface Matcher {
  readonly label: string;
  readonly op: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** What one sample of a series that is no counter stands for. */
export type SampleMeaning =
  /** One event. */
  | { readonly kind: 'sample' }
  /** One event when this holds of its value, else none. */
  | { readonly kind: 'compared'; readonly op: Comparison; readonly value: number }
  /** So much of one event: the value is a share from 0 to 1. */
  | { readonly kind: 'share' };

/** What is counted of a native histogram: all observations, or those up to a limit (in the histogram's unit). */
export type NativePart = { readonly kind: 'count' } | { readonly kind: 'up-to'; readonly limit: number };

/** PromQL that is evaluated at whole multiples of `stepMs`; what it yields at each is a sample. */
export interface SteppedExpression {
  readonly text: string;
  readonly stepMs: number;
}

/**
 * Which series: a metric name and matchers (never on `__name__`), in the order that the file wrote them. They are counters, whose growth
 * is events, unless something else is said.
 */
export interface CounterSelector {
  readonly metric: string;
  readonly matchers: readonly Matcher[];
  /** The series are no counters: each sample stands for itself. */
  readonly meaning?: SampleMeaning;
  /** The series are native histograms, of which this part is the counter. */
  readonly native?: NativePart;
  /** In place of a metric (which is '' then) and matchers. */
  readonly expression?: SteppedExpression;
}

/** What is added to an event count (+1) or taken from it (−1). */
export interface CounterTerm {
  readonly sign: 1 | -1;
  readonly selector: CounterSelector;
}

/** Events of one kind: the signed sum of what is counted (mostly increases of counters), over all series that each selector finds. */
export type EventCount = readonly CounterTerm[];

/** "400ms at p99": the share of requests at or under the limit; `bucket` is the `le` value in the histogram's unit as text ("0.4"). */
export interface LatencyThreshold {
  readonly limitSeconds: number;
  readonly quantile: number;
  readonly bucket: string;
  /** Histogram without its suffix: `http_request_duration_seconds`. */
  readonly histogram: string;
}

/** How the two event counts were found in what the file says; `explain` prints it. */
export interface SliDerivation {
  readonly kind:
    | 'good-over-total'
    | 'bad-over-total'
    | 'latency-threshold'
    | 'native-threshold'
    | 'gauge'
    | 'time-weighted-ratio'
    | 'explicit'
    | 'composite';
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
