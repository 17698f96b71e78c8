import type { EventDelta } from '../../core/events/slot-ring.js';
import type { WeightedSelector } from '../../core/events/weighted-selectors.js';
import type { FoundGroups } from '../../core/slo/choose-groups.js';
import type { WatchdogLook } from '../../core/watchdog/judge-watchdog.js';
import type { CounterSelector, EventCount } from '../../core/slo/sli.js';

/** Samples of one series, oldest first; times are epoch ms. */
export interface SeriesSamples {
  /** The labels in a canonical text; equal for equal label sets. */
  readonly fingerprint: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly times: readonly number[];
  readonly values: readonly number[];
}

/** Ask for the samples of several counters with `after` < time ≤ `upTo`, all seen in the same state of the source. */
export interface ReadRequest {
  readonly key: string;
  readonly selectors: readonly CounterSelector[];
  readonly after: number;
  readonly upTo: number;
}

export type ReadOutcome =
  | { readonly kind: 'read'; readonly series: readonly (readonly SeriesSamples[])[] }
  | {
      readonly kind: 'failed';
      readonly reason: 'source-unreachable' | 'query-failed';
      readonly message: string;
    };

/** Ask for the events of (from, to], a whole number of tiles, summed by the source over all series of each counter. */
export interface TileRequest {
  readonly key: string;
  readonly counters: readonly WeightedSelector[];
  readonly from: number;
  readonly to: number;
  readonly tileMs: number;
  /**
   * `coarse` estimates each tile, cheaply and right to about 1 %. `exact` takes differences of counters that add up over any tiles; a
   * counter without a sample for `staleAfter` ms is gone.
   */
  readonly precision: { readonly kind: 'coarse' } | { readonly kind: 'exact'; readonly staleAfter: number };
}

/** The tiles for which the total is there, oldest first; for the others nothing is known. */
export type TileOutcome =
  | { readonly kind: 'read'; readonly tiles: readonly EventDelta[] }
  | Extract<ReadOutcome, { readonly kind: 'failed' }>;

/** Ask which label sets the events of (from, to] have. */
export interface GroupRequest {
  readonly key: string;
  readonly total: EventCount;
  readonly labels: readonly string[];
  readonly from: number;
  readonly to: number;
}

export type GroupOutcome =
  | { readonly kind: 'read'; readonly found: FoundGroups }
  | Extract<ReadOutcome, { readonly kind: 'failed' }>;

/** Where events come from. A failed read is a value, never an exception; the answer holds every key that was asked. */
export interface EventSource {
  read(requests: readonly ReadRequest[]): Promise<ReadonlyMap<string, ReadOutcome>>;
  readTiles(requests: readonly TileRequest[]): Promise<ReadonlyMap<string, TileOutcome>>;
  /** How many series each set of counters has now; a key that could not be asked for is missing. */
  countSeries(
    requests: readonly Pick<TileRequest, 'key' | 'counters'>[],
  ): Promise<ReadonlyMap<string, number>>;
  findGroups(requests: readonly GroupRequest[]): Promise<ReadonlyMap<string, GroupOutcome>>;
  /** The `le` values that a histogram's buckets have now; undefined when it cannot be asked, empty when there are no series. */
  buckets(selector: CounterSelector): Promise<readonly string[] | undefined>;
  /** The newest sample of an alert that fires, and how old it is by the source's own clock. */
  findFiring(alertname: string): Promise<WatchdogLook>;
}
