import type { CounterSelector } from '../core/slo/sli.js';

/** Where in the query's text, as offsets; `to` is exclusive. */
export interface TextSpan {
  readonly from: number;
  readonly to: number;
}

/** Something in a query that cannot be used, and how to mend it. */
export interface QueryProblem extends TextSpan {
  readonly message: string;
  readonly mend: string;
}

/** A PromQL expression, as far as Firebreak looks into one. Parentheses are gone. */
export type Expression = TextSpan &
  (
    | { readonly kind: 'number'; readonly value: number }
    | { readonly kind: 'text' }
    | {
        readonly kind: 'selector';
        readonly selector: CounterSelector;
        /** Range in ms; undefined for an instant selector. */
        readonly windowMs: number | undefined;
      }
    | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
    | {
        readonly kind: 'aggregate';
        readonly op: string;
        /** `by` or `without` with its labels; undefined when everything is summed. */
        readonly grouping: { readonly by: boolean; readonly labels: readonly string[] } | undefined;
        readonly args: readonly Expression[];
      }
    | {
        readonly kind: 'binary';
        /** `/`, `and`; `> bool` where a comparison yields 0 or 1. */
        readonly op: string;
        readonly left: Expression;
        readonly right: Expression;
      }
    | { readonly kind: 'unary'; readonly op: string; readonly arg: Expression }
    /** Valid PromQL that no event count is made of: a subquery, an offset, an `@`. */
    | {
        readonly kind: 'unsupported';
        readonly what: string;
        /** What an offset is of. */
        readonly of?: Expression;
      }
  );

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly QueryProblem[] };
