/** One series with its value now. */
export interface DemoSeries {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const SERVICE = 'checkout-api';
export const REQUESTS_PER_SECOND = 200;
const PAYMENT_SHARE = 0.6;
/** A healthy day is not a perfect one. */
const USUAL_ERROR_RATIO = 0.00001;
const BUCKETS: readonly (readonly [le: string, share: number])[] = [
  ['0.05', 0.55],
  ['0.1', 0.86],
  ['0.2', 0.97],
  ['0.4', 0.9995],
  ['0.8', 0.9999],
  ['+Inf', 1],
];

/** The counters of slo-specs/checkout-api.yaml, moved by time instead of by users. */
export class CheckoutCounters {
  private served = 0;
  private failedPayments = 0;
  private failedCarts = 0;

  /** Lets the service be used for some seconds while a share (0-1) of the payments fails. */
  advance(seconds: number, failing: number): void {
    const requests = REQUESTS_PER_SECOND * seconds;
    const payments = requests * PAYMENT_SHARE;
    this.served += requests;
    this.failedPayments += payments * Math.max(failing, USUAL_ERROR_RATIO);
    this.failedCarts += (requests - payments) * USUAL_ERROR_RATIO;
  }

  series(): DemoSeries[] {
    const { served } = this;
    const payments = served * PAYMENT_SHARE;
    const request = (route: string, status: string, value: number): DemoSeries => ({
      metric: 'http_requests_total',
      labels: { service: SERVICE, route, status },
      value: Math.floor(value),
    });
    return [
      request('/pay', '200', payments - this.failedPayments),
      request('/pay', '503', this.failedPayments),
      request('/cart', '200', served - payments - this.failedCarts),
      request('/cart', '503', this.failedCarts),
      ...BUCKETS.map(([le, share]) => duration('bucket', served * share, { le })),
      duration('sum', served * 0.07),
      duration('count', served),
      { metric: 'business_logic_errors_total', labels: {}, value: Math.floor(served * 0.000002) },
      { metric: 'requests_total', labels: {}, value: Math.floor(served) },
    ];
  }

  /** Prometheus' text format. */
  exposition(): string {
    return this.series()
      .map((each) => `${seriesName(each)} ${each.value}\n`)
      .join('');
  }
}

/** `name{label="value"}`; the values of the demo need no escaping. */
export function seriesName({ metric, labels }: Pick<DemoSeries, 'metric' | 'labels'>): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return pairs.length === 0 ? metric : `${metric}{${pairs.join(',')}}`;
}

function duration(part: string, value: number, labels: Readonly<Record<string, string>> = {}): DemoSeries {
  return {
    metric: `http_request_duration_seconds_${part}`,
    labels: { service: SERVICE, ...labels },
    value: Math.floor(value),
  };
}
