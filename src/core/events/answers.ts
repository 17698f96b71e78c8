import type { HourCount } from './traffic-by-hour.js';

/** The one number of an instant query. */
export type Measured =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly message: string };

/** What a query about an hour yielded, for several hours. */
export type Hourly =
  | { readonly kind: 'hours'; readonly hours: readonly HourCount[] }
  | { readonly kind: 'failed'; readonly message: string };

/** The series of an instant query. */
export type Vector =
  | {
      readonly kind: 'series';
      readonly series: readonly {
        readonly labels: Readonly<Record<string, string>>;
        readonly value: number;
      }[];
    }
  | { readonly kind: 'failed'; readonly message: string };
