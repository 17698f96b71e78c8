import type { Replay } from '../core/backtest/replay-result.js';
import type { TrafficByHour } from '../core/events/traffic-by-hour.js';
import type { CounterSelector, Matcher } from '../core/slo/sli.js';
import type { Slo } from '../core/slo/slo.js';

/** Something counted that has no series now, and what of it is not there. */
export interface AbsentSelector {
  readonly selector: CounterSelector;
  readonly missing:
    | { readonly what: 'metric'; readonly nearest: readonly string[] }
    | { readonly what: 'label'; readonly labels: readonly string[] }
    /** The label is there, without a value that the matcher takes; `values` are some that it has. */
    | { readonly what: 'value'; readonly matcher: Matcher; readonly values: readonly string[] }
    | { readonly what: 'combination' };
}

/** What a Prometheus holds of one SLO. Each is undefined where it was not asked for, or cannot be told. */
export interface LiveFacts {
  readonly absent?: readonly AbsentSelector[];
  /** The limit at which a histogram is counted, as an `le` value, and those that it has. */
  readonly bucket?: { readonly wanted: string; readonly there: readonly string[] };
  /** Events of the last day. */
  readonly day?: { readonly bad: number; readonly total: number };
  /** How long (ms) samples are kept. */
  readonly retentionMs?: number;
  readonly size?: { readonly series: number; readonly samplesPerHour: number };
  readonly hours?: TrafficByHour;
  /** By metric: `counter`, `gauge`, `histogram`, as its exporter says. */
  readonly types?: ReadonlyMap<string, string>;
  /** Label values of the total that are names of health checks. */
  readonly healthChecks?: readonly { readonly label: string; readonly value: string }[];
  /** The last 30 days, through the engine. */
  readonly replay?: Replay;
  /** What Prometheus said when it could not answer; what was asked after it is undefined. */
  readonly failure?: string;
}

export type Need = Exclude<keyof LiveFacts, 'failure'>;

/** An SLO with what a Prometheus holds of it. */
export interface LiveSlo {
  readonly slo: Slo;
  readonly facts: LiveFacts;
}
